/** The log: its place, levels and form, and what must never stand in it. Start with Logs. */
@NullMarked
package io.tidemark.app.log;

import org.jspecify.annotations.NullMarked;
