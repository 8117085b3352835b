package io.tidemark.app.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small read-only HTTP server: fixed paths, GET and HEAD. What is slow, large or unknown is turned away, and none of it
 * reaches an application: the server has two threads of its own.
 */
final class HttpAnswers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpAnswers.class);
    private static final int LONGEST_TARGET = 1024;
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 32;
    private static final int STOP_PATIENCE_SECONDS = 1;

    static {
        // Read once by the JDK's server. Without the first one, every small answer on a kept connection waits 40 ms on
        // JDK 17 (46 ms against 1.4 ms measured).
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxReqTime", "10");
        setUnlessSet("sun.net.httpserver.maxRspTime", "30");
        setUnlessSet("sun.net.httpserver.idleInterval", "30");
        setUnlessSet("sun.net.httpserver.maxReqHeaders", "50");
        setUnlessSet("jdk.httpserver.maxConnections", "64");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Map<String, Supplier<Answer>> answers;

    /**
     * What is sent.
     *
     * @param status of HTTP
     * @param type of the body
     * @param body its text
     */
    record Answer(int status, String type, String body) {
        static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text + "\n");
        }

        static Answer json(int status, String json) {
            return new Answer(status, "application/json", json + "\n");
        }
    }

    private HttpAnswers(HttpServer server, Map<String, Supplier<Answer>> answers) {
        this.server = server;
        this.answers = new TreeMap<>(answers);
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), HttpAnswers::thread);
    }

    private static void setUnlessSet(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "tidemark-http");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts to listen.
     *
     * @param address where
     * @param answers what is answered on each path; called for every request
     * @throws UserError if the address cannot be had
     */
    static HttpAnswers open(ListenAddress address, Map<String, Supplier<Answer>> answers) {
        InetSocketAddress place = new InetSocketAddress(address.host(), address.port());
        if (place.isUnresolved()) {
            throw cannotListen(address, "no host of this name");
        }
        try {
            HttpAnswers opened = new HttpAnswers(HttpServer.create(place, MOST_WAITING), answers);
            opened.server.createContext("/", opened::handle);
            opened.server.setExecutor(opened.threads);
            opened.server.start();
            return opened;
        } catch (IOException e) {
            throw cannotListen(address, String.valueOf(e.getMessage()));
        }
    }

    private static UserError cannotListen(ListenAddress address, String why) {
        return UserError.usage(Problem.of("cannot listen on " + address)
                .because(why)
                .fix("stop what listens there, or choose another: --metrics [HOST:]PORT"));
    }

    /** Returns where it listens, with the port that it has. */
    ListenAddress address() {
        InetSocketAddress place = server.getAddress();
        return new ListenAddress(place.getHostString(), place.getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        } catch (RuntimeException e) {
            LOG.warn("an HTTP request was not answered: {}", e.toString());
            throw e;
        }
    }

    private Answer answer(HttpExchange exchange) {
        String target = exchange.getRequestURI().toString();
        if (target.length() > LONGEST_TARGET) {
            return Answer.text(414, "the address is longer than " + LONGEST_TARGET + " characters");
        }
        Supplier<Answer> known = answers.get(exchange.getRequestURI().getPath());
        if (known == null) {
            return Answer.text(404, "not here; there is " + String.join(", ", answers.keySet()));
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            // Whatever body comes with it is not read.
            exchange.getResponseHeaders().set("Connection", "close");
            return Answer.text(405, "only GET and HEAD");
        }
        return known.get();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", answer.type());
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body);
        // Closing first reads what is left of the request, which may never come.
        out.flush();
    }

    /** Lets requests that are being answered end, for a second at most, and listens no more. */
    @Override
    public void close() {
        server.stop(threads.getActiveCount() == 0 ? 0 : STOP_PATIENCE_SECONDS);
        threads.shutdownNow();
    }
}
