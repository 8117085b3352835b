/** Where the values of options come from when the command line does not give them. Start with Settings. */
@NullMarked
package io.tidemark.app.config;

import org.jspecify.annotations.NullMarked;
