package io.tidemark.alerts.sink;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Takes secrets out of texts that receivers and libraries make: an answer may repeat a header, an exception a password.
 * Also the forms in which a secret travels, Base64 and percent encoding, are taken out.
 */
public final class Redaction {
    /** What stands in the place of a secret. */
    public static final String MARK = "***";

    /** Shorter ones would blacken whole texts and are no secrets. */
    private static final int SHORTEST = 4;

    private final List<String> secrets;

    /** Takes these out; empty and very short ones are left. */
    public Redaction(Collection<String> secrets) {
        List<String> forms = new ArrayList<>();
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                forms.add(secret);
                forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                forms.add(Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            }
        }
        forms.sort(Comparator.comparingInt(String::length).reversed());
        this.secrets = List.copyOf(forms);
    }

    /** Returns a text without the secrets. */
    public String of(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, MARK);
        }
        return clean;
    }

    @Override
    public String toString() {
        return "Redaction of " + secrets.size() + " texts";
    }
}
