package io.tidemark.core.window;

import java.util.ArrayList;
import java.util.List;

/** Windows without records between two windows with records. */
public final class Gaps {
    /** Most windows reported of one gap; a longer silence is one fact, not a thousand. */
    public static final int MOST = 1_000;

    private Gaps() {}

    /**
     * Returns the empty windows between two windows of one endpoint and variant, ascending: the first {@value #MOST} of
     * them.
     *
     * @param before the earlier window with records
     * @param after the later window with records
     * @param windows their size and offset
     */
    public static List<WindowKey> between(WindowKey before, WindowKey after, WindowSpec windows) {
        List<WindowKey> gaps = new ArrayList<>();
        long start = windows.endOf(before.startMs());
        while (start < after.startMs() && gaps.size() < MOST) {
            gaps.add(new WindowKey(before.endpoint(), before.variant(), start));
            start = windows.endOf(start);
        }
        return gaps;
    }
}
