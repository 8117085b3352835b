/** Total functions between the domain and Avro. */
@NullMarked
package io.tidemark.wire.codec;

import org.jspecify.annotations.NullMarked;
