/** The arrows between modules and packages, held by tests. */
@NullMarked
package io.tidemark.app.architecture;

import org.jspecify.annotations.NullMarked;
