package io.tidemark.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.baseline.Baseline;
import io.tidemark.core.capture.CaptureParser;
import io.tidemark.core.capture.CapturedRecord;
import io.tidemark.core.testing.ABaseline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Captured records to counts, through the parser. */
class RowCounterTest {
    private static final Baseline BASELINE = ABaseline.aBaseline()
            .fractional("age", List.of("20", "30.5", "40"))
            .text("colour", List.of("red", "blue"))
            .integral("visits", List.of("1", "2", "3"))
            .missingMarker("NA")
            .missingMarker("-")
            .build();

    private final RowCounter counter = BASELINE.newRowCounter();
    private final WindowProfile window = WindowProfile.empty(BASELINE);

    @BeforeEach
    void nothingIsCountedAtFirst() {
        assertThat(window.counts().rows()).isZero();
    }

    @Test
    void csvFieldsAreBoundByPosition() {
        csv("25,red,2\\n35.5,blue,9");

        assertRows(1, 2, 0, 0);
        assertThat(age().moments().sum()).isEqualTo(60.5);
        assertThat(visits().moments().max()).isEqualTo(9);
        assertThat(colour().categoryCounts()).containsExactly(1, 1, 0, 0);
    }

    @Test
    void aShortRowLacksItsLastColumns() {
        csv("25\\n25,red,2");

        assertRows(1, 2, 0, 1);
        assertThat(colour().missing()).isOne();
        assertThat(visits().missing()).isOne();
        assertThat(age().valid()).isEqualTo(2);
    }

    @Test
    void aLongRowHasAnExtraColumnThatIsNotCountedAnywhere() {
        csv("25,red,2,surplus,more");

        assertRows(1, 1, 1, 0);
        assertThat(IntStream.range(0, 3).mapToLong(i -> window.feature(i).rows()))
                .containsExactly(1L, 1L, 1L);
    }

    @Test
    void emptyFieldsAndMarkersAreMissingValuesOfColumnsThatAreThere() {
        csv(",NA,-");

        assertRows(1, 1, 0, 0);
        assertThat(IntStream.range(0, 3).mapToLong(i -> window.feature(i).missing()))
                .containsExactly(1L, 1L, 1L);
        assertThat(age().classes().total()).isZero();
    }

    @Test
    void aMarkerIsAWholeText() {
        csv("NAN,NAME,--");

        assertThat(age().nan()).isOne();
        assertThat(colour().unseen()).isOne();
        assertThat(visits().malformed()).isOne();
    }

    @Test
    void jsonFieldsAreBoundByNameInAnyOrder() {
        json("{\\\"visits\\\":3,\\\"colour\\\":\\\"red\\\",\\\"age\\\":30.5}");

        assertRows(1, 1, 0, 0);
        assertThat(age().moments().sum()).isEqualTo(30.5);
        assertThat(visits().moments().sum()).isEqualTo(3);
        assertThat(colour().categoryCounts()).containsExactly(0, 1, 0, 0);
    }

    @Test
    void aNameThatIsAbsentAndANameThatIsUnknownAreBothSeen() {
        json("{\\\"age\\\":30.5,\\\"Colour\\\":\\\"red\\\",\\\"visits\\\":1}");

        assertRows(1, 1, 1, 1);
        assertThat(colour().missing()).isOne();
    }

    @Test
    void aNullIsAMissingValueOfAColumnThatIsThere() {
        json("{\\\"age\\\":null,\\\"colour\\\":\\\"\\\",\\\"visits\\\":1}");

        assertRows(1, 1, 0, 0);
        assertThat(age().missing()).isOne();
        assertThat(colour().missing()).isOne();
    }

    @Test
    void aNestedValueIsMalformedAndSpelledAsText() {
        json("{\\\"age\\\":{\\\"years\\\":3},\\\"colour\\\":[1,2],\\\"visits\\\":1}");

        assertRows(1, 1, 0, 0);
        assertThat(age().malformed()).isOne();
        assertThat(colour().malformed()).isOne();
        assertThat(age().classes().total()).isOne();
        assertThat(colour().classes().total()).isOne();
    }

    @Test
    void oneRowDoesNotShineThroughToTheNext() {
        json("{\\\"age\\\":1,\\\"colour\\\":\\\"red\\\",\\\"visits\\\":1}");
        json("{\\\"visits\\\":2}");

        assertRows(2, 2, 0, 1);
        assertThat(age().missing()).isOne();
        assertThat(age().valid()).isOne();
    }

    @Test
    void rowsAreCountedWithoutABaselineToo() {
        WindowProfile unknown = WindowProfile.empty(ProfileLayout.EMPTY);
        new RowCounter(List.of(), List.of())
                .addRecord(parsed("CSV", "1,2\\n3,4").input(), unknown);

        assertThat(unknown.counts().rows()).isEqualTo(2);
        assertThat(unknown.counts().records()).isOne();
    }

    @Test
    void featuresBeyondTheFirstBlockAreCountedToo() {
        ABaseline wide = ABaseline.aBaseline();
        IntStream.range(0, 130).forEach(i -> wide.integral("f" + i, List.of("1", "2")));
        Baseline baseline = wide.build();
        WindowProfile blocks = WindowProfile.empty(baseline);
        String row = "1" + ",2".repeat(129);
        baseline.newRowCounter().addRecord(parsed("CSV", row).input(), blocks);

        assertThat(blocks.blocks()).hasSize(3);
        assertThat(blocks.blocks().get(1).counts().rows()).isZero();
        assertThat(IntStream.range(0, 130).mapToLong(i -> blocks.feature(i).valid()))
                .containsOnly(1L);
        assertThat(((NumericProfile) blocks.feature(129)).moments().sum()).isEqualTo(2);
    }

    private void assertRows(long records, long rows, long extra, long missing) {
        assertThat(window.counts().records()).isEqualTo(records);
        assertThat(window.counts().rows()).isEqualTo(rows);
        assertThat(window.counts().extraColumnRows()).isEqualTo(extra);
        assertThat(window.counts().missingColumnRows()).isEqualTo(missing);
        for (int i = 0; i < 3; i++) {
            assertThat(window.feature(i).rows()).isEqualTo(rows);
        }
    }

    private void csv(String data) {
        counter.addRecord(parsed("CSV", data).input(), window);
    }

    private void json(String data) {
        counter.addRecord(parsed("JSON", data).input(), window);
    }

    private NumericProfile age() {
        return (NumericProfile) window.feature(0);
    }

    private CategoricalProfile colour() {
        return (CategoricalProfile) window.feature(1);
    }

    private NumericProfile visits() {
        return (NumericProfile) window.feature(2);
    }

    /** The payload stands in a JSON string, so its line breaks and quotes are escaped by the caller. */
    private static CapturedRecord parsed(String encoding, String data) {
        String record = """
                {"captureData":{"endpointInput":{"observedContentType":"text/csv","mode":"INPUT","data":"%s",
                "encoding":"%s"}},"eventMetadata":{"eventId":"e1","inferenceTime":"2024-05-01T10:00:00Z"},
                "eventVersion":"0"}""".formatted(data, encoding);
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        CapturedRecord into = new CapturedRecord();
        assertThat(new CaptureParser().parse(bytes, 0, bytes.length, into))
                .as(record)
                .isTrue();
        return into;
    }
}
