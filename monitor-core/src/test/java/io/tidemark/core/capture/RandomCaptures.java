package io.tidemark.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Seeded captured records that are whole but written in odd ways: any key order, spacing, escapes, scripts, shapes. */
final class RandomCaptures {
    private static final List<String> WORDS = List.of(
            "",
            "red",
            "a,b",
            "say \"hi\"",
            "\u00e4hnlich",
            "\u65e5\u672c\u8a9e",
            "\ud83d\ude00",
            "line\nbreak",
            "tab\there",
            "back\\slash",
            "cr\r\nlf",
            "\u0661\u0662",
            "null",
            "NaN",
            "1e5",
            " 7",
            "-0.0",
            "/",
            "\u0000");
    private static final List<String> NUMBERS =
            List.of("0", "-0.0", "41", "0.8125", "1e5", "-12.5E-3", "9007199254740993", "1e-400", "NaN", "-Infinity");

    private final Random random;

    RandomCaptures(Random random) {
        this.random = random;
    }

    byte[] next() {
        int rows = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1;
        Map<String, Object> sides = new LinkedHashMap<>();
        sides.put("endpointInput", side(rows, "INPUT"));
        if (random.nextInt(5) > 0) {
            sides.put("endpointOutput", random.nextInt(20) == 0 ? new Token("null") : side(rows, "OUTPUT"));
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventId", "id-" + word() + random.nextInt());
        event.put("inferenceTime", time());
        if (random.nextBoolean()) {
            event.put("inferenceId", word());
        }
        if (random.nextBoolean()) {
            event.put("customAttributes", List.of(word(), "{\"tenant\":\"eu\"}"));
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("captureData", sides);
        root.put("eventMetadata", event);
        root.put("eventVersion", "0");
        if (random.nextInt(3) == 0) {
            root.put("unknown " + word(), List.of(1, Map.of("a", List.of(), "b", Map.of()), true, new Token("null")));
        }
        return json(root).getBytes(StandardCharsets.UTF_8);
    }

    private String time() {
        String fraction = random.nextBoolean() ? "" : "." + (1 + random.nextInt(999_999));
        String zone = List.of("Z", "+02:00", "-0330", "+14").get(random.nextInt(4));
        return String.format(
                "20%02d-%02d-%02dT%02d:%02d:%02d%s%s",
                random.nextInt(100),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                fraction,
                zone);
    }

    private Map<String, Object> side(int rows, String mode) {
        boolean isCsv = random.nextBoolean();
        Map<String, Object> side = new LinkedHashMap<>();
        side.put("observedContentType", isCsv ? "text/csv; charset=utf-8" : "application/json");
        side.put("mode", mode);
        side.put("data", isCsv ? csv(rows) : payload(rows));
        side.put("encoding", isCsv ? "CSV" : "JSON");
        return side;
    }

    private String csv(int rows) {
        String end = random.nextBoolean() ? "\n" : "\r\n";
        String text = IntStream.range(0, rows)
                .mapToObj(r -> IntStream.rangeClosed(0, 1 + random.nextInt(6))
                        .mapToObj(f -> csvField())
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining(end));
        return random.nextBoolean() ? text : text + end;
    }

    private String csvField() {
        String text = random.nextBoolean() ? NUMBERS.get(random.nextInt(NUMBERS.size())) : word();
        boolean needsQuotes = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needsQuotes || random.nextInt(4) == 0 ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private String payload(int rows) {
        boolean named = random.nextBoolean();
        boolean wrapped = !named && random.nextBoolean();
        List<Object> elements = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            Object row = named ? namedRow() : positionalRow();
            elements.add(wrapped ? Map.of("features", row) : row);
        }
        return switch (random.nextInt(3)) {
            case 0 -> elements.stream().map(this::line).collect(Collectors.joining("\n"));
            case 1 -> json(elements);
            default -> json(Map.of(random.nextBoolean() ? "instances" : "predictions", elements));
        };
    }

    /** A row on a line of its own; an array of rows must not be taken for it. */
    private String line(Object row) {
        return json(row) + (random.nextBoolean() ? "" : " ");
    }

    private Map<String, Object> namedRow() {
        Map<String, Object> row = new LinkedHashMap<>();
        int fields = random.nextInt(6);
        for (int f = 0; f < fields; f++) {
            row.put(word() + f, scalarOrNested());
        }
        return row;
    }

    private List<Object> positionalRow() {
        List<Object> row = new ArrayList<>();
        row.add(new Token("1.5"));
        int fields = random.nextInt(6);
        for (int f = 0; f < fields; f++) {
            row.add(scalarOrNested());
        }
        return row;
    }

    private Object scalarOrNested() {
        return switch (random.nextInt(8)) {
            case 0 -> List.of(word(), Map.of(word(), 1));
            case 1 -> Map.of("k", List.of(word()));
            case 2 -> random.nextBoolean();
            case 3 -> new Token("null");
            case 4 -> word();
            default -> new Token(NUMBERS.get(random.nextInt(NUMBERS.size())));
        };
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** Text that is written as it stands. */
    private record Token(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private String json(Object value) {
        String text;
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> members = new ArrayList<>(map.entrySet());
            Collections.shuffle(members, random);
            text = members.stream()
                    .map(member -> quoted(member.getKey().toString()) + space() + ":" + json(member.getValue()))
                    .collect(Collectors.joining(",", "{" + space(), "}"));
        } else if (value instanceof List<?> list) {
            text = list.stream().map(this::json).collect(Collectors.joining(",", "[" + space(), "]"));
        } else if (value instanceof String string) {
            text = quoted(string);
        } else {
            text = value.toString();
        }
        return space() + text + space();
    }

    private String space() {
        return random.nextInt(8) == 0 ? List.of(" ", "\t", "  ", "\r").get(random.nextInt(4)) : "";
    }

    private String quoted(String text) {
        int escapeOneIn = 1 + random.nextInt(30);
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c < ' ' || random.nextInt(escapeOneIn + 10) == 0) {
                quoted.append(c == '\n' && random.nextBoolean() ? "\\n" : escaped(c));
            } else if (c == '"' || c == '\\' || (c == '/' && random.nextBoolean())) {
                quoted.append('\\').appendCodePoint(c);
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private static String escaped(int codePoint) {
        return Character.toString(codePoint)
                .chars()
                .mapToObj(unit -> String.format("\\u%04x", unit))
                .collect(Collectors.joining());
    }
}
