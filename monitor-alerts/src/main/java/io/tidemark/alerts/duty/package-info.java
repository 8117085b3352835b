/** Work that one instance of many does: whoever has a partition has the duty. Start with DutyRunner. */
@NullMarked
package io.tidemark.alerts.duty;

import org.jspecify.annotations.NullMarked;
