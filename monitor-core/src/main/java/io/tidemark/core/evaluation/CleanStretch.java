package io.tidemark.core.evaluation;

import io.tidemark.core.window.WindowSpec;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * A span of event time whose windows were judged and found in order, to learn a baseline from.
 *
 * @param fromMs first event time, in epoch milliseconds
 * @param toMs first event time that does not belong to it any more
 */
public record CleanStretch(long fromMs, long toMs) {
    /**
     * Returns the newest stretch of so many windows that are OK, with no window in between that alarmed, was without a
     * baseline, or was not reported. Windows with no or too little data may lie in between: they do not count.
     *
     * @param states what was said of each window, of all variants, by its start
     * @param windows the windows
     * @param wanted how many windows are to be OK, at least 1
     */
    public static Optional<CleanStretch> newest(
            NavigableMap<Long, ? extends Collection<WindowState>> states, WindowSpec windows, int wanted) {
        if (wanted < 1) {
            throw new IllegalArgumentException("wanted = " + wanted + " is not at least 1");
        }
        int found = 0;
        long end = 0;
        long later = 0;
        for (Map.Entry<Long, ? extends Collection<WindowState>> window :
                states.descendingMap().entrySet()) {
            long start = window.getKey();
            Collection<WindowState> said = window.getValue();
            boolean isBroken = said.contains(WindowState.ALARM) || said.contains(WindowState.NO_BASELINE);
            boolean isNext = found == 0 || windows.endOf(start) == later;
            if (isBroken || !isNext) {
                found = 0;
            }
            if (!isBroken && said.contains(WindowState.OK)) {
                end = found == 0 ? windows.endOf(start) : end;
                found++;
            }
            later = start;
            if (found == wanted) {
                return Optional.of(new CleanStretch(start, end));
            }
        }
        return Optional.empty();
    }
}
