@NullMarked
package io.tidemark.app.file;

import org.jspecify.annotations.NullMarked;
