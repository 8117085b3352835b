package io.tidemark.wire.codec;

import io.tidemark.core.episode.OperationReport;
import io.tidemark.wire.avro.OperationFinding;

/** What the monitor's watches over itself found, on the wire. */
public final class OperationCodec {
    private OperationCodec() {}

    /** Returns the record of a report. */
    public static io.tidemark.wire.avro.OperationReport toAvro(OperationReport report) {
        return io.tidemark.wire.avro.OperationReport.newBuilder()
                .setEndpoint(report.endpoint())
                .setWatch(report.watch())
                .setCheckedFromMs(report.checkedFromMs())
                .setCheckedToMs(report.checkedToMs())
                .setFindings(
                        report.findings().stream().map(OperationCodec::toAvro).toList())
                .build();
    }

    /** Returns the report of a record. */
    public static OperationReport toDomain(io.tidemark.wire.avro.OperationReport record) {
        return new OperationReport(
                record.getEndpoint(),
                record.getWatch(),
                record.getCheckedFromMs(),
                record.getCheckedToMs(),
                record.getFindings().stream().map(OperationCodec::toDomain).toList());
    }

    private static OperationFinding toAvro(OperationReport.Finding finding) {
        return new OperationFinding(
                finding.code(),
                finding.subject(),
                finding.metric(),
                finding.value(),
                finding.threshold(),
                SeverityCodec.toAvro(finding.severity()),
                finding.text());
    }

    private static OperationReport.Finding toDomain(OperationFinding finding) {
        return new OperationReport.Finding(
                finding.getCode(),
                finding.getSubject(),
                finding.getMetric(),
                finding.getValue(),
                finding.getThreshold(),
                SeverityCodec.toDomain(finding.getSeverity()),
                finding.getText());
    }
}
