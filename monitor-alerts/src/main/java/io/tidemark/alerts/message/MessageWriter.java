package io.tidemark.alerts.message;

import io.tidemark.alerts.message.AlertMessage.Item;
import io.tidemark.alerts.message.AlertMessage.Places;
import io.tidemark.core.episode.Change;
import io.tidemark.core.episode.Episode;
import io.tidemark.core.episode.Notification;
import io.tidemark.core.evaluation.CheckType;
import io.tidemark.core.evaluation.RuleGuide;
import io.tidemark.core.evaluation.Severity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Puts a notification into words. */
public final class MessageWriter {
    /** A sentence longer than this is cut, in characters: names of features come from outside. */
    private static final int LONGEST = 500;

    private final String link;

    /**
     * A writer.
     *
     * @param link where people can look, with {@code {endpoint}}, {@code {variant}}, {@code {window}} and
     *     {@code {episode}} in the places of those; empty for none
     */
    public MessageWriter(String link) {
        this.link = link;
    }

    /** Writes a notification that nobody owns. */
    public AlertMessage write(Notification notification) {
        return write(notification, "", "");
    }

    /**
     * Writes a notification as a message.
     *
     * @param notification what is to be told
     * @param owner who answers for the endpoint, or empty
     * @param runbook what the owner wrote for the endpoint, or empty
     */
    public AlertMessage write(Notification notification, String owner, String runbook) {
        List<Item> items =
                notification.changes().stream().map(MessageWriter::item).toList();
        return new AlertMessage(
                notification.id(),
                notification.stream(),
                Instant.ofEpochMilli(notification.startMs()),
                Instant.ofEpochMilli(notification.endMs()),
                notification.severity(),
                title(notification, items),
                items,
                notification.more(),
                new Places(plain(owner), linkTo(notification, items.get(0)), plain(runbook)));
    }

    private static Item item(Change change) {
        Episode episode = change.episode();
        String code = episode.fingerprint().code();
        return new Item(
                episode.id(),
                change.kind().name().toLowerCase(Locale.ROOT),
                code,
                rule(code),
                plain(episode.fingerprint().feature()),
                episode.fingerprint().metric(),
                plain(episode.fingerprint().facet()),
                episode.told(),
                episode.last().value(),
                episode.last().threshold(),
                sentence(change),
                remedy(code),
                Instant.ofEpochMilli(episode.span().firstStartMs()),
                episode.last().violation());
    }

    private static String rule(String code) {
        return Arrays.stream(CheckType.values())
                .filter(type -> type.name().equals(code))
                .map(CheckType::title)
                .findFirst()
                .orElse(code);
    }

    private static String remedy(String code) {
        return RuleGuide.all().stream()
                .filter(guide -> guide.code().equals(code))
                .map(RuleGuide::remedy)
                .findFirst()
                .orElse("");
    }

    private static String sentence(Change change) {
        String what = plain(change.episode().last().description());
        return switch (change.kind()) {
            case OPENED -> what;
            case WORSE -> "worse, " + name(change.before()) + " before: " + what;
            case BETTER -> "better, " + name(change.before()) + " before: " + what;
            case REMINDED -> "still there: " + what;
            case RESOLVED -> "over after " + windows(change.episode().span().violating()) + "; it was: " + what;
            case WITHDRAWN -> "withdrawn, as the labels that came since do not bear it out; it was: " + what;
        };
    }

    private static String windows(long count) {
        return count == 1 ? "1 window" : count + " windows";
    }

    private static String title(Notification notification, List<Item> items) {
        long resolved = items.stream().filter(Item::isResolved).count();
        String where = plain(notification.stream().endpoint())
                + (notification.stream().segment().isEmpty()
                        ? ""
                        : " [" + plain(notification.stream().segment()) + "]");
        Item first = items.get(0);
        String subject = first.rule() + (first.feature().isEmpty() ? "" : " of " + first.feature());
        if (resolved == items.size()) {
            return where + ": resolved: " + subject + more(items.size() - 1 + notification.more());
        }
        return where + ": " + name(notification.severity()) + ": " + subject + " " + first.kind()
                + more(items.size() - 1 + notification.more());
    }

    private static String more(long others) {
        return others == 0 ? "" : ", and " + others + " more";
    }

    private String linkTo(Notification notification, Item first) {
        return link.replace("{endpoint}", uriPart(notification.stream().endpoint()))
                .replace("{variant}", uriPart(notification.stream().variant()))
                .replace("{window}", Long.toString(notification.startMs()))
                .replace("{episode}", first.episode().hex());
    }

    /** A name that ends a link would go on as markup in some forms. */
    private static String uriPart(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns a severity as people read it. */
    static String name(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    /** One line without control characters or marks of direction: names come from captured data. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(LONGEST).map(c -> isPlain(c) ? c : ' ').forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isPlain(int c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }
}
