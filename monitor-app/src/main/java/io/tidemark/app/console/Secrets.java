package io.tidemark.app.console;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must stand in no log and no message: values that were read as secrets, wherever they turn up, and whatever is
 * written behind a name that means a secret. The values belong to the process, as its log does.
 */
public final class Secrets {
    /** What stands in place of a secret. */
    public static final String MASK = "[hidden]";

    /** A shorter value would blot out words that are none. */
    private static final int SHORTEST = 4;

    private static final String NAME =
            "[A-Za-z0-9_.-]*(?:password|passwd|passphrase|secret|token|credential|api[_-]?key|private[_-]?key|"
                    + "jaas\\.config|keystore\\.key)[A-Za-z0-9_.-]*";

    private static final Pattern SECRET_NAME = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);

    /** {@code name=value}, {@code "name":"value"}, {@code name = [value]}; quotes may be escaped, as in JSON. */
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?<name>" + NAME
                    + "(?:\\\\?\")?\\s*[=:]\\s*)(?<value>\\\\?\"(?:[^\"\\\\]|\\\\[^\"])*\\\\?\"|[^\\s,;}\\]\"]+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTED = Pattern.compile("=\\s*\"([^\"]+)\"|=\\s*'([^']+)'");

    /** Values of these are no secrets although their names have the words: they say where or which, not what. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?:.*\\.)?(?:token\\.endpoint\\.url|sub\\.claim\\.name|.*\\.class|.*\\.location|.*\\.ms|.*\\.seconds)",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> VALUES = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    /** Takes the values of all settings whose names mean a secret; of a JAAS entry also what is quoted in it. */
    public static void learn(Map<String, String> settings) {
        settings.forEach((name, value) -> {
            if (SECRET_NAME.matcher(name).matches() && !HARMLESS.matcher(name).matches()) {
                learn(value);
            }
        });
    }

    /** Takes a value, and what is quoted in it as the value of a secret. */
    public static void learn(String value) {
        add(value.strip());
        Matcher quoted = QUOTED.matcher(value);
        while (quoted.find()) {
            String part = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
            if (isOfSecret(value, quoted.start())) {
                add(part);
            }
        }
    }

    private static boolean isOfSecret(String text, int equals) {
        int from = equals;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        return SECRET_NAME.matcher(text.substring(from, equals)).matches();
    }

    private static void add(String value) {
        if (value.length() >= SHORTEST) {
            VALUES.add(value);
            VALUES.add(escaped(value));
        }
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Returns a text without any secret that is known by value or by the name before it. */
    public static String hidden(String text) {
        String hidden = text;
        for (String value : VALUES.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList()) {
            hidden = hidden.replace(value, MASK);
        }
        return ASSIGNED.matcher(hidden).replaceAll(found -> Matcher.quoteReplacement(masked(found.group())));
    }

    private static String masked(String assignment) {
        Matcher parts = ASSIGNED.matcher(assignment);
        if (!parts.matches()) {
            return MASK;
        }
        String value = parts.group("value");
        String quote = value.startsWith("\\\"") ? "\\\"" : value.startsWith("\"") ? "\"" : "";
        return parts.group("name") + quote + MASK + quote;
    }
}
