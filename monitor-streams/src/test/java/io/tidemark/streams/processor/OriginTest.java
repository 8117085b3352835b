package io.tidemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.wire.AvroSerde;
import io.tidemark.wire.Topics;
import io.tidemark.wire.avro.Capture;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);

    private final Origin.Reader reader = new Origin.Reader(EndpointPolicy.any());

    @Test
    void headersNameTheOrigin() {
        assertThat(reader.read(headers("fraud", "blue"), JSON)).isEqualTo(new Origin("fraud", "blue"));
        assertThat(reader.read(headers("fraud", ""), JSON)).isEqualTo(new Origin("fraud", "AllTraffic"));
        assertThat(reader.read(headers("fraud", "blue"), null)).isEqualTo(new Origin("fraud", "blue"));
    }

    @Test
    void avroCaptureNamesWhatHeadersDoNot() {
        byte[] avro = avro("said", "green");

        assertThat(reader.read(headers("", ""), avro)).isEqualTo(new Origin("said", "green"));
        assertThat(reader.read(headers("fraud", ""), avro)).isEqualTo(new Origin("fraud", "green"));
        assertThat(reader.read(headers("", "blue"), avro)).isEqualTo(new Origin("said", "blue"));
        assertThat(reader.read(headers("fraud", "blue"), avro)).isEqualTo(new Origin("fraud", "blue"));
        assertThat(reader.read(headers("", ""), avro("", ""))).isEqualTo(new Origin("", "AllTraffic"));
        assertThat(reader.read(headers("", ""), avro("other", ""))).isEqualTo(new Origin("other", "AllTraffic"));
    }

    private static byte[] avro(String endpoint, String variant) {
        Capture capture = Capture.newBuilder()
                .setEndpoint(endpoint)
                .setVariant(variant)
                .setInferenceTime(1)
                .build();
        return AvroSerde.of(Capture.class).serializer().serialize("captures", capture);
    }

    private static RecordHeaders headers(String endpoint, String variant) {
        RecordHeaders headers = new RecordHeaders();
        if (!endpoint.isEmpty()) {
            headers.add(Topics.ENDPOINT_HEADER, endpoint.getBytes(StandardCharsets.UTF_8));
        }
        if (!variant.isEmpty()) {
            headers.add(Topics.VARIANT_HEADER, variant.getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }
}
