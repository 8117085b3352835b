package io.tidemark.app.ledger;

import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.Finding;
import io.tidemark.app.format.Judged;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.core.ledger.Difference;
import io.tidemark.core.ledger.LedgerFacts;
import io.tidemark.core.ledger.LedgerFindings;
import io.tidemark.core.window.WindowKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the check of a ledger found, as a report: a row for each difference, then for what is open. */
final class LedgerReport {
    private LedgerReport() {}

    static Report of(LedgerFindings findings) {
        Listing listing = Listing.of(
                Column.text("kind"),
                Column.text("where"),
                Column.text("offsets"),
                Column.text("figure"),
                Column.number("recomputed"),
                Column.number("accounted"),
                Column.text("detail"));
        findings.differences().forEach(one -> addDifference(listing, one));
        findings.open().forEach(one -> addOpen(listing, one));
        Report report = Report.of("ledgerCheck", listing)
                .fact("partitions", Cell.count(findings.partitions()))
                .fact("records", Cell.count(findings.records()))
                .fact("windows", Cell.count(findings.windows()))
                .fact("lost", Cell.count(findings.lost()))
                .fact("differences", Cell.count(findings.differences().size()));
        report.judged(Judged.of(
                "ledger",
                "identity",
                findings.differences().stream().map(LedgerReport::finding).toList()));
        return report;
    }

    private static void addDifference(Listing listing, Difference one) {
        listing.add(
                Cell.text("difference"),
                Cell.text(where(one)),
                Cell.text(offsets(one)),
                Cell.text(one.figure()),
                Cell.count(one.recomputed()),
                Cell.count(one.accounted()),
                Cell.text(one.detail()));
    }

    private static void addOpen(Listing listing, LedgerFindings.Open one) {
        listing.add(
                Cell.text(one.kind().name().toLowerCase(Locale.ROOT)),
                Cell.text(one.where()),
                Cell.none(),
                Cell.text("records"),
                Cell.count(one.records()),
                Cell.none(),
                Cell.text(explanation(one.kind())));
    }

    private static String explanation(LedgerFindings.Open.Kind kind) {
        return switch (kind) {
            case UNREAD -> "not read yet, or read since the newest row of the ledger";
            case OPEN_WINDOW -> "the window has not closed";
            case EXPIRED -> "Kafka holds these records no more: they cannot be recomputed";
            case BY_ARRIVAL -> "cannot tell: their fate depends on which of two topics was read first";
        };
    }

    private static Finding finding(Difference one) {
        String numbers = one.figure() + ": " + one.recomputed() + " recomputed, " + one.accounted() + " accounted";
        return new Finding("ledger", Finding.Level.ERROR, numbers + ": " + one.detail(), where(one), "");
    }

    private static String where(Difference one) {
        WindowKey window = one.window();
        if (window == null) {
            return "partition "
                    + one.offsets().stream()
                            .map(span -> Integer.toString(span.partition()))
                            .collect(Collectors.joining(", "));
        }
        String start = window.startMs() == LedgerFacts.OLDER
                ? "long past"
                : Instant.ofEpochMilli(window.startMs()).toString();
        return String.join("/", List.of(window.endpoint(), window.variant(), start));
    }

    private static String offsets(Difference one) {
        return one.offsets().stream()
                .map(span -> span.partition() + "@" + span.from() + (span.from() == span.to() ? "" : "-" + span.to()))
                .collect(Collectors.joining(" "));
    }
}
