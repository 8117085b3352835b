package io.tidemark.alerts.sink;

import io.tidemark.alerts.delivery.DeliveryResult;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
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

    private static final int MOST_OF_ANSWER = 64 << 10;
    private static final int SHOWN_OF_ANSWER = 200;
    private static final int TIMED_OUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    private final HttpTarget target;
    private final HttpHost host;
    private final HttpOptions options;
    private final Redaction redaction;
    private final Deadline deadline;
    private final CloseableHttpClient client;

    /**
     * A sender.
     *
     * @param target where to
     * @param options how
     */
    public HttpSink(HttpTarget target, HttpOptions options) {
        this.target = target;
        this.options = options;
        this.host = new HttpHost(
                target.url().getScheme(), target.url().getHost(), target.url().getPort());
        List<String> secrets = new ArrayList<>(options.protocol().secrets());
        secrets.addAll(target.secrets());
        this.redaction = new Redaction(secrets);
        this.deadline = new Deadline(options.timeouts().whole());
        Timeout patience = Timeout.of(options.timeouts().step());
        this.client = HttpClients.custom()
                .setConnectionManager(connections(options, patience))
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(patience)
                        .setConnectionRequestTimeout(patience)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .setUserAgent("tidemark")
                .build();
    }

    private static HttpClientConnectionManager connections(HttpOptions options, Timeout patience) {
        PoolingHttpClientConnectionManagerBuilder builder = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(options.guard())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(patience)
                        .setSocketTimeout(patience)
                        .build());
        options.tls().ifPresent(tls -> builder.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls)));
        return builder.build();
    }

    @Override
    public DeliveryResult deliver(Payload payload) {
        HttpPost request = request(payload);
        Future<?> end = deadline.after(request::cancel);
        try (ClassicHttpResponse response = client.executeOpen(host, request, null)) {
            return judge(response, request);
        } catch (AddressGuard.RefusedAddressException e) {
            return new DeliveryResult.Refused(String.valueOf(e.getMessage()));
        } catch (SSLException e) {
            return DeliveryResult.failed(
                    redaction.of(target.name() + ": no trusted TLS connection: " + e.getMessage()));
        } catch (IOException e) {
            return DeliveryResult.failed(target.name() + ": " + e.getClass().getSimpleName());
        } finally {
            end.cancel(false);
        }
    }

    private HttpPost request(Payload payload) {
        HttpPost request = new HttpPost(target.url());
        ContentType type = contentType(payload);
        request.setEntity(new StringEntity(payload.body(), type));
        Map<String, String> own = new TreeMap<>(payload.headers());
        own.remove(Payload.SUBJECT);
        own.forEach(request::setHeader);
        target.headers().forEach(request::setHeader);
        request.setHeader(IDEMPOTENCY_HEADER, payload.id());
        long now = options.epochSeconds().getAsLong();
        if (!target.signingKeys().isEmpty()) {
            request.setHeader(Signature.TIMESTAMP_HEADER, now);
            request.setHeader(Signature.HEADER, Signature.of(target.signingKeys(), now, payload.body()));
        }
        own.put("Content-Type", type.toString());
        options.protocol()
                .signer()
                .headers(target.url(), own, payload.body(), now)
                .forEach(request::setHeader);
        return request;
    }

    /** Types of a vendor's own have no character set as a parameter, and some receivers refuse one. */
    private static ContentType contentType(Payload payload) {
        return payload.contentType().startsWith("application/x-amz-")
                ? ContentType.create(payload.contentType())
                : ContentType.parse(payload.contentType()).withCharset(StandardCharsets.UTF_8);
    }

    private DeliveryResult judge(ClassicHttpResponse response, HttpPost request) throws IOException {
        int status = response.getCode();
        String answer = answer(response.getEntity(), request);
        if (status >= 200 && status < 300) {
            return judged(status, answer);
        }
        if (options.protocol().present().contains(status)) {
            return new DeliveryResult.Delivered((status + " " + beginning(answer)).strip());
        }
        String reason = target.name() + " answered " + status + (answer.isEmpty() ? "" : ": " + beginning(answer));
        if (status >= 500 || status == TIMED_OUT || status == TOO_EARLY || status == TOO_MANY) {
            return new DeliveryResult.Failed(reason, retryAfter(response));
        }
        return new DeliveryResult.Refused(reason);
    }

    private DeliveryResult judged(int status, String answer) {
        DeliveryResult result = options.protocol().answers().judge(answer);
        if (result instanceof DeliveryResult.Failed failed) {
            return new DeliveryResult.Failed(target.name() + ": " + beginning(failed.reason()), failed.after());
        }
        return result instanceof DeliveryResult.Refused refused
                ? new DeliveryResult.Refused(target.name() + ": " + beginning(refused.reason()))
                : new DeliveryResult.Delivered((status + " " + beginning(answer)).strip());
    }

    /** Only the form in seconds is understood; a date is left to our own waiting. */
    private static Optional<Duration> retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null || !header.getValue().strip().matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(header.getValue().strip())));
    }

    /** Reads a bounded part of the answer and hangs up if there is more. */
    private static String answer(HttpEntity entity, HttpPost request) throws IOException {
        if (entity == null) {
            return "";
        }
        byte[] bytes = entity.getContent().readNBytes(MOST_OF_ANSWER);
        if (bytes.length == MOST_OF_ANSWER) {
            // To close an answer is to read it to its end, which may never come.
            request.cancel();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** One line of an answer without secrets: first redacted, then cut, so that no half of a secret is left. */
    private String beginning(String answer) {
        String line = redaction.of(answer).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.substring(0, Math.min(line.length(), SHOWN_OF_ANSWER));
    }

    @Override
    public void close() throws IOException {
        deadline.close();
        client.close();
    }
}
