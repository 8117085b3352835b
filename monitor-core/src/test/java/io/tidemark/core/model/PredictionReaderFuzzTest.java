package io.tidemark.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.capture.CaptureForm;
import io.tidemark.core.capture.CaptureLimits;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the parser lets through, readers answer: a prediction per row that the profile takes, or a reason. */
class PredictionReaderFuzzTest {
    private static final String[] TEXTS = {
        "",
        "0",
        "1",
        "1.0",
        "yes",
        "no",
        "a",
        "b",
        "NaN",
        "inf",
        "-1e308",
        "1e-320",
        "[",
        "[]",
        "[0.1,0.2,0.7]",
        "{",
        "{}",
        "{\\\"a\\\":1}",
        "null",
        "\\u0000",
        "\\ud83d\\ude00",
        "?",
        "0x1p3",
        "Female",
        "41",
        "[[[[",
        "1,2",
        "\\\"",
        "999999999999999999999",
        "-0",
        "true"
    };
    private static final String[] NAMES = {"label", "score", "scores", "value", "sex", "age", "job", "attributions"};

    @ParameterizedTest
    @EnumSource(Problem.class)
    void readerNeverThrowsAndItsPredictionsAreCounted(Problem problem) {
        ModelSpec spec = RandomModel.spec(problem);
        ModelBaseline.Shape shape = RandomModel.shape(spec);
        PredictionReader reader =
                new PredictionReader(spec, List.of("?"), List.of("sex", "age", "job"), List.of("label", "score"));
        CaptureParser parser = new CaptureParser(CaptureForm.DEFAULT, CaptureLimits.DEFAULT);
        CapturedRecord record = new CapturedRecord();
        List<Prediction> predictions = new ArrayList<>();
        int usable = 0;
        for (long seed = 0; seed < 4_000; seed++) {
            byte[] bytes = capture(new Random(seed)).getBytes(StandardCharsets.UTF_8);
            if (!parser.parse(bytes, 0, bytes.length, record)) {
                continue;
            }
            boolean isUsable = reader.read(record, predictions);
            assertThat(reader.problem().isEmpty())
                    .as("%s, seed %d", problem, seed)
                    .isEqualTo(isUsable);
            assertThat(predictions)
                    .as("%s, seed %d", problem, seed)
                    .hasSize(isUsable ? record.output().rows() : 0);
            ModelProfile profile = shape.emptyProfile();
            for (Prediction prediction : predictions) {
                profile.addPrediction(prediction, 1);
                assertThat(Prediction.decode(prediction.encode())).isEqualTo(prediction);
            }
            usable += isUsable ? 1 : 0;
        }
        assertThat(usable).isGreaterThan(50);
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void labelReaderNeverThrowsAndItsLabelsAreCounted(Problem problem) {
        ModelSpec spec = RandomModel.spec(problem);
        LabelValueReader reader = new LabelValueReader(spec, List.of("?"));
        RandomModel model = RandomModel.of(problem, 5);
        ModelProfile profile = model.shape().emptyProfile();
        int usable = 0;
        for (long seed = 0; seed < 4_000; seed++) {
            Random random = new Random(seed);
            String text = random.nextBoolean()
                    ? TEXTS[random.nextInt(TEXTS.length)]
                    : new String(bytes(random), StandardCharsets.ISO_8859_1);
            LabelValue label = reader.read(text);
            Prediction prediction = model.prediction();
            profile.addPrediction(prediction, 1);
            profile.addPair(prediction, label, 1);
            usable += label.isUsable() ? 1 : 0;
        }
        assertThat(profile.labelled()).isEqualTo(usable).isPositive();
        assertThat(profile.unusableLabels()).isEqualTo(4_000 - usable);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String capture(Random random) {
        boolean isCsv = random.nextInt(3) == 0;
        String encoding = isCsv ? "CSV" : "JSON";
        return "{\"captureData\":{\"endpointInput\":{\"data\":\"" + payload(random, isCsv) + "\",\"encoding\":\""
                + encoding + "\"},\"endpointOutput\":{\"data\":\"" + payload(random, isCsv) + "\",\"encoding\":\""
                + encoding + "\"}},\"eventMetadata\":{\"eventId\":\"e\",\"inferenceTime\":\"2026-03-04T05:06:07Z\"},"
                + "\"eventVersion\":\"0\"}";
    }

    /** A payload inside a JSON string: its quotes are escaped once. */
    private static String payload(Random random, boolean isCsv) {
        StringBuilder text = new StringBuilder(isCsv ? "" : "{");
        int fields = 1 + random.nextInt(6);
        for (int i = 0; i < fields; i++) {
            text.append(i == 0 ? "" : ",");
            if (!isCsv) {
                text.append("\\\"").append(NAMES[random.nextInt(NAMES.length)]).append("\\\":");
            }
            text.append(isCsv ? TEXTS[random.nextInt(TEXTS.length)] : jsonValue(random));
        }
        return text.append(isCsv ? "" : "}").toString();
    }

    private static String jsonValue(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "[0.2,0.3,0.5]";
            case 3 -> "{\\\"a\\\":0.5,\\\"b\\\":[1]}";
            case 4 -> Double.toString(random.nextGaussian());
            case 5 -> "\\\"" + (random.nextBoolean() ? "yes" : "a") + "\\\"";
            default -> Integer.toString(random.nextInt(3));
        };
    }
}
