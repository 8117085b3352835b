package io.tidemark.streams.processor;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.baseline.FeatureBaseline;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.config.MonitorConfig;
import io.tidemark.core.feature.FeatureType;
import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.Delta;
import io.tidemark.core.profile.FeatureProfile;
import io.tidemark.core.profile.NumericProfile;
import io.tidemark.core.profile.ProfileBlock;
import io.tidemark.core.profile.ProfileLayout;
import io.tidemark.core.window.EndpointMark;
import io.tidemark.core.window.Heartbeat;
import io.tidemark.core.window.OffsetRanges;
import io.tidemark.core.window.WindowKey;
import io.tidemark.core.window.WindowSpec;
import io.tidemark.stats.distribution.GridEdges;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Small objects of the application for tests: windows of ten seconds, two seconds of grace. */
public final class Samples {
    /** Ten-second windows, two seconds of grace, five seconds until idle. */
    public static final MonitorConfig CONFIG = MonitorConfig.of(WindowSpec.of(Duration.ofSeconds(10), Duration.ZERO))
            .withTiming(new MonitorConfig.Timing(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMinutes(5)));

    private Samples() {}

    /** A baseline of one feature over 0 to {@code rows - 1}. */
    public static Baseline baseline(String feature, int rows) {
        double[] sorted = IntStream.range(0, rows).asDoubleStream().toArray();
        NumericProfile profile = new NumericProfile(GridEdges.fromSorted(sorted, 63));
        for (int i = 0; i < rows; i++) {
            byte[] text = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
            profile.add(text, 0, text.length, new ValueScanner());
        }
        return Baseline.of(List.of(FeatureBaseline.suggest(feature, FeatureType.INTEGRAL, profile)), null, List.of());
    }

    /** A baseline of so many features, all alike. */
    static Baseline wide(int features) {
        List<FeatureBaseline> all = new ArrayList<>();
        for (int i = 0; i < features; i++) {
            FeatureBaseline one = baseline("f" + i, 20).features().get(0);
            all.add(one);
        }
        return Baseline.of(all, null, List.of());
    }

    /** One block of a delta of records in which every value is missing. */
    static Delta block(WindowKey window, Baseline baseline, int block, int records) {
        ProfileBlock counts = baseline.emptyBlock(block);
        for (int i = 0; i < records; i++) {
            counts.features().forEach(FeatureProfile::addMissing);
            if (block == 0) {
                counts.counts().addRecord();
                counts.counts().addRow(false, false);
            }
        }
        OffsetRanges offsets = block == 0 ? offsets(0, records - 1) : new OffsetRanges();
        return new Delta(new Delta.Place(window, 0, block), baseline.hash(), CONFIG.hash(), counts.encode(), offsets);
    }

    /** A window of the default variant that starts at a second. */
    public static WindowKey window(String endpoint, long startSecond) {
        return new WindowKey(endpoint, EndpointPolicy.DEFAULT_VARIANT, startSecond * 1_000);
    }

    /** Counts of records without a baseline, one row each, at offsets from {@code firstOffset} on. */
    public static Delta delta(WindowKey window, int partition, long firstOffset, int records) {
        return delta(window, partition, firstOffset, records, ContentHash.NONE, ProfileLayout.EMPTY);
    }

    /** Counts of records on a baseline. */
    static Delta delta(WindowKey window, int partition, long firstOffset, int records, Baseline baseline) {
        return delta(window, partition, firstOffset, records, baseline.hash(), baseline);
    }

    private static Delta delta(
            WindowKey window, int partition, long firstOffset, int records, ContentHash hash, ProfileLayout layout) {
        ProfileBlock block = layout.emptyBlock(0);
        for (int i = 0; i < records; i++) {
            block.counts().addRecord();
            block.counts().addRow(false, false);
        }
        return new Delta(
                new Delta.Place(window, partition, 0),
                hash,
                CONFIG.hash(),
                block.encode(),
                offsets(firstOffset, firstOffset + records - 1));
    }

    static OffsetRanges offsets(long from, long to) {
        OffsetRanges offsets = new OffsetRanges();
        offsets.addRange(from, to);
        return offsets;
    }

    /** A heartbeat on one endpoint, of one of {@code partitions}. */
    public static Heartbeat heartbeat(int partition, int partitions, long asOfSecond, EndpointMark... marks) {
        return new Heartbeat(partition, partitions, 0, asOfSecond * 1_000, false, List.of(marks));
    }

    static EndpointMark busy(String endpoint, long watermarkSecond) {
        return new EndpointMark(endpoint, watermarkSecond * 1_000, false);
    }

    static EndpointMark idle(String endpoint, long watermarkSecond) {
        return new EndpointMark(endpoint, watermarkSecond * 1_000, true);
    }
}
