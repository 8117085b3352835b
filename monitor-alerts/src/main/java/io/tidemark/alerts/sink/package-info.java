/** Senders: HTTP, e-mail, console. */
@NullMarked
package io.tidemark.alerts.sink;

import org.jspecify.annotations.NullMarked;
