/** What there is to say of episodes, and what people say of them. Start with EpisodesCommand. */
@org.jspecify.annotations.NullMarked
package io.tidemark.app.episode;
