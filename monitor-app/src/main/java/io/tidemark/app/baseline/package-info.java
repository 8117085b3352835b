/** The commands around baselines. Start with BaselineCommand. */
@NullMarked
package io.tidemark.app.baseline;

import org.jspecify.annotations.NullMarked;
