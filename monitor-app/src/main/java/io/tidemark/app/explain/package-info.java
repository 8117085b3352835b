/** Commands that explain rules and violations, and check a violation's evidence. Start with ExplainCommand. */
@NullMarked
package io.tidemark.app.explain;

import org.jspecify.annotations.NullMarked;
