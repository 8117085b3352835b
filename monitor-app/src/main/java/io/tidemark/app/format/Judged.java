package io.tidemark.app.format;

import java.util.List;

/**
 * One thing that was judged: a window of an endpoint, a partition of a ledger. In JUnit's form it is a test case.
 *
 * @param group what it belongs to: {@code endpoint/variant}
 * @param name what tells it from the others of its group
 * @param skipped why nothing can be said of it; empty if it was judged
 * @param findings what is wrong with it; empty if nothing is
 */
public record Judged(String group, String name, String skipped, List<Finding> findings) {
    public Judged {
        findings = List.copyOf(findings);
    }

    /** Something with these findings, none of them if it is as it must be. */
    public static Judged of(String group, String name, List<Finding> findings) {
        return new Judged(group, name, "", findings);
    }

    /** Something of which nothing can be said. */
    public static Judged skipped(String group, String name, String why) {
        return new Judged(group, name, why, List.of());
    }
}
