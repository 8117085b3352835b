/**
 * From violations to episodes: a pure state machine that says once when something starts, gets worse or ends. Start
 * with EpisodeBook.
 */
@NullMarked
package io.tidemark.core.episode;

import org.jspecify.annotations.NullMarked;
