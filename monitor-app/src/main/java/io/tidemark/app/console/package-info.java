/**
 * The two streams of a command and everything that is written on them: problems, tables, progress. Start with Console.
 */
@NullMarked
package io.tidemark.app.console;

import org.jspecify.annotations.NullMarked;
