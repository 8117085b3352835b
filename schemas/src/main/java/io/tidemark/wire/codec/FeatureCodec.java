package io.tidemark.wire.codec;

import io.tidemark.core.evaluation.Distance;
import io.tidemark.core.evaluation.FeatureReport;
import io.tidemark.core.evaluation.Measured;
import io.tidemark.wire.avro.FeatureFigures;
import io.tidemark.wire.avro.MeasuredDistance;

/** The features of a report. */
final class FeatureCodec {
    private FeatureCodec() {}

    static FeatureFigures toAvro(FeatureReport feature) {
        return FeatureFigures.newBuilder()
                .setName(feature.name())
                .setType(feature.type())
                .setRows(feature.rows())
                .setValid(feature.valid())
                .setMissing(feature.missing())
                .setNan(feature.nan())
                .setInfinite(feature.infinite())
                .setMalformed(feature.malformed())
                .setUnseen(feature.unseen())
                .setMin(feature.summary().min())
                .setMax(feature.summary().max())
                .setMean(feature.summary().mean())
                .setStandardDeviation(feature.summary().standardDeviation())
                .setMedian(feature.summary().median())
                .setDistances(
                        feature.distances().stream().map(FeatureCodec::toAvro).toList())
                .build();
    }

    static FeatureReport toDomain(FeatureFigures feature) {
        return new FeatureReport(
                feature.getName(),
                feature.getType(),
                feature.getRows(),
                feature.getValid(),
                feature.getMissing(),
                feature.getNan(),
                feature.getInfinite(),
                feature.getMalformed(),
                feature.getUnseen(),
                new FeatureReport.Summary(
                        feature.getMin(),
                        feature.getMax(),
                        feature.getMean(),
                        feature.getStandardDeviation(),
                        feature.getMedian()),
                feature.getDistances().stream().map(FeatureCodec::toDomain).toList());
    }

    private static MeasuredDistance toAvro(Measured measured) {
        return new MeasuredDistance(
                measured.distance().wireName(),
                measured.raw(),
                measured.corrected(),
                measured.noiseQ999(),
                measured.upper(),
                measured.pValue());
    }

    private static Measured toDomain(MeasuredDistance measured) {
        return new Measured(
                distance(measured.getDistance()),
                measured.getRaw(),
                measured.getCorrected(),
                measured.getNoiseQ999(),
                measured.getUpper(),
                measured.getPValue());
    }

    private static Distance distance(String wireName) {
        for (Distance distance : Distance.values()) {
            if (distance.wireName().equals(wireName)) {
                return distance;
            }
        }
        throw new IllegalArgumentException("distance '" + wireName
                + "' is not known to this release: read the report with the release that wrote it, or a later one");
    }
}
