/**
 * Functions between the domain and its Avro form. Start with {@link io.tidemark.wire.codec.ReportCodec}. What was
 * encoded decodes to an equal value; what cannot be decoded is an {@link IllegalArgumentException} that says why.
 */
@NullMarked
package io.tidemark.wire.codec;

import org.jspecify.annotations.NullMarked;
