/**
 * The demo: real data with known injections through a live application, and how well they were found. Start with
 * LiveDemo.
 */
@NullMarked
package io.tidemark.app.demo;

import org.jspecify.annotations.NullMarked;
