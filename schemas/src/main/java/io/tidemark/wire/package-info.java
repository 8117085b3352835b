/**
 * Topics, their keys and serdes. Start with {@link io.tidemark.wire.Topics}: it names every topic with its serdes and
 * settings; {@link io.tidemark.wire.TopicCreator} makes the missing ones.
 */
@NullMarked
package io.tidemark.wire;

import org.jspecify.annotations.NullMarked;
