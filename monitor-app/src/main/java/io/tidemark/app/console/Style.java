package io.tidemark.app.console;

/** The few styles of terminal text. Colour never carries a meaning alone: the words say it too. */
public enum Style {
    ERROR("1;31"),
    WARNING("33"),
    GOOD("32"),
    STRONG("1"),
    FAINT("2");

    private final String sgr;

    Style(String sgr) {
        this.sgr = sgr;
    }

    String around(String text) {
        return "\u001b[" + sgr + "m" + text + "\u001b[0m";
    }
}
