/** The drift application on a real broker against audits of the same files. Start with LiveEqualsAuditTest. */
@NullMarked
package io.tidemark.app.live;

import org.jspecify.annotations.NullMarked;
