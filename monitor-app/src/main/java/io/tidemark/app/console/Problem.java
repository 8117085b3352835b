package io.tidemark.app.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong from the user's point of view: what, where, why, and what to do about it.
 *
 * @param what what happened, with the values, without a full stop
 * @param where the place: {@code file:line:column}, a path, or topic/partition/offset; null if there is none
 * @param why the reason, if it is not plain from {@code what}
 * @param fixes what to type or change, best first; may be empty
 */
public record Problem(
        String what, @Nullable String where, @Nullable String why, List<String> fixes) {

    public Problem {
        fixes = List.copyOf(fixes);
    }

    /** A problem without place, reason and fix; add those that are known. */
    public static Problem of(String what) {
        return new Problem(what, null, null, List.of());
    }

    /** The same problem with its place. */
    public Problem at(String place) {
        return new Problem(what, place, why, fixes);
    }

    /** The same problem with its reason. */
    public Problem because(String reason) {
        return new Problem(what, where, reason, fixes);
    }

    /** Adds a fix after those that are there. */
    public Problem fix(String fix) {
        List<String> more = new ArrayList<>(fixes);
        more.add(fix);
        return new Problem(what, where, why, more);
    }

    /**
     * The lines a user reads, without a line end: {@code error: …}, then indented {@code at}, {@code why}, {@code fix}.
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("error: " + what);
        if (where != null) {
            lines.add("  at:  " + where);
        }
        if (why != null) {
            lines.add("  why: " + why);
        }
        fixes.forEach(fix -> lines.add("  fix: " + fix));
        return lines;
    }
}
