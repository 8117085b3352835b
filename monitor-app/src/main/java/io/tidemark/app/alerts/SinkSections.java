package io.tidemark.app.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.alerts.aws.AwsCredentials;
import io.tidemark.alerts.aws.AwsService;
import io.tidemark.alerts.aws.CloudWatchFormat;
import io.tidemark.alerts.aws.EventBridgeFormat;
import io.tidemark.alerts.aws.SnsFormat;
import io.tidemark.alerts.delivery.RetryPolicy;
import io.tidemark.alerts.delivery.Sink;
import io.tidemark.alerts.format.AlertmanagerFormat;
import io.tidemark.alerts.format.CloudEventFormat;
import io.tidemark.alerts.format.CloudEventRecordFormat;
import io.tidemark.alerts.format.MailFormat;
import io.tidemark.alerts.format.PagerDutyFormat;
import io.tidemark.alerts.format.PayloadFormat;
import io.tidemark.alerts.format.SlackFormat;
import io.tidemark.alerts.format.TeamsFormat;
import io.tidemark.alerts.format.TextFormat;
import io.tidemark.alerts.format.WebhookFormat;
import io.tidemark.alerts.retrain.AirflowTarget;
import io.tidemark.alerts.retrain.GithubTarget;
import io.tidemark.alerts.retrain.RetrainReading;
import io.tidemark.alerts.retrain.RetrainTarget;
import io.tidemark.alerts.runner.Receiver;
import io.tidemark.alerts.runner.SinkSetup;
import io.tidemark.alerts.runner.SinkWork;
import io.tidemark.alerts.sink.AddressGuard;
import io.tidemark.alerts.sink.ConsoleSink;
import io.tidemark.alerts.sink.HttpOptions;
import io.tidemark.alerts.sink.HttpSink;
import io.tidemark.alerts.sink.HttpTarget;
import io.tidemark.alerts.sink.KafkaSink;
import io.tidemark.alerts.sink.MailSink;
import io.tidemark.alerts.sink.MailTarget;
import io.tidemark.alerts.sink.Trust;
import io.tidemark.app.file.ConfigSection;
import io.tidemark.app.file.SecretValue;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/** Makes sinks of their sections. The one place that knows the types. */
final class SinkSections {
    private final Map<String, String> environment;
    private final LongSupplier nowMs;

    SinkSections(Map<String, String> environment, LongSupplier nowMs) {
        this.environment = environment;
        this.nowMs = nowMs;
    }

    /** Finds what the schema cannot say, without reading a secret. */
    static void check(ConfigSection section) {
        if (section.text("type").equals("email")
                && section.text("security").equals("none")
                && section.has("password")) {
            throw section.problem(
                    "security", "a password is not sent over a plain connection", "write starttls or tls");
        }
    }

    SinkSetup setup(String name, ConfigSection section) {
        String type = section.text("type");
        return new SinkSetup(name, format(type, section), sink(type, section), retries(section), start(section));
    }

    /** What is started by a reason to train again. */
    SinkWork target(String name, ConfigSection section) {
        String type = section.text("type");
        Sink sink = targetSink(type, section);
        RetrainTarget body = switch (type) {
            case "webhook" -> RetrainTarget.EVENT;
            case "airflow" -> new AirflowTarget();
            case "github" -> new GithubTarget(section.text("ref"));
            default -> throw new IllegalStateException("type " + type + ", which the schema must prevent");
        };
        return new SinkWork(
                new Receiver(name, sink, retries(section), start(section)),
                new RetrainReading(body, Set.copyOf(section.texts("endpoints"))));
    }

    private Sink targetSink(String type, ConfigSection section) {
        URI base = url(section);
        return switch (type) {
            case "airflow" -> http(section, AirflowTarget.address(base, section.text("dag")), AirflowTarget.PROTOCOL);
            case "github" ->
                http(
                        section,
                        GithubTarget.address(base, section.text("repository"), section.text("workflow")),
                        HttpOptions.Protocol.PLAIN);
            default -> http(section, base, HttpOptions.Protocol.PLAIN);
        };
    }

    private static RetryPolicy retries(ConfigSection section) {
        RetryPolicy standard = RetryPolicy.DEFAULT;
        return new RetryPolicy(standard.first(), standard.longest(), section.duration("giveUpAfter"));
    }

    private static SinkSetup.Start start(ConfigSection section) {
        return SinkSetup.Start.valueOf(section.text("from").toUpperCase(Locale.ROOT));
    }

    private PayloadFormat format(String type, ConfigSection section) {
        return switch (type) {
            case "webhook" -> new WebhookFormat();
            case "slack" -> new SlackFormat();
            case "teams" -> new TeamsFormat();
            case "pagerduty" -> new PagerDutyFormat(secret(section, "key"));
            case "alertmanager" -> new AlertmanagerFormat(section.duration("openFor"));
            case "cloudevents" -> new CloudEventFormat();
            case "kafka" -> new CloudEventRecordFormat();
            case "email" -> new MailFormat();
            case "eventbridge" -> new EventBridgeFormat(section.text("bus"));
            case "sns" -> new SnsFormat(section.text("topic"));
            case "cloudwatch" -> new CloudWatchFormat(section.text("schedule"));
            case "console" -> new TextFormat();
            default -> throw new IllegalStateException("type " + type + ", which the schema must prevent");
        };
    }

