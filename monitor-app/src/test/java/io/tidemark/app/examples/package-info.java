/** Runs the examples that the help shows. */
@org.jspecify.annotations.NullMarked
package io.tidemark.app.examples;
