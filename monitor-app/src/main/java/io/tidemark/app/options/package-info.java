/** Options that several commands share, as mixins. Start with MonitorOptions. */
@NullMarked
package io.tidemark.app.options;

import org.jspecify.annotations.NullMarked;
