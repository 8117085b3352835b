package io.tidemark.streams.processor;

import io.tidemark.core.capture.CapturedOrigin;
import io.tidemark.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Who a captured record belongs to.
 *
 * @param endpoint the monitored endpoint, empty if neither the record nor the topic names one
 * @param variant its variant
 */
public record Origin(String endpoint, String variant) {

    /** Reads origins from headers and keeps the last one, so that a run of equal headers costs no String. */
    public static final class Reader {
        private final EndpointPolicy policy;
        private byte[] lastEndpoint = {};
        private byte[] lastVariant = {};
        private @Nullable Origin last;

        /** Returns the reader of one task. */
        public Reader(EndpointPolicy policy) {
            this.policy = policy;
        }

        /** The origin in the headers, and where they are silent the one that an Avro capture names itself. */
        public Origin read(Headers headers, byte @Nullable [] value) {
            Origin named = read(headers);
            boolean isSilent = lastEndpoint.length == 0 || lastVariant.length == 0;
            CapturedOrigin said =
                    isSilent && value != null ? CapturedOrigin.of(value).orElse(null) : null;
            if (said == null) {
                return named;
            }
            boolean endpoint = lastEndpoint.length == 0 && !said.endpoint().isEmpty();
            boolean variant = lastVariant.length == 0 && !said.variant().isEmpty();
            return new Origin(
                    endpoint ? said.endpoint() : named.endpoint(), variant ? said.variant() : named.variant());
        }

        private Origin read(Headers headers) {
            byte[] endpoint = valueOf(headers.lastHeader(Topics.ENDPOINT_HEADER));
            byte[] variant = valueOf(headers.lastHeader(Topics.VARIANT_HEADER));
            Origin known = last;
            if (known != null && Arrays.equals(endpoint, lastEndpoint) && Arrays.equals(variant, lastVariant)) {
                return known;
            }
            lastEndpoint = endpoint;
            lastVariant = variant;
            Origin read =
                    new Origin(text(endpoint, policy.defaultEndpoint()), text(variant, EndpointPolicy.DEFAULT_VARIANT));
            last = read;
            return read;
        }

        private static byte[] valueOf(@Nullable Header header) {
            return header == null || header.value() == null ? new byte[0] : header.value();
        }

        private static String text(byte[] value, String otherwise) {
            return value.length == 0 ? otherwise : new String(value, StandardCharsets.UTF_8);
        }
    }
}
