package io.tidemark.replay;

import io.tidemark.core.service.ServiceBaseline;
import io.tidemark.core.service.TypeMatching;

/**
 * What the service's files of each window are made with.
 *
 * @param baseline what windows are checked against
 * @param matching which values count as of the expected type
 * @param schedule the name of the schedule in paths
 * @param mostBytes how much memory open windows may take, about
 */
public record ServiceOutput(ServiceBaseline baseline, TypeMatching matching, String schedule, long mostBytes) {
    /** The schedule's name where none is given. */
    public static final String USUAL_SCHEDULE = "tidemark";

    /** Returns an output under the usual schedule, with half of the largest heap for open windows. */
    public static ServiceOutput of(ServiceBaseline baseline) {
        return new ServiceOutput(
                baseline,
                TypeMatching.WIDENED,
                USUAL_SCHEDULE,
                Runtime.getRuntime().maxMemory() / 2);
    }

    /** Returns this output with this matching of types. */
    public ServiceOutput withMatching(TypeMatching other) {
        return new ServiceOutput(baseline, other, schedule, mostBytes);
    }
}
