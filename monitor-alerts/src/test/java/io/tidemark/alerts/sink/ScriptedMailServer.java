package io.tidemark.alerts.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that answers each command as a test says, and speaks TLS after STARTTLS if it has a certificate. */
final class ScriptedMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, String> answers;
    private final Optional<SSLContext> tls;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /**
     * A server.
     *
     * @param answers beginning of a command in upper case to its answer; "DATA." is the end of the mail
     * @param tls the certificate, or empty for a server without TLS
     */
    ScriptedMailServer(Map<String, String> answers, Optional<SSLContext> tls) throws IOException {
        this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.answers = answers;
        this.tls = tls;
        Thread thread = new Thread(this::serve, "scripted-mail");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What clients said, with {@code tls:} before what came encrypted. */
    List<String> heard() {
        return heard;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client, "");
            } catch (IOException e) {
                heard.add("broken: " + e.getClass().getSimpleName());
            }
        }
    }

    private void talk(Socket client, String mark) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        if (mark.isEmpty()) {
            say(client, "220 scripted");
        }
        boolean isData = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(mark + line);
            if (isData && !line.equals(".")) {
                continue;
            }
            String command = isData ? "DATA." : line.toUpperCase(Locale.ROOT);
            isData = false;
            if (command.startsWith("STARTTLS")) {
                say(client, "220 go on");
                SSLSocket secure = (SSLSocket)
                        tls.orElseThrow().getSocketFactory().createSocket(client, null, client.getPort(), true);
                secure.setUseClientMode(false);
                talk(secure, "tls:");
                return;
            }
            String answer = answer(command, mark);
            say(client, answer);
            isData = answer.startsWith("354");
        }
    }

    private String answer(String command, String mark) {
        for (Map.Entry<String, String> scripted : answers.entrySet()) {
            if (command.startsWith(scripted.getKey())) {
                return scripted.getValue();
            }
        }
        if (command.startsWith("EHLO")) {
            return tls.isPresent() && mark.isEmpty()
                    ? "250-scripted\r\n250 STARTTLS"
                    : "250-scripted\r\n250 AUTH PLAIN";
        }
        return command.equals("DATA") ? "354 go on" : command.startsWith("AUTH") ? "235 welcome" : "250 ok";
    }

    private static void say(Socket client, String line) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
