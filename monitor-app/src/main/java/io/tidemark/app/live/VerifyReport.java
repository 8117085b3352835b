package io.tidemark.app.live;

import io.tidemark.app.console.Figures;
import io.tidemark.app.format.Cell;
import io.tidemark.app.format.Column;
import io.tidemark.app.format.Finding;
import io.tidemark.app.format.Finding.Level;
import io.tidemark.app.format.Judged;
import io.tidemark.app.format.Listing;
import io.tidemark.app.format.Report;
import io.tidemark.core.window.WindowKey;
import io.tidemark.replay.VerifyResult;
import java.time.Instant;
import java.util.List;

/** A comparison of live and audit for the forms that programs read: a row and a thing judged per window. */
final class VerifyReport {
    private final VerifyResult result;
    private final Listing listing = Listing.of(
            Column.text("windowStart", "window (UTC)"),
            Column.text("endpoint"),
            Column.text("variant"),
            Column.text("outcome"),
            Column.text("difference"));

    VerifyReport(VerifyResult result) {
        this.result = result;
    }

    Report report() {
        Report report = Report.of("verify", listing)
                .fact("proof", Cell.flag(result.isProof()))
                .fact("liveHash", Cell.text(result.liveHash().hex()))
                .fact("equal", Cell.count(result.equal().size()))
                .fact("different", Cell.count(result.different().size()))
                .fact("onlyLive", Cell.count(result.onlyLive().size()))
                .fact("onlyAudit", Cell.count(result.onlyAudit().size()))
                .fact("withoutBaseline", Cell.count(result.withoutBaseline().size()))
                .fact("late", Cell.count(result.followed().late()))
                .fact("duplicates", Cell.count(result.followed().duplicates()))
                .fact("refused", Cell.count(result.followed().refused()))
                .fact("lateUnknown", Cell.count(result.followed().unresolved().size()))
                .fact(
                        "conflictsUnknown",
                        Cell.count(result.followed().unknownConflicts().size()));
        result.model()
                .ifPresent(model -> report.fact("modelProof", Cell.flag(model.isProof()))
                        .fact("modelLiveHash", Cell.text(model.liveHash().hex()))
                        .fact("modelEqual", Cell.count(model.equal().size()))
                        .fact("modelDifferent", Cell.count(model.different().size()))
                        .fact("modelOnlyLive", Cell.count(model.onlyLive().size()))
                        .fact("modelOnlyAudit", Cell.count(model.onlyAudit().size())));
        result.different().forEach(one -> bad(report, one.window(), "different", one.firstDifference()));
        result.onlyLive().forEach(key -> bad(report, key, "onlyLive", "the audit has no such window"));
        result.onlyAudit().forEach(key -> bad(report, key, "onlyAudit", "there is no live report"));
        result.withoutBaseline().forEach(key -> {
            add(key, "withoutBaseline", Cell.text("no baseline live, rows are equal"));
            report.judged(Judged.skipped(group(key), name(key), "no baseline live, rows are equal"));
        });
        result.equal().forEach(key -> {
            add(key, "equal", Cell.none());
            report.judged(Judged.of(group(key), name(key), List.of()));
        });
        return report;
    }

    private void bad(Report report, WindowKey key, String outcome, String difference) {
        add(key, outcome, Cell.text(difference));
        String place = group(key) + "/" + Instant.ofEpochMilli(key.startMs());
        Finding finding = new Finding("verify", Level.ERROR, outcome + ": " + difference, place, "");
        report.judged(Judged.of(group(key), name(key), List.of(finding)));
    }

    private void add(WindowKey key, String outcome, Cell difference) {
        listing.add(
                Cell.time(Instant.ofEpochMilli(key.startMs())),
                Cell.text(key.endpoint()),
                Cell.text(key.variant()),
                Cell.text(outcome),
                difference);
    }

    private static String group(WindowKey key) {
        return key.endpoint() + "/" + key.variant();
    }

    private static String name(WindowKey key) {
        return Figures.time(key.startMs()) + " UTC";
    }
}
