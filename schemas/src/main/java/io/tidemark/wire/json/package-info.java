/**
 * JSON for people and other tools: the baseline file, and reports and violations as one line each. Start with
 * {@link io.tidemark.wire.json.BaselineJson}.
 */
@NullMarked
package io.tidemark.wire.json;

import org.jspecify.annotations.NullMarked;
