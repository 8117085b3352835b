/** Which message goes where, and when it may. */
@NullMarked
package io.tidemark.alerts.routing;

import org.jspecify.annotations.NullMarked;
