package io.tidemark.app.format;

/**
 * A column of a {@link Listing}.
 *
 * @param name key in JSON and header in CSV: {@code windowStart}
 * @param title header for people: {@code window (UTC)}
 * @param isNumber whether people want it set to the right
 */
public record Column(String name, String title, boolean isNumber) {
    /** A column of texts whose name is its title. */
    public static Column text(String name) {
        return new Column(name, name, false);
    }

    /** A column of texts with a title of its own. */
    public static Column text(String name, String title) {
        return new Column(name, title, false);
    }

    /** A column of numbers whose name is its title. */
    public static Column number(String name) {
        return new Column(name, name, true);
    }

    /** A column of numbers with a title of its own. */
    public static Column number(String name, String title) {
        return new Column(name, title, true);
    }
}
