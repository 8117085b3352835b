package io.tidemark.replay;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.window.WindowKey;
import java.util.List;

/**
 * The live verdicts beside those of an audit of the same records.
 *
 * @param liveHash the run hash of all live windows
 * @param auditHash the run hash of all audited windows
 * @param equal windows with the same verdict hash on both sides
 * @param different windows with different ones
 * @param onlyLive windows that the audit does not know
 * @param onlyAudit windows of which there is no live report
 */
public record VerifyResult(
        ContentHash liveHash,
        ContentHash auditHash,
        List<WindowKey> equal,
        List<Difference> different,
        List<WindowKey> onlyLive,
        List<WindowKey> onlyAudit) {

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
    }

    /** Returns whether something was compared and all of it is equal. */
    public boolean isProof() {
        return !equal.isEmpty() && different.isEmpty() && onlyLive.isEmpty() && onlyAudit.isEmpty();
    }

    /** Returns whether there is a window on either side. */
    public boolean isEmpty() {
        return equal.isEmpty() && different.isEmpty() && onlyLive.isEmpty() && onlyAudit.isEmpty();
    }
}
