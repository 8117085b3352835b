package io.tidemark.app.options;

import io.tidemark.app.console.Console;
import io.tidemark.app.console.Suggestions;
import java.util.Collection;
import java.util.Set;

/** Tells people that nothing is known of an endpoint that they named, and which one they may have meant. */
public final class EndpointNames {
    private static final int MOST_LISTED = 10;

    private EndpointNames() {}

    /**
     * Warns of each name that is not known.
     *
     * @param named what the user named, or what stands in the paths that the user named
     * @param known those of which there is something
     * @param what of what there is nothing, for example {@code live report}
     */
    public static void warnOfUnknown(Collection<String> named, Set<String> known, String what, Console console) {
        for (String name : named) {
            if (!known.contains(name)) {
                console.warn("there is no " + what + " of endpoint \"" + name + "\": "
                        + Suggestions.didYouMean(name, known).orElseGet(() -> list(known)));
            }
        }
    }

    private static String list(Collection<String> known) {
        if (known.isEmpty()) {
            return "nor of any other";
        }
        String some =
                String.join(", ", known.stream().sorted().limit(MOST_LISTED).toList());
        return "there is of " + some + (known.size() > MOST_LISTED ? " and others" : "");
    }
}
