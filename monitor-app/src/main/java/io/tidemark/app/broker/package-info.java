/** The embedded Kafka broker of demo and tests. Start with EmbeddedBroker. */
@NullMarked
package io.tidemark.app.broker;

import org.jspecify.annotations.NullMarked;
