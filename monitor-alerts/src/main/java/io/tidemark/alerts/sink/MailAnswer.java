package io.tidemark.alerts.sink;

import io.tidemark.alerts.delivery.DeliveryResult;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server objected to.
 *
 * @param codes the codes of its answers, at least one; below 400 where it did not answer at all
 * @param text what was said
 */
record MailAnswer(List<Integer> codes, String text) {
    private static final int LONGEST = 300;

    MailAnswer {
        codes = List.copyOf(codes);
    }

    /**
     * Reads a failure and those chained to it.
     *
     * @param failure what the library threw
     * @param last the code of the last answer, where the failure carries none
     */
    static MailAnswer of(MessagingException failure, int last) {
        List<Integer> codes = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Exception e = failure; e != null; e = next(e)) {
            int code = code(e);
            if (code > 0) {
                codes.add(code);
            }
            if (e instanceof SMTPAddressFailedException || text.length() == 0) {
                text.append(text.length() == 0 ? "" : "; ").append(e.getMessage());
            }
        }
        return new MailAnswer(codes.isEmpty() ? List.of(last) : codes, text.toString());
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static int code(Exception e) {
        if (e instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        // 250 here says that the rest was taken; the addresses that were not follow in the chain.
        return e instanceof SMTPSendFailedException send && send.getReturnCode() >= 400 ? send.getReturnCode() : 0;
    }

    DeliveryResult result(String receiver, Redaction redaction) {
        boolean isFinal = codes.stream().allMatch(code -> code >= 500 && code < 600);
        String line = redaction.of(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String reason = receiver + ": " + line.substring(0, Math.min(line.length(), LONGEST));
        return isFinal ? new DeliveryResult.Refused(reason) : DeliveryResult.failed(reason);
    }
}
