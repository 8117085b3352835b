/** The commands that need a Kafka: run, replay, verify. Start with RunCommand. */
@NullMarked
package io.tidemark.app.live;

import org.jspecify.annotations.NullMarked;
