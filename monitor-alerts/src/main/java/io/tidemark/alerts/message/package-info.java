/** What people are told of a notification, in plain sentences. */
@NullMarked
package io.tidemark.alerts.message;

import org.jspecify.annotations.NullMarked;
