package io.tidemark.core.testing;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.FieldTables;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.RowCounter;
import io.tidemark.core.profile.WindowProfile;
import io.tidemark.core.window.WindowKey;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** Builds the counts of a window from rows of texts, one record a row. */
public final class AWindow {
    /** The window that tests judge unless they say otherwise. */
    public static final WindowKey KEY =
            new WindowKey("credit", "blue", 1_700_000_000_000L - 1_700_000_000_000L % 3_600_000);

    private final RowCounter counter;
    private final WindowProfile profile;

    private AWindow(Baseline baseline) {
        this.counter = baseline.newRowCounter();
        this.profile = WindowProfile.empty(baseline);
    }

    /** Starts a window over a baseline. */
    public static AWindow aWindow(Baseline baseline) {
        return new AWindow(baseline);
    }

    /** Counts all rows, each as a record of its own. */
    public static WindowProfile of(Baseline baseline, List<List<String>> rows) {
        AWindow window = aWindow(baseline);
        rows.forEach(window::row);
        return window.profile();
    }

    /** Adds a record of one row by position. */
    public AWindow row(List<String> fields) {
        counter.addRecord(FieldTables.csv(List.of(fields)), profile);
        return this;
    }

    /** Adds the same row {@code n} times. */
    public AWindow rows(int n, String... fields) {
        Collections.nCopies(n, List.of(fields)).forEach(this::row);
        return this;
    }

    /** Returns the counts. */
    public WindowProfile profile() {
        return profile;
    }

    /** Returns the encoded blocks in hexadecimal, so that a difference is readable. */
    public static List<String> encoded(WindowProfile profile) {
        return profile.blocks().stream()
                .map(ProfileBlock::encode)
                .map(HexFormat.of()::formatHex)
                .toList();
    }
}
