package io.tidemark.alerts.schedule;

/**
 * Something to be done at stated times.
 *
 * @param endpoint for which endpoint; not empty
 * @param name unique for the endpoint; not empty
 * @param times when
 * @param catchesUp whether a time that nobody could run is run late, once for all that were missed
 */
public record Schedule(String endpoint, String name, CronTimes times, boolean catchesUp) {
    public Schedule {
        if (endpoint.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException(
                    "a schedule needs an endpoint and a name: '" + endpoint + "', '" + name + "'");
        }
    }

    /** What tells it from all others. */
    record Id(String endpoint, String name) {}

    Id id() {
        return new Id(endpoint, name);
    }
}
