/** The command that judges captured files, and how its result is told. Start with AuditCommand. */
@NullMarked
package io.tidemark.app.audit;

import org.jspecify.annotations.NullMarked;
