package io.tidemark.alerts.sink;

import io.tidemark.alerts.format.Payload;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A mail with an identity of its own: the library would make one of the time and chance. */
final class Mail extends MimeMessage {
    private final String messageId;

    Mail(Session session, MailTarget target, Payload payload, long epochSeconds) throws MessagingException {
        super(session);
        this.messageId = "<" + payload.id() + "@" + domain(target.from()) + ">";
        this.headers = new InternetHeaders();
        this.content = payload.body().getBytes(StandardCharsets.US_ASCII);
        super.setFrom(new InternetAddress(target.from(), true));
        for (String to : target.to()) {
            super.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        super.setSubject(payload.headers().getOrDefault(Payload.SUBJECT, "tidemark"), "UTF-8");
        super.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Instant.ofEpochSecond(epochSeconds).atOffset(ZoneOffset.UTC)));
        // No out-of-office notes come back for these.
        super.setHeader("Auto-Submitted", "auto-generated");
        super.setHeader("Content-Type", payload.contentType());
        super.setHeader("MIME-Version", "1.0");
        super.setHeader("Message-ID", messageId);
        this.modified = false;
        this.saved = true;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static String domain(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return domain.endsWith(">") ? domain.substring(0, domain.length() - 1) : domain;
    }
}
