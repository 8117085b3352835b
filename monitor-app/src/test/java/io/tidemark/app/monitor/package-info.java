@NullMarked
package io.tidemark.app.monitor;

import org.jspecify.annotations.NullMarked;
