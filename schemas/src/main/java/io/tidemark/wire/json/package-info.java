/** JSON artefacts: the baseline file, reports and violations as NDJSON. Start with BaselineJson. */
@NullMarked
package io.tidemark.wire.json;

import org.jspecify.annotations.NullMarked;
