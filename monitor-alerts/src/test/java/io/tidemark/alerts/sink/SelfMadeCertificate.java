package io.tidemark.alerts.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate that nobody signed, for localhost and 127.0.0.1, made by the JDK's tool. */
public final class SelfMadeCertificate {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    private SelfMadeCertificate(Path folder) {
        this.folder = folder;
    }

    /** Makes one in an empty folder. */
    public static SelfMadeCertificate in(Path folder) throws IOException, InterruptedException {
        SelfMadeCertificate made = new SelfMadeCertificate(folder);
        run(
                folder,
                List.of(
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        "server.p12",
                        "-storepass",
                        PASSWORD));
        run(
                folder,
                List.of(
                        "-exportcert",
                        "-rfc",
                        "-alias",
                        "server",
                        "-file",
                        "server.pem",
                        "-keystore",
                        "server.p12",
                        "-storepass",
                        PASSWORD));
        return made;
    }

    private static void run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.log")));
        }
    }

    /** The certificate, as clients are given it. */
    public Path pem() {
        return folder.resolve("server.pem");
    }

    /** The server's side. */
    public SSLContext server() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
