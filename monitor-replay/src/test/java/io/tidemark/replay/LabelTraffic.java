package io.tidemark.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Captures and labels with everything that happens to labels, drawn by a seed, and what must come of them under the rule
 * that the last label counts, by a way of counting of its own: from each id's whole story.
 */
final class LabelTraffic {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final int HOURS = 6;
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final Duration ORPHANS = Duration.ofDays(7);

    private final Random random;
    private final List<String> captures = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final Map<Instant, Expected> windows = new TreeMap<>();
    private final Map<String, Integer> made = new HashMap<>();

    /** What is to be found in a window. */
    static final class Expected {
        private long eligible;
        private long labelled;
        private final long[] matrix = new long[4];

        long eligible() {
            return eligible;
        }

        long labelled() {
            return labelled;
        }

        /** Rows by true, then predicted class. */
        long cell(int actual, int predicted) {
            return matrix[2 * actual + predicted];
        }
    }

    /** A label of an id's story. */
    private record Told(Instant time, List<String> values) {}

    private LabelTraffic(long seed) {
        this.random = new Random(seed);
    }

    static LabelTraffic of(long seed, int ids) {
        LabelTraffic traffic = new LabelTraffic(seed);
        for (int i = 0; i < ids; i++) {
            traffic.addId("id-" + i);
        }
        for (int i = 0; i < ids / 20; i++) {
            traffic.addLabel("unknown-" + i, new Told(traffic.at(START, 3_600), List.of("1")));
            traffic.count("unknown");
        }
        return traffic;
    }

    List<String> captures() {
        return captures;
    }

    List<String> labels() {
        return labels;
    }

    /** What must be found, by window start. */
    Map<Instant, Expected> windows() {
        return windows;
    }

    /** How many ids have a story of this kind. */
    int made(String kind) {
        return made.getOrDefault(kind, 0);
    }

    /** Writes lines in their order over some files, every other one compressed. */
    static void write(Path folder, List<String> lines, int files) {
        for (int i = 0; i < files; i++) {
            List<String> some = lines.subList(i * lines.size() / files, (i + 1) * lines.size() / files);
            TestCaptures.write(folder.resolve(i + (i % 2 == 0 ? ".jsonl" : ".jsonl.gz")), some);
        }
    }

    static List<String> shuffled(List<String> lines, long seed) {
        List<String> other = new ArrayList<>(lines);
        Collections.shuffle(other, new Random(seed));
        return other;
    }

    private void addId(String id) {
        int rows = random.nextInt(12) == 0 ? 3 : 1;
        Instant time = at(START, HOURS * 3_600);
        List<Integer> predicted = new ArrayList<>();
        addCapture(id, time, rows, predicted);
        List<Told> story = story(time, rows);
        story.forEach(told -> addLabel(id, told));
        expect(time, predicted, chosen(story, time, rows));
    }

    private void addCapture(String id, Instant time, int rows, List<Integer> predicted) {
        List<String> requests = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int score = random.nextInt(1_000);
            predicted.add(score > 500 ? 1 : 0);
            String region = List.of("north", "south", "elsewhere").get(random.nextInt(3));
            requests.add(random.nextInt(50) + "," + (random.nextInt(3) == 0 ? "d" : "a") + "," + region);
            answers.add(predicted.get(row) + ",0." + String.format("%03d", score));
        }
        String record =
                TestLabels.answered(id, time.toString(), String.join("\\n", requests), String.join("\\n", answers));
        captures.add(record);
        if (random.nextInt(10) == 0) {
            captures.add(record);
            count("repeated");
        }
    }

    /** One of the things that happen; every time is another one, so that order is told by times alone. */
    private List<Told> story(Instant time, int rows) {
        Instant soon = at(time.plus(Duration.ofHours(2)), 3_600);
        Instant later = soon.plus(Duration.ofHours(5));
        Instant tooLate = time.plus(HORIZON).plus(Duration.ofHours(2));
        int kind = random.nextInt(20);
        return switch (kind) {
            case 0 -> told("never");
            case 1 -> told("twice", new Told(soon, values(rows, "1")), new Told(later, values(rows, "1")));
            case 2 -> told("contradicted", new Told(soon, values(rows, "0")), new Told(later, values(rows, "1")));
            case 3 -> told("tooLate", new Told(tooLate, values(rows, "1")));
            case 4 -> told("early", new Told(time.minus(Duration.ofDays(2)), values(rows, "1")));
            case 5 -> told("tooEarly", new Told(time.minus(ORPHANS).minusSeconds(1), values(rows, "1")));
            case 6 -> told("takenBack", new Told(soon, values(rows, "1")), new Told(later, List.of()));
            case 7 -> told("corrected", new Told(soon, List.of()), new Told(later, values(rows, "0")));
            case 8 -> told("mismatched", new Told(soon, values(rows + 1, "1")));
            default -> told("once", new Told(soon, drawn(rows)));
        };
    }

    private List<Told> told(String kind, Told... story) {
        count(kind);
        return List.of(story);
    }

    private void count(String kind) {
        made.merge(kind, 1, Integer::sum);
    }

    /** The last one in time that fits, unless a later one takes it back. */
    private static List<String> chosen(List<Told> story, Instant time, int rows) {
        List<String> last = List.of();
        Instant deadline = windowOf(time).plus(Duration.ofHours(1)).plus(HORIZON);
        for (Told told : story) {
            boolean isInTime = !told.time.isBefore(time.minus(ORPHANS)) && !told.time.isAfter(deadline);
            if (isInTime && (told.values.isEmpty() || told.values.size() == rows)) {
                last = told.values;
            }
        }
        return last;
    }

    private void expect(Instant time, List<Integer> predicted, List<String> labelsOfRows) {
        Expected window = windows.computeIfAbsent(windowOf(time), start -> new Expected());
        window.eligible += predicted.size();
        for (int row = 0; row < labelsOfRows.size(); row++) {
            window.labelled++;
            window.matrix[2 * Integer.parseInt(labelsOfRows.get(row)) + predicted.get(row)]++;
        }
    }

    private static Instant windowOf(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond() / 3_600 * 3_600);
    }

    private void addLabel(String id, Told told) {
        String time = told.time.toString();
        if (told.values.isEmpty()) {
            labels.add(TestLabels.retraction(id, time));
        } else {
            labels.add("{\"inferenceId\":\"" + id + "\",\"label\":[\"" + String.join("\",\"", told.values)
                    + "\"],\"labelTime\":\"" + time + "\"}");
        }
    }

    private List<String> values(int rows, String value) {
        return Collections.nCopies(rows, value);
    }

    private List<String> drawn(int rows) {
        List<String> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            values.add(random.nextInt(2) + "");
        }
        return values;
    }

    private Instant at(Instant from, int seconds) {
        return from.plusSeconds(random.nextInt(seconds));
    }
}
