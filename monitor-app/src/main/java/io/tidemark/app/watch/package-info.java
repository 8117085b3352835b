/** The live view of a running application, read from its topics. Start with WatchCommand. */
@NullMarked
package io.tidemark.app.watch;

import org.jspecify.annotations.NullMarked;
