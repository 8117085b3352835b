package io.tidemark.core.capture;

import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a {@link CaptureAttributes}: a JMESPath expression for JSON, or a zero-based column for CSV.
 *
 * <p>An expression that projects ({@code [*]}, {@code []}, {@code [?…]}, {@code [a:b]}, {@code .*}) finds one element
 * per record; any other finds what belongs to one record. JMESPath leaves out of a projection what it does not find,
 * which would pair the wrong features, predictions and labels; so an expression {@code left[*].right} is searched
 * element by element, and a record that lacks the attribute has null in its place.
 */
final class AttributePath {
    private static final Pattern COLUMN = Pattern.compile("[0-9]{1,5}");
    /** Quoted names, raw strings and literals, in which brackets and stars mean nothing. */
    private static final Pattern QUOTED =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`(?:[^`\\\\]|\\\\.)*+`");

    private static final Pattern PROJECTION = Pattern.compile("\\*|\\[]|\\[\\?|\\[-?[0-9]*:");
    private static final Pattern PER_ELEMENT =
            Pattern.compile("((?:[A-Za-z_][A-Za-z0-9_.]*)?(?:\\[-?[0-9]+])*)\\[\\*](?:\\.?([^|&=<>!]*))?");
    private static final String ITSELF = "@";
    private static final int LONGEST_SHOWN = 200;

    private final int column;
    private final boolean projects;
    private final @Nullable Expression<JsonValue> list;
    private final @Nullable Expression<JsonValue> value;

    private AttributePath(
            int column, boolean projects, @Nullable Expression<JsonValue> list, @Nullable Expression<JsonValue> value) {
        this.column = column;
        this.projects = projects;
        this.list = list;
        this.value = value;
    }

    /**
     * Reads an attribute.
     *
     * @throws IllegalArgumentException if it is neither a column nor an expression; the message names it
     */
    static AttributePath of(String name, String text) {
        if (COLUMN.matcher(text).matches()) {
            return new AttributePath(Integer.parseInt(text), false, null, null);
        }
        try {
            JmesRuntime runtime = new JmesRuntime();
            Expression<JsonValue> whole = runtime.compile(text);
            String bare = QUOTED.matcher(text).replaceAll(found -> "q".repeat(found.end() - found.start()));
            Matcher perElement = PER_ELEMENT.matcher(bare);
            if (!perElement.matches()) {
                return new AttributePath(-1, PROJECTION.matcher(bare).find(), null, whole);
            }
            String right = text.substring(perElement.start(2));
            return new AttributePath(
                    -1,
                    true,
                    runtime.compile(perElement.end(1) == 0 ? ITSELF : text.substring(0, perElement.end(1))),
                    runtime.compile(right.isEmpty() ? ITSELF : right));
        } catch (RuntimeException | StackOverflowError e) {
            String shown = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
            String why = e instanceof JmesPathException
                    ? e.getMessage()
                    : e.getClass().getSimpleName();
            throw new IllegalArgumentException(name + " = '" + shown + "' is no JMESPath expression: " + why, e);
        }
    }

    /** Whether this is a column and not an expression. */
    boolean isColumn() {
        return value == null;
    }

    /** The zero-based column; -1 for an expression. */
    int column() {
        return column;
    }

    /** Whether each element of what is found belongs to a record of its own. */
    boolean projects() {
        return projects;
    }

    /** What the attribute is in a document, one value per record; null after noting a fault. */
    @Nullable
    List<JsonValue> search(JsonValue document, Fault fault) {
        Expression<JsonValue> perRecord = value;
        if (perRecord == null) {
            fault.set("a column number finds nothing in JSON", -1);
            return null;
        }
        try {
            if (list != null) {
                return searchEach(list.search(document), perRecord);
            }
            JsonValue found = perRecord.search(document);
            return projects && found instanceof JsonValue.Items items ? items.elements() : List.of(found);
        } catch (RuntimeException | StackOverflowError e) {
            // The library fails in more ways than it names: casts, comparisons, numbers, depth. The parser never
            // throws.
            // The message may quote the payload, and a fault is shown to people.
            fault.set("the expression fails: " + e.getClass().getSimpleName(), -1);
            return null;
        }
    }

    private static List<JsonValue> searchEach(JsonValue elements, Expression<JsonValue> perRecord) {
        if (!(elements instanceof JsonValue.Items items)) {
            return List.of();
        }
        List<JsonValue> found = new ArrayList<>(items.elements().size());
        for (JsonValue element : items.elements()) {
            found.add(perRecord.search(element));
        }
        return found;
    }
}
