package io.tidemark.benchmarks.topology;

/** What is compared, in the order in which a round runs it. */
enum StreamCase {
    /** Every record read, looked at and written to another topic: the least that a program with an output does. */
    PASS_THROUGH("filter and write"),
    /** Every record read, parsed with its 20 numbers, and dropped: the least that a monitor can do. */
    PARSE_ONLY("parse only"),
    /** The drift application: stores, changelogs, deltas, merge, verdicts, ledger. */
    DRIFT("drift topology");

    private final String label;

    StreamCase(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
