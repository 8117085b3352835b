package io.tidemark.core.evaluation;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.WindowProfile;
import java.util.Collection;
import java.util.HexFormat;

/**
 * The hashes that make verdicts comparable: {@code verdictHash} of a window and {@code runHash} of a set of windows.
 * Offsets, partitions, processing times, late and duplicate counts and the program's version stay out.
 */
public final class VerdictHash {
    private static final int VERSION = 1;

    private VerdictHash() {}

    /** Returns the report with its verdict hash: over the report's numbers and the counts behind them. */
    static WindowReport seal(WindowReport draft, WindowProfile profile) {
        CanonicalOutput out = new CanonicalOutput(32 * 1024);
        out.putByte(VERSION);
        out.putText(draft.window().endpoint()).putText(draft.window().variant());
        out.putLong(draft.window().startMs()).putLong(draft.windowEndMs());
        out.putText(draft.baselineHash().hex()).putText(draft.configHash().hex());
        out.putText(ContentHash.NONE.hex());
        out.putText(draft.state().name());
        out.putInt(profile.blocks().size());
        for (ProfileBlock block : profile.blocks()) {
            out.putBytes(block.encode());
        }
        out.putInt(draft.features().size());
        for (FeatureReport feature : draft.features()) {
            out.putText(feature.name()).putInt(feature.distances().size());
            feature.distances().forEach(measured -> measured.writeTo(out));
        }
        out.putInt(draft.outcomes().size());
        draft.outcomes().forEach(outcome -> outcome.writeTo(out));
        return withHash(draft, ContentHash.of(out));
    }

    /** Returns the hash of a run: over the verdict hashes of its windows, sorted as bytes. */
    public static ContentHash ofRun(Collection<ContentHash> verdicts) {
        CanonicalOutput out = new CanonicalOutput(40 * (verdicts.size() + 1));
        out.putByte(VERSION).putInt(verdicts.size());
        verdicts.stream()
                .sorted(ContentHash.ORDER)
                .forEach(verdict -> out.putBytes(HexFormat.of().parseHex(verdict.hex())));
        return ContentHash.of(out);
    }

    private static WindowReport withHash(WindowReport r, ContentHash hash) {
        return new WindowReport(
                r.window(),
                r.windowEndMs(),
                r.baselineHash(),
                r.configHash(),
                r.state(),
                r.records(),
                r.rows(),
                r.extraColumnRows(),
                r.missingColumnRows(),
                r.features(),
                r.outcomes(),
                hash);
    }
}
