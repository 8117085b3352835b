package io.tidemark.alerts.stream;

import java.time.Duration;

/**
 * How long a window waits for others, by the clock of the machine.
 *
 * @param settle how long nothing of a stream must have come before a window is taken although there may be earlier ones;
 *     a window that begins where the last one ended does not wait
 * @param patience how long a window may lack a part or a violation before it is judged without
 * @param newerWhole how many later windows of its stream may be whole before it is judged without
 */
record WaitingRules(Duration settle, Duration patience, int newerWhole) {
    static final WaitingRules DEFAULT = new WaitingRules(Duration.ofSeconds(5), Duration.ofMinutes(1), 8);
}
