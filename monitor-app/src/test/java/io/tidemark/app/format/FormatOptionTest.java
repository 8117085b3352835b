package io.tidemark.app.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.app.console.RecordedConsole;
import io.tidemark.app.console.UserError;
import io.tidemark.app.format.Finding.Level;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import picocli.CommandLine;

final class FormatOptionTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final RecordedConsole recorded = RecordedConsole.piped();

    private static Report report() {
        return Report.of(
                        "sample",
                        Listing.of(
                                        Column.text("feature"),
                                        Column.number("rows"),
                                        Column.number("share"),
                                        Column.text("windowStart", "window (UTC)"),
                                        Column.text("why"))
                                .add(
                                        Cell.text("age"),
                                        Cell.count(1_234),
                                        Cell.figure(-0.1 - 0.2),
                                        Cell.time(NOON),
                                        Cell.text("it moved"))
                                .add(
                                        Cell.text("a|b"),
                                        Cell.count(0),
                                        Cell.figure(Double.NaN),
                                        Cell.none(),
                                        Cell.flag(true)))
                .fact("runHash", Cell.text("d715"))
                .fact("windows", Cell.count(2_000))
                .judged(Judged.of(
                        "fraud/AllTraffic",
                        "12:00",
                        List.of(
                                new Finding("DR006", Level.NOTE, "slightly", "fraud/age", ""),
                                new Finding("DR002", Level.ERROR, "age: 5% moved,\nfar", "fraud/12:00/age", "ab12"))))
                .judged(Judged.of("fraud/AllTraffic", "13:00", List.of()))
                .judged(Judged.skipped("fraud/AllTraffic", "14:00", "too little data"));
    }

    private String printed(Format format) {
        FormatOption.print(report(), format, recorded.console());
        return recorded.out();
    }

    private static Report texts(String... texts) {
        Listing listing = Listing.of(Column.text("value"));
        for (String text : texts) {
            listing.add(Cell.text(text));
        }
        return Report.of("texts", listing);
    }

    @Test
    void tableHasFactsThenAlignedRows() {
        assertThat(printed(Format.TABLE)).isEqualTo("""
                        runHash  d715
                        windows  2,000

                        feature   rows  share  window (UTC)      why
                        age      1,234   -0.3  2026-03-02 12:00  it moved
                        a|b          0                           yes
                        """);
    }

    @Test
    void jsonHasVersionKindFactsAndTypedRows() throws Exception {
        JsonNode json = new ObjectMapper().readTree(printed(Format.JSON));
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("schemaVersion", "kind", "runHash", "windows", "rows");
        assertThat(json.get("schemaVersion").intValue()).isEqualTo(1);
        JsonNode row = json.get("rows").get(0);
        assertThat(row.get("rows").longValue()).isEqualTo(1_234);
        assertThat(row.get("share").doubleValue()).isEqualTo(-0.1 - 0.2);
        assertThat(row.get("windowStart").textValue()).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(json.get("rows").get(1).get("share").isNull()).isTrue();
        assertThat(json.get("rows").get(1).get("why").booleanValue()).isTrue();
    }

    @Test
    void ndjsonIsOneWholeObjectPerLine() throws Exception {
        List<String> lines = printed(Format.NDJSON).lines().toList();
        assertThat(lines).hasSize(2);
        for (String line : lines) {
            assertThat(new ObjectMapper().readTree(line).get("schemaVersion").intValue())
                    .isEqualTo(1);
            assertThat(new ObjectMapper().readTree(line).get("kind").textValue())
                    .isEqualTo("sample");
        }
    }

    @Test
    void csvHasAHeaderAndExactNumbers() {
        assertThat(printed(Format.CSV)).isEqualTo("""
                        feature,rows,share,windowStart,why
                        age,1234,-0.30000000000000004,2026-03-02T12:00:00Z,it moved
                        a|b,0,,,true
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd()", "+1", "-1", "@x", "\tx", "\rx"})
    void csvTextThatASpreadsheetWouldRunIsKeptFromIt(String text) {
        FormatOption.print(texts(text), Format.CSV, recorded.console());
        assertThat(recorded.out()).startsWith("value\n\"'" + text.replace("\r\n", "\n"));
    }

    @Test
    void csvQuotesWhatWouldBreakARow() {
        FormatOption.print(texts("a,b", "say \"no\"", "two\nlines", ""), Format.CSV, recorded.console());
        assertThat(recorded.out()).isEqualTo("value\n\"a,b\"\n\"say \"\"no\"\"\"\n\"two\nlines\"\n\n");
    }

    @Test
    void markdownEscapesWhatWouldBreakATable() {
        assertThat(printed(Format.MD)).isEqualTo("""
                        - runHash: d715
                        - windows: 2,000

                        | feature | rows | share | window (UTC) | why |
                        | --- | ---: | ---: | --- | --- |
                        | age | 1,234 | -0.3 | 2026-03-02 12:00 | it moved |
                        | a\\|b | 0 |  |  | yes |
                        """);
    }

    @Test
    void controlCharactersDoNotReachATerminal() {
        FormatOption.print(texts("a\u001b[31mb\nc"), Format.TABLE, recorded.console());
        assertThat(recorded.out()).isEqualTo("value\na [31mb c\n");
    }

    @Test
    void sarifHasAResultPerFindingWorstFirst() throws Exception {
        JsonNode run =
                new ObjectMapper().readTree(printed(Format.SARIF)).get("runs").get(0);
        assertThat(run.at("/tool/driver/name").textValue()).isEqualTo("tidemark");
        assertThat(run.at("/tool/driver/rules/0/id").textValue()).isEqualTo("DR002");
        JsonNode worst = run.at("/results/0");
        assertThat(worst.get("ruleId").textValue()).isEqualTo("DR002");
        assertThat(worst.get("level").textValue()).isEqualTo("error");
        assertThat(worst.at("/message/text").textValue()).startsWith("age: 5%");
        assertThat(worst.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .textValue())
                .isEqualTo("fraud/12:00/age");
        assertThat(worst.at("/partialFingerprints/tidemarkId~1v1").textValue()).isEqualTo("ab12");
        assertThat(run.at("/results/1").has("partialFingerprints")).isFalse();
    }

    @Test
    void junitHasACaseForAllThatWasJudged() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(printed(Format.JUNIT))));
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("fraud/AllTraffic");
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(xml.getElementsByTagName("failure").item(0).getTextContent())
                .contains("DR006 slightly")
                .contains("DR002 age: 5% moved");
    }

    @Test
    void junitStandsWhatXmlCannotHold() throws Exception {
        Report report = Report.of("x", Listing.of())
                .judged(Judged.of(
                        "g", "n", List.of(new Finding("R", Level.ERROR, "a\u0000\ud800 <b> & \"c\"", "p", ""))));
        FormatOption.print(report, Format.JUNIT, recorded.console());
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(recorded.out())));
        assertThat(xml.getElementsByTagName("failure").item(0).getTextContent()).contains("a?? <b> & \"c\"");
    }

    @Test
    void githubAnnotationsAreOneLineEachAndEscaped() {
        assertThat(printed(Format.GITHUB)).isEqualTo("""
                        ::error title=Tidemark DR002 fraud/12%3A00/age::age: 5%25 moved,%0Afar
                        ::notice title=Tidemark DR006 fraud/age::slightly
                        """);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void nothingFoundIsPrintableInEveryForm(Format format) {
        FormatOption.print(Report.of("empty", Listing.of(Column.text("a"))), format, recorded.console());
        assertThat(recorded.err()).isEmpty();
    }

    @Test
    void formThatIsNotOfferedIsRefusedWithThoseThatAre() {
        FormatOption option = CommandLine.populateCommand(new FormatOption(), "--format", "jsn");
        assertThatThrownBy(() -> option.chosen(FormatOption.DATA))
                .isInstanceOf(UserError.class)
                .hasMessage("--format jsn is not offered here")
                .satisfies(error -> assertThat(
                                ((UserError) error).problems().get(0).fixes())
                        .containsExactly("did you mean \"json\"?", "take one of table, json, ndjson, csv, md"));
    }

    @Test
    void formatsAreTakenInAnyCase() {
        FormatOption option = CommandLine.populateCommand(new FormatOption(), "--format", "Json");
        assertThat(option.chosen(Set.of(Format.JSON))).isEqualTo(Format.JSON);
    }

    @Test
    void rowWithTheWrongNumberOfCellsIsRefused() {
        Listing listing = Listing.of(Column.text("a"));
        assertThatThrownBy(() -> listing.add(Cell.none(), Cell.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cells = 2, columns = 1");
    }

    @Test
    void sarifPointsAtTheLineOfARemark() throws Exception {
        Report report = Report.of("audit", Listing.of(Column.text("a")))
                .remark(new Finding(
                        "deadLetter/malformed",
                        Finding.Level.NOTE,
                        "the record ends too early",
                        "e/v/2026/01/05/07/a b.jsonl:3",
                        "",
                        new Finding.Line("captures/e/v/2026/01/05/07/a b.jsonl", 3)))
                .remark(new Finding("x", Finding.Level.NOTE, "m", "p", "", new Finding.Line("/tmp/ä.jsonl", 1)));
        RecordedConsole console = RecordedConsole.piped();
        FormatOption.print(report, Format.SARIF, console.console());
        console.console().flush();

        JsonNode run = new ObjectMapper().readTree(console.out()).get("runs").get(0);

        assertThat(run.at("/tool/driver/rules/0/id").asText()).isEqualTo("deadLetter/malformed");
        assertThat(run.at("/results/0/level").asText()).isEqualTo("note");
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("captures/e/v/2026/01/05/07/a%20b.jsonl");
        assertThat(run.at("/results/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(3);
        assertThat(run.at("/results/1/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("file:///tmp/%C3%A4.jsonl");
    }

    @Test
    void aRemarkFailsNothing() throws Exception {
        Report report = Report.of("audit", Listing.of(Column.text("a")))
                .judged(Judged.of("g", "n", List.of()))
                .remark(new Finding("deadLetter/malformed", Finding.Level.NOTE, "m", "p", ""));
        RecordedConsole console = RecordedConsole.piped();
        FormatOption.print(report, Format.JUNIT, console.console());
        console.console().flush();

        assertThat(console.out()).contains("failures=\"0\"");
        assertThat(report.findings()).isEmpty();
    }
}
