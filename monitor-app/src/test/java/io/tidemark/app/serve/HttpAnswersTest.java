package io.tidemark.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.app.console.UserError;
import io.tidemark.app.serve.HttpAnswers.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 39 in what a headless process serves. */
final class HttpAnswersTest {
    private final HttpAnswers server = HttpAnswers.open(
            ListenAddress.ofLoopback(0),
            Map.of("/good", () -> Answer.text(200, "fine"), "/bad", () -> Answer.json(503, "{\"ok\":false}")));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + server.address() + path))
                .method(method, method.equals("POST") ? BodyPublishers.ofString("x") : BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Sends bytes as they are and returns the first line of the answer, empty if there is none. */
    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != -1 && c != '\r'; c = in.read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }

    @Test
    void knownPathIsAnsweredWithItsTypeAndNoCache() throws Exception {
        HttpResponse<String> answer = send("GET", "/good?x=1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("fine\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(send("GET", "/bad").statusCode()).isEqualTo(503);
    }

    @Test
    void headHasTheLengthAndNoBody() throws Exception {
        HttpResponse<String> answer = send("HEAD", "/good");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("5");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/good/", "/GOOD", "/..%2fgood", "/metrics/../good", "/%00"})
    void otherPathsAreNotFound(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("not here; there is /bad, /good\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void otherMethodsAreNotAllowed(String method) throws Exception {
        HttpResponse<String> answer = send(method, "/good");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void longAddressIsTurnedAway() throws Exception {
        assertThat(send("GET", "/good?" + "x".repeat(2_000)).statusCode()).isEqualTo(414);
    }

    @Test
    void bodyOfAGigabyteIsNotReadBeforeTheAnswer() throws Exception {
        assertThat(raw("POST /good HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n"))
                .isEqualTo("HTTP/1.1 405 Method Not Allowed");
    }

    @Test
    void whatIsNoRequestIsTurnedAwayAndTheNextIsAnswered() throws Exception {
        assertThat(raw("\u0000\u0001\u0002\r\n\r\n")).doesNotContain("200");
        assertThat(raw("GET /\u00ff\u00fe HTTP/1.1\r\nHost: a\r\n\r\n")).doesNotContain("200");
        assertThat(send("GET", "/good").statusCode()).isEqualTo(200);
    }

    @Test
    void clientThatSendsNothingHoldsUpNobody() throws Exception {
        try (Socket first = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().port());
                Socket second = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().port());
                Socket third = new Socket(
                        InetAddress.getLoopbackAddress(), server.address().port())) {
            for (Socket slow : new Socket[] {first, second, third}) {
                slow.getOutputStream().write("GET /good HT".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(send("GET", "/good").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takenPortIsAUsageErrorWithTheAddress() {
        assertThatThrownBy(() -> HttpAnswers.open(server.address(), Map.of()))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error.exitCode().code()).isEqualTo(2);
                    assertThat(error.problems().get(0).what()).isEqualTo("cannot listen on " + server.address());
                    assertThat(error.problems().get(0).why()).contains("Address already in use");
                });
    }

    @Test
    void unknownHostIsAUsageError() {
        assertThatThrownBy(() -> HttpAnswers.open(new ListenAddress("no-such-host.invalid", 0), Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("cannot listen on no-such-host.invalid:0");
    }

    @Test
    void closedServerListensNoMore() {
        ListenAddress address = server.address();
        server.close();
        HttpAnswers.open(address, Map.of()).close();
    }
}
