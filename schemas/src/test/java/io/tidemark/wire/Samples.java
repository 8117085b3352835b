package io.tidemark.wire;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.CheckType;
import io.tidemark.core.evaluation.Direction;
import io.tidemark.core.evaluation.Distance;
import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.evaluation.Measured;
import io.tidemark.core.evaluation.RuleOutcome;
import io.tidemark.core.evaluation.RuleState;
import io.tidemark.core.evaluation.Severity;
import io.tidemark.core.evaluation.VerdictStatus;
import io.tidemark.core.evaluation.Violation;
import io.tidemark.core.evaluation.WindowReport;
import io.tidemark.core.evaluation.WindowState;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.stats.distribution.GridEdges;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Domain objects made from a seed: every alternative and the awkward texts and numbers come up. */
public final class Samples {
    private static final long HOUR_MS = 3_600_000;
    private static final double[] AWKWARD = {
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        0.1,
        1.0 / 3,
        1e22
    };
    private static final String[] TEXTS = {
        "", "plain", "tab\tquote\"back\\slash", "line\nend", "größe", "年齢", "🌊", "a/b@c%d", "null", "</script>"
    };

    private final Random random;

    /**
     * @param seed equal seeds give equal objects in equal order
     */
    public Samples(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a number that is awkward one time in three. */
    public double number() {
        return random.nextInt(3) == 0 ? AWKWARD[random.nextInt(AWKWARD.length)] : random.nextGaussian();
    }

    /** Returns a text that may be empty, long to escape, or outside the basic plane. */
    public String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    /** Returns a hash that is nobody's. */
    public ContentHash hash() {
        return ContentHash.of(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a window of a random endpoint and hour. */
    public WindowKey window() {
        return new WindowKey("endpoint" + text(), text(), random.nextInt(500_000) * HOUR_MS);
    }

    /** Returns a report with this many features and some outcomes of each. */
    public WindowReport report(int features) {
        List<FeatureReport> list = new ArrayList<>();
        List<RuleOutcome> outcomes = new ArrayList<>();
        outcomes.add(outcome(""));
        for (int i = 0; i < features; i++) {
            String name = "f" + i + text();
            list.add(feature(name));
            for (int j = random.nextInt(4); j > 0; j--) {
                outcomes.add(random.nextInt(outcomes.size() + 1), outcome(name));
            }
        }
        WindowKey window = window();
        return new WindowReport(
                window,
                window.startMs() + HOUR_MS,
                random.nextBoolean() ? hash() : ContentHash.NONE,
                hash(),
                any(WindowState.values()),
                count(),
                count(),
                count(),
                count(),
                list,
                outcomes,
                hash());
    }

    /** Returns a feature of a report with all distances. */
    public FeatureReport feature(String name) {
        List<Measured> distances = new ArrayList<>();
        for (Distance distance : Distance.values()) {
            if (random.nextInt(8) > 0) {
                distances.add(new Measured(distance, number(), number(), number(), number(), number()));
            }
        }
        FeatureReport.Summary summary = random.nextBoolean()
                ? FeatureReport.Summary.NONE
                : new FeatureReport.Summary(number(), number(), number(), number(), number());
        String type = any(FeatureType.values()).wireName();
        return new FeatureReport(
                name, type, count(), count(), count(), count(), count(), count(), count(), summary, distances);
    }

    /** Returns what some rule said of a feature. */
    public RuleOutcome outcome(String feature) {
        return new RuleOutcome(
                any(CheckType.values()).name(),
                feature,
                any(Distance.values()).wireName(),
                any(RuleState.values()),
                number(),
                number(),
                any(Direction.values()),
                number());
    }

    /** Returns a violation with this much evidence. */
    public Violation violation(int evidenceBytes) {
        byte[] evidence = new byte[evidenceBytes];
        random.nextBytes(evidence);
        WindowKey window = window();
        return new Violation(
                hash(),
                1 + random.nextInt(5),
                window,
                window.startMs() + HOUR_MS,
                text(),
                text(),
                any(VerdictStatus.values()),
                outcome(text()),
                any(CheckType.values()).wireName(),
                any(Severity.values()),
                "KS distance of " + text() + " is " + number(),
                count(),
                hash(),
                hash(),
                hash(),
                new Violation.Evidence(evidence));
    }

    /** Returns this many ranges, far apart and high up, as after years of operation. */
    public OffsetRanges offsets(int ranges) {
        OffsetRanges offsets = new OffsetRanges();
        long position = 1L << 40;
        for (int i = 0; i < ranges; i++) {
            position += 2 + random.nextInt(1_000);
            long from = position;
            position += random.nextInt(1_000);
            offsets.addRange(from, position);
        }
        return offsets;
    }

    /** Returns a baseline with this many features of every type, and a label one time in two. */
    public Baseline baseline(int features) {
        List<FeatureBaseline> list = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            list.add(featureBaseline("f" + i + text()));
        }
        return Baseline.of(
                list, random.nextBoolean() ? featureBaseline("label" + text()) : null, List.of("NA", "?", text()));
    }

    private FeatureBaseline featureBaseline(String name) {
        FeatureType type = any(FeatureType.values());
        FeatureProfile profile = switch (type) {
            case INTEGRAL, FRACTIONAL -> numeric();
            case STRING -> categorical();
            case UNKNOWN -> new CategoricalProfile(new CategoryIndex(List.of(), new long[0], true));
        };
        return FeatureBaseline.suggest(name, type, profile);
    }

    private NumericProfile numeric() {
        double[] distinct = random.doubles(1 + random.nextInt(200), -1e6, 1e6)
                .sorted()
                .distinct()
                .toArray();
        NumericProfile profile = new NumericProfile(GridEdges.fromDistinct(distinct));
        ValueScanner scanner = new ValueScanner();
        for (double value : distinct) {
            addText(profile, Double.toString(value), scanner);
        }
        for (String odd : new String[] {"NaN", "1e999", "-1e999", "text", "", "-1e9", "1e9", "0"}) {
            if (random.nextBoolean()) {
                addText(profile, odd, scanner);
            }
        }
        return profile;
    }

    private CategoricalProfile categorical() {
        List<String> categories = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            categories.add("c" + i + text());
        }
        long[] domain = random.longs(random.nextInt(50)).sorted().distinct().toArray();
        CategoricalProfile profile =
                new CategoricalProfile(new CategoryIndex(categories, domain, random.nextBoolean()));
        ValueScanner scanner = new ValueScanner();
        for (int i = 0; i < categories.size(); i++) {
            addText(profile, categories.get(i), scanner);
            profile.addCategory(i, random.nextInt(1_000));
        }
        profile.addOtherKnown(domain.length);
        addText(profile, "unseen " + text(), scanner);
        return profile;
    }

    private static void addText(FeatureProfile profile, String text, ValueScanner scanner) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        profile.add(bytes, 0, bytes.length, scanner);
    }

    private long count() {
        return random.nextInt(4) == 0 ? 0 : random.nextLong() >>> (1 + random.nextInt(60));
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
