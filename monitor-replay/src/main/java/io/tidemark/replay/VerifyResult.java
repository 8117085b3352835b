package io.tidemark.replay;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.window.WindowKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The live verdicts beside those of an audit of the same records.
 *
 * @param liveHash the run hash of all live windows
 * @param auditHash the run hash of all audited windows
 * @param equal windows with the same verdict hash on both sides
 * @param different windows with different ones
 * @param onlyLive windows that the audit does not know
 * @param onlyAudit windows of which there is no live report
 * @param withoutBaseline windows that had no baseline live and hold the same records and rows: there is no verdict to
 *     compare
 * @param followed what the live run did not count, and this comparison therefore neither
 * @param ofModel the final verdicts on a model, or null if none were asked for
 */
public record VerifyResult(
        ContentHash liveHash,
        ContentHash auditHash,
        List<WindowKey> equal,
        List<Difference> different,
        List<WindowKey> onlyLive,
        List<WindowKey> onlyAudit,
        List<WindowKey> withoutBaseline,
        Followed followed,
        @Nullable ModelComparison ofModel) {

    /**
     * What the ledger and the dead letters of the live run name.
     *
     * @param late records that came after their window had closed
     * @param duplicates records that repeat another, of all endpoints
     * @param refused records refused for a reason of that moment, such as {@code future}
     * @param unresolved windows with late records of which the captures are gone or the ledger has no exact offsets: they
     *     may differ for that; a start of the smallest long stands for windows long past
     * @param unknownConflicts input partitions with more repeats of other contents than the ledger names, of which captures
     *     are gone: which contents counted is not known of each, and any window may differ for that
     */
    public record Followed(
            long late, long duplicates, long refused, List<WindowKey> unresolved, List<Integer> unknownConflicts) {
        /** Nothing was left out. */
        public static final Followed NOTHING = new Followed(0, 0, 0, List.of(), List.of());

        public Followed {
            unresolved = List.copyOf(unresolved);
            unknownConflicts = List.copyOf(unknownConflicts);
        }
    }

    /**
     * One window on which live and audit do not agree.
     *
     * @param window which window
     * @param live the live verdict hash
     * @param audit the audit's verdict hash
     * @param firstDifference the first thing that differs, in words and with both values
     */
    public record Difference(WindowKey window, ContentHash live, ContentHash audit, String firstDifference) {}

    public VerifyResult {
        equal = List.copyOf(equal);
        different = List.copyOf(different);
        onlyLive = List.copyOf(onlyLive);
        onlyAudit = List.copyOf(onlyAudit);
        withoutBaseline = List.copyOf(withoutBaseline);
    }

    /** Returns this result with what was followed. */
    VerifyResult with(Followed other) {
        return new VerifyResult(
                liveHash, auditHash, equal, different, onlyLive, onlyAudit, withoutBaseline, other, ofModel);
    }

    /** Returns this result with the verdicts on a model. */
    VerifyResult with(@Nullable ModelComparison other) {
        return new VerifyResult(
                liveHash, auditHash, equal, different, onlyLive, onlyAudit, withoutBaseline, followed, other);
    }

    /** Returns the final verdicts on a model, if they were asked for. */
    public Optional<ModelComparison> model() {
        return Optional.ofNullable(ofModel);
    }

    /** Returns whether something was compared and all of it is equal. */
    public boolean isProof() {
        return (!equal.isEmpty() || (isEmpty() && model().isPresent()))
                && different.isEmpty()
                && onlyLive.isEmpty()
                && onlyAudit.isEmpty()
                && model().map(ModelComparison::isProof).orElse(true);
    }

    /** Returns whether there is a window on either side. */
    public boolean isEmpty() {
        return equal.isEmpty()
                && different.isEmpty()
                && onlyLive.isEmpty()
                && onlyAudit.isEmpty()
                && withoutBaseline.isEmpty();
    }
}
