/** Commands on monitors as files: whether they are right, and their schema. Start with ValidateCommand. */
@NullMarked
package io.tidemark.app.monitor;

import org.jspecify.annotations.NullMarked;
