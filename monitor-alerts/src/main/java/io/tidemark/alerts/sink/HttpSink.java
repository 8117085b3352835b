package io.tidemark.alerts.sink;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts bodies. A 2xx is an arrival; 408, 425, 429 and 5xx, a broken or slow connection may pass later; everything else is
 * final, redirects among it. At most 64 KiB of an answer are read.
 */
public final class HttpSink implements Sink, AutoCloseable {
    /** Header with the identity of the body. */
    public static final String IDEMPOTENCY_HEADER = "Idempotency-Key";

    /** Time for connecting, and again for the answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int MOST_OF_ANSWER = 64 << 10;
    private static final int SHOWN_OF_ANSWER = 200;
    private static final int TIMED_OUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    private final HttpTarget target;
    private final HttpHost host;
    private final CloseableHttpClient client;
    private final LongSupplier epochSeconds;

    /**
     * A sender with the default time-out.
     *
     * @param target where to
     * @param guard resolves the target's host
     * @param epochSeconds the clock, for the signature
     */
    public HttpSink(HttpTarget target, AddressGuard guard, LongSupplier epochSeconds) {
        this(target, guard, epochSeconds, TIMEOUT);
    }

    HttpSink(HttpTarget target, AddressGuard guard, LongSupplier epochSeconds, Duration timeout) {
        this.target = target;
        this.host = new HttpHost(
                target.url().getScheme(), target.url().getHost(), target.url().getPort());
        this.epochSeconds = epochSeconds;
        Timeout patience = Timeout.of(timeout);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(guard)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(patience)
                                .setSocketTimeout(patience)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(patience)
                        .setConnectionRequestTimeout(patience)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .setUserAgent("tidemark")
                .build();
    }

    @Override
    public DeliveryResult deliver(Payload payload) {
        HttpPost request = new HttpPost(target.url());
        request.setEntity(new StringEntity(
                payload.body(), ContentType.parse(payload.contentType()).withCharset(StandardCharsets.UTF_8)));
        target.headers().forEach(request::setHeader);
        request.setHeader(IDEMPOTENCY_HEADER, payload.id());
        if (!target.signingKeys().isEmpty()) {
            long now = epochSeconds.getAsLong();
            request.setHeader(Signature.TIMESTAMP_HEADER, now);
            request.setHeader(Signature.HEADER, Signature.of(target.signingKeys(), now, payload.body()));
        }
        try (ClassicHttpResponse response = client.executeOpen(host, request, null)) {
            return judge(response, request);
        } catch (AddressGuard.RefusedAddressException e) {
            return new DeliveryResult.Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return DeliveryResult.failed(target.name() + ": " + e.getClass().getSimpleName());
        }
    }

    private DeliveryResult judge(ClassicHttpResponse response, HttpPost request) throws IOException {
        int status = response.getCode();
        String answer = beginning(response.getEntity(), request);
        if (status >= 200 && status < 300) {
            return new DeliveryResult.Delivered();
        }
        String reason = target.name() + " answered " + status + (answer.isEmpty() ? "" : ": " + answer);
        if (status >= 500 || status == TIMED_OUT || status == TOO_EARLY || status == TOO_MANY) {
            return new DeliveryResult.Failed(reason, retryAfter(response));
        }
        return new DeliveryResult.Refused(reason);
    }

    /** Only the form in seconds is understood; a date is left to our own waiting. */
    private static Optional<Duration> retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null || !header.getValue().strip().matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(header.getValue().strip())));
    }

    /** Reads a bounded part of the answer, hangs up if there is more, and returns the beginning as one line. */
    private static String beginning(HttpEntity entity, HttpPost request) throws IOException {
        if (entity == null) {
            return "";
        }
        byte[] bytes = entity.getContent().readNBytes(MOST_OF_ANSWER);
        if (bytes.length == MOST_OF_ANSWER) {
            // To close an answer is to read it to its end, which may never come.
            request.cancel();
        }
        String text = new String(bytes, 0, Math.min(bytes.length, SHOWN_OF_ANSWER), StandardCharsets.UTF_8);
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
