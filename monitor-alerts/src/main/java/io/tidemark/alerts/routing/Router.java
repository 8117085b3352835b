package io.tidemark.alerts.routing;

import io.tidemark.alerts.message.AlertMessage;
import io.tidemark.core.evaluation.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the sinks of a message, and from when on it may be sent there. Immutable. */
public final class Router {
    private final List<Route> routes;

    /** A router over routes; a message takes all that take it. */
    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * Returns the sinks of a message, each with the first moment at which it may be sent: now, or the end of quiet hours
     * where it is not critical. Of several routes to one sink the earliest moment holds.
     */
    public Map<String, Instant> route(AlertMessage message, Instant now) {
        Map<String, Instant> sinks = new LinkedHashMap<>();
        for (Route route : routes) {
            if (route.takes(message)) {
                boolean isUrgent = message.severity() == Severity.CRITICAL && !message.isResolved();
                Instant when = isUrgent ? now : route.quiet().endAfter(now);
                route.sinks().forEach(sink -> sinks.merge(sink, when, Router::earlier));
            }
        }
        return sinks;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
