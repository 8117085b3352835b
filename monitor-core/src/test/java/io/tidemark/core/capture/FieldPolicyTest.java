package io.tidemark.core.capture;

import static io.tidemark.core.capture.CaptureText.aCapture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class FieldPolicyTest {
    private static final byte[] SECRET = "0123456789abcdef-secret".getBytes(StandardCharsets.UTF_8);
    private static final FieldKey KEY = FieldKey.of(SECRET);
    private static final RowColumns NAMES = new RowColumns(List.of("age", "job", "city"), List.of());

    @Test
    void onlyAllowedAndHashedFieldsAreKept() {
        FormParser parser = parser(new FieldPolicy(List.of("age"), List.of(), List.of("id"), KEY));

        assertThat(parser.input(aCapture().withJsonInput("{\"name\":\"x\",\"age\":41,\"id\":null,\"zip\":1}")))
                .containsExactly("age=41|id=null");
    }

    @Test
    void droppedFieldsAreTakenOutOfEveryRow() {
        FormParser parser = parser(new FieldPolicy(List.of(), List.of("name"), List.of(), null));

        assertThat(parser.input(
                        aCapture().withJsonInput("[{\"name\":1,\"a\":2},{\"a\":3,\"b\":4,\"name\":5},{\"c\":6}]")))
                .containsExactly("a=2", "a=3|b=4", "c=6");
    }

    @Test
    void hashIsTheKeyedHashOfTheTextCutToSixtyFourBits() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        String expected = HexFormat.of().formatHex(mac.doFinal("M\u00fcller".getBytes(StandardCharsets.UTF_8)), 0, 8);
        FormParser parser = parser(hashing("name"));

        assertThat(parser.input(aCapture().withJsonInput("{\"name\":\"M\\u00fcller\",\"a\":1}")))
                .containsExactly("name=" + expected + "|a=1");
        assertThat(parser.captured().input().kind(0)).isEqualTo(FieldKind.JSON_STRING);
        assertThat(expected).hasSize(16);
    }

    @Test
    void everyKindOfValueIsHashedAndMissingOnesStayMissing() {
        FormParser parser = parser(hashing("x"));

        for (String value : List.of("1", "1.0", "true", "\"\u00e4\"", "[1]", "{\"a\":\"clear\"}")) {
            assertThat(parser.input(aCapture().withJsonInput("{\"x\":" + value + "}"))
                            .get(0))
                    .matches("x=[0-9a-f]{16}");
        }
        assertThat(parser.input(aCapture().withJsonInput("{\"x\":null}"))).containsExactly("x=null");
        assertThat(parser.input(aCapture().withJsonInput("{\"x\":\"\"}"))).containsExactly("x=");
        assertThat(parser.captured().input().kind(0)).isEqualTo(FieldKind.JSON_STRING);
    }

    @Test
    void otherKeysGiveOtherHashes() {
        CaptureText capture = aCapture().withJsonInput("{\"x\":1}");
        FieldKey other = FieldKey.of("another secret of bytes".getBytes(StandardCharsets.UTF_8));

        assertThat(parser(hashing("x")).input(capture))
                .isEqualTo(parser(hashing("x")).input(capture));
        assertThat(parser(new FieldPolicy(List.of(), List.of(), List.of("x"), other))
                        .input(capture))
                .isNotEqualTo(parser(hashing("x")).input(capture));
        assertThat(other.fingerprint()).isNotEqualTo(KEY.fingerprint()).matches("[0-9a-f]{16}");
    }

    @Test
    void columnsGiveNamesToRowsWithout() {
        FormParser parser =
                new FormParser(CaptureForm.DEFAULT.withColumns(NAMES).withFields(hashing("job")));

        List<String> rows = parser.input(aCapture().withCsvInput("41,clerk,Ulm,surplus\n7"));

        assertThat(rows.get(0)).matches("age=41\\|job=[0-9a-f]{16}\\|city=Ulm\\|_c3=surplus");
        assertThat(rows.get(1)).isEqualTo("age=7");
        assertThat(parser.captured().input().kind(1)).isEqualTo(FieldKind.CSV_TEXT);
        assertThat(parser.input(aCapture().withJsonInput("{\"city\":\"Ulm\"}")))
                .as("own names")
                .containsExactly("city=Ulm");
    }

    @Test
    void positionsNameFieldsOfRowsWithoutNames() {
        FormParser parser = parser(new FieldPolicy(List.of(), List.of("_c1"), List.of(), null));

        assertThat(parser.input(aCapture().withCsvInput("1,2,3\n4"))).containsExactly("1|3", "4");
        assertThat(parser.captured().input().named()).isFalse();
    }

    @Test
    void policyThatCannotBeAppliedRefusesTheRecord() {
        for (FieldPolicy policy : List.of(
                hashing("name"),
                new FieldPolicy(List.of("age"), List.of(), List.of(), null),
                new FieldPolicy(List.of(), List.of("name"), List.of(), null))) {
            parser(policy).assertRefused(aCapture(), Rejection.MALFORMED, "the fields have no names");
        }
    }

    @Test
    void excludedFieldsAreNamesOrPositions() {
        FormParser positions = excluding(List.of(), List.of("0", "2"));
        FormParser names = excluding(List.of("a", "b", "c"), List.of("b", "2"));

        assertThat(positions.input(aCapture().withCsvInput("1,2,3,4"))).containsExactly("2|4");
        assertThat(positions.input(aCapture().withJsonInput("{\"0\":1,\"b\":2,\"c\":3}")))
                .as("a key that looks like a position")
                .containsExactly("b=2|c=3");
        assertThat(names.input(aCapture().withCsvInput("1,2,3,4"))).containsExactly("a=1|_c3=4");
        excluding(List.of(), List.of("b")).assertRefused(aCapture(), Rejection.MALFORMED, "the fields have no names");
    }

    @Test
    void treatmentFollowsTheNameWhereverItStands() {
        FormParser parser = parser(new FieldPolicy(List.of(), List.of("b"), List.of(), null));

        assertThat(parser.input(aCapture().withJsonInput("{\"a\":1,\"b\":2}"))).containsExactly("a=1");
        assertThat(parser.input(aCapture().withJsonInput("{\"b\":1,\"a\":2}"))).containsExactly("a=2");
        assertThat(parser.input(aCapture().withJsonInput("{\"bb\":1,\"\\u0062\":2}")))
                .containsExactly("bb=1");
    }

    @Test
    void contradictionsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldPolicy(List.of(), List.of("a"), List.of("a"), KEY))
                .withMessage("field 'a' is dropped and hashed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldPolicy(List.of("a"), List.of("a"), List.of(), null))
                .withMessage("field 'a' is dropped and allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldPolicy(List.of(), List.of(), List.of("a"), null))
                .withMessage("hashed fields [a] need a key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FieldPolicy(List.of(), List.of(), List.of(), KEY))
                .withMessage("there is a key but no hashed field");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowColumns(List.of("a", "a"), List.of()))
                .withMessage("a column stands twice in [a, a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RowColumns(List.of(), List.of("")))
                .withMessage("a column has an empty name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldKey.of(new byte[15]))
                .withMessageStartingWith("the key for hashed fields has 15 bytes; it needs at least 16");
    }

    @Test
    void secretStandsInNoText() {
        assertThat(hashing("a").toString()).contains(KEY.fingerprint()).doesNotContain("secret");
        assertThat(KEY).isEqualTo(FieldKey.of(SECRET)).hasSameHashCodeAs(FieldKey.of(SECRET));
        assertThat(KEY).isNotEqualTo(FieldKey.of(new byte[16]));
    }

    @Test
    void refusedRecordsAreQuotedOnlyWithoutAPolicy() {
        assertThat(FieldPolicy.NONE.allowsExcerpts()).isTrue();
        assertThat(hashing("a").allowsExcerpts()).isFalse();
    }

    private static FieldPolicy hashing(String field) {
        return new FieldPolicy(List.of(), List.of(), List.of(field), KEY);
    }

    private static FormParser parser(FieldPolicy policy) {
        return new FormParser(CaptureForm.DEFAULT.withFields(policy));
    }

    private static FormParser excluding(List<String> names, List<String> excluded) {
        return new FormParser(CaptureForm.DEFAULT.withColumns(new RowColumns(names, excluded)));
    }
}