    private Sink sink(String type, ConfigSection section) {
        return switch (type) {
            case "kafka" -> KafkaSink.connect(client(section), section.text("topic"));
            case "email" -> mail(section);
            case "eventbridge" -> aws(AwsService.EVENT_BRIDGE, section);
            case "sns" -> aws(AwsService.SNS, section);
            case "cloudwatch" -> aws(AwsService.CLOUD_WATCH, section);
            case "console" -> new ConsoleSink(new PrintStream(System.out, true, StandardCharsets.UTF_8));
            default -> http(section, url(section), HttpOptions.Protocol.PLAIN);
        };
    }

    private Sink aws(AwsService service, ConfigSection section) {
        String region = section.text("region");
        AwsCredentials credentials = new AwsCredentials(
                secret(section, "accessKey"),
                secret(section, "secretKey"),
                section.has("sessionToken") ? secret(section, "sessionToken") : "");
        URI url = section.has("url") ? url(section) : service.endpoint(region);
        return http(section, url, service.protocol(credentials, region));
    }

    private Sink http(ConfigSection section, URI url, HttpOptions.Protocol protocol) {
        Set<String> inside = inside(section, String.valueOf(url.getHost()));
        List<String> secrets = new ArrayList<>(protocol.secrets());
        if (section.has("key")) {
            secrets.add(secret(section, "key"));
        }
        HttpOptions options = HttpOptions.of(AddressGuard.ofSystem(inside), () -> nowMs.getAsLong() / 1_000)
                .with(protocol.withSecrets(secrets));
        Optional<SSLContext> trust = trust(section);
        try {
            HttpTarget target = new HttpTarget(url, headers(section), signingKeys(section), inside);
            return new HttpSink(target, trust.map(options::with).orElse(options));
        } catch (IllegalArgumentException e) {
            throw section.problem(
                    "url", String.valueOf(e.getMessage()), "write an https address, or allowInside: true");
        }
    }

    private Sink mail(ConfigSection section) {
        String host = section.text("host");
        MailTarget.Server server = new MailTarget.Server(
                host,
                (int) section.whole("port"),
                MailTarget.Security.valueOf(section.text("security").toUpperCase(Locale.ROOT)),
                trust(section));
        Optional<MailTarget.Login> login =
                section.optionalText("user").map(user -> new MailTarget.Login(user, secret(section, "password")));
        return new MailSink(
                new MailTarget(server, login, section.text("sender"), section.texts("to")),
                AddressGuard.ofSystem(inside(section, host)),
                HttpOptions.Timeouts.DEFAULT,
                () -> nowMs.getAsLong() / 1_000);
    }

    private static Set<String> inside(ConfigSection section, String host) {
        return section.flag("allowInside") ? Set.of(host) : Set.of();
    }

    /** An address as it stands, or as a secret: those of Slack and Teams are keys. */
    private URI url(ConfigSection section) {
        try {
            return new URI(textOrSecret(section, "url"));
        } catch (URISyntaxException e) {
            // Its message repeats the address, which may be a secret.
            throw section.problem("url", "it is no address", "write https://HOST/PATH");
        }
    }

    private Map<String, String> headers(ConfigSection section) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (section.has("token")) {
            headers.put("Authorization", "Bearer " + secret(section, "token"));
        }
        section.optionalSection("headers")
                .ifPresent(given -> given.keys().forEach(name -> headers.put(name, textOrSecret(given, name))));
        return headers;
    }

    private List<String> signingKeys(ConfigSection section) {
        return section.has("signingKeys")
                ? section.sections("signingKeys").stream()
                        .map(key -> SecretValue.of(key).text(environment))
                        .toList()
                : List.of();
    }

    private static Optional<SSLContext> trust(ConfigSection section) {
        return section.optionalText("trust").map(file -> {
            try {
                return Trust.of(besideFile(section, file));
            } catch (IllegalArgumentException e) {
                throw section.problem("trust", String.valueOf(e.getMessage()), "name a file with certificates in PEM");
            }
        });
    }

    private static Path besideFile(ConfigSection section, String file) {
        return section.document().file().toAbsolutePath().resolveSibling(file);
    }

    private static Map<String, Object> client(ConfigSection section) {
        Properties settings = new Properties();
        Path file = besideFile(section, section.text("settings"));
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw section.problem("settings", "it is no file of Kafka client settings that can be read", "name one");
        }
        Map<String, Object> map = new HashMap<>();
        settings.stringPropertyNames().forEach(key -> map.put(key, settings.getProperty(key)));
        return map;
    }

    private String textOrSecret(ConfigSection section, String key) {
        JsonNode value = section.document().root().at(section.pointer().appendProperty(key));
        return value.isTextual() ? section.text(key) : secret(section, key);
    }

    private String secret(ConfigSection section, String key) {
        return SecretValue.of(section.section(key)).text(environment);
    }
}
