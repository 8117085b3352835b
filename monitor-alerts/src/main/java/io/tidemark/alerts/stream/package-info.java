/** The alerts application: from verdicts to episodes and notifications. Start with AlertsTopology. */
@NullMarked
package io.tidemark.alerts.stream;

import org.jspecify.annotations.NullMarked;
