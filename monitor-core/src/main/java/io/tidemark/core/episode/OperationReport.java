package io.tidemark.core.episode;

import io.tidemark.core.canonical.CanonicalOutput;
import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.evaluation.Severity;
import java.util.List;

/**
 * What a watch of the monitor over itself found when it looked. It is a judged window like any other: a finding is a
 * violation, and a trouble that is not among the findings is over for this watch. So episodes, snooze and sinks are the
 * same for it.
 *
 * @param endpoint the endpoint that was looked at; empty for what belongs to none
 * @param watch which watch looked, for example {@code traffic} or {@code sink/pager}: it speaks for its own findings only
 * @param checkedFromMs start of the time that was looked at, in epoch milliseconds; grows from report to report of a watch
 * @param checkedToMs its end, in epoch milliseconds
 * @param findings what is wrong; each code, subject and metric once
 */
public record OperationReport(
        String endpoint, String watch, long checkedFromMs, long checkedToMs, List<Finding> findings) {
    public OperationReport {
        findings = List.copyOf(findings);
        if (checkedToMs < checkedFromMs) {
            throw new IllegalArgumentException(
                    "checkedToMs = " + checkedToMs + " is before checkedFromMs = " + checkedFromMs);
        }
    }

    /**
     * Something that is wrong.
     *
     * @param code what, OP001 to OP010
     * @param subject what it is about, for example a sink or a schedule; may be empty
     * @param metric what was compared, for example {@code undelivered}
     * @param value the number compared; NaN if there is none
     * @param threshold the number compared with; NaN if there is none
     * @param severity how bad it is
     * @param text one plain sentence with the numbers
     */
    public record Finding(
            String code,
            String subject,
            String metric,
            double value,
            double threshold,
            Severity severity,
            String text) {}

    /** Returns the stream of this watch over this endpoint; the watch stands where others have the variant. */
    public VerdictStream stream() {
        return new VerdictStream(endpoint, watch, "", VerdictStream.Source.OPERATIONS);
    }

    /**
     * Returns the report as a judged window.
     *
     * @param seenMs when it was appended, in epoch milliseconds
     * @throws IllegalArgumentException if two findings have the same code, subject and metric
     */
    public JudgedWindow toWindow(long seenMs) {
        List<Observation> seen = findings.stream()
                .map(this::observation)
                .sorted((a, b) -> a.fingerprint().compareTo(b.fingerprint()))
                .toList();
        return new JudgedWindow(stream(), checkedFromMs, checkedToMs, true, seen, seenMs);
    }

    private Observation observation(Finding finding) {
        Fingerprint about = new Fingerprint(stream(), finding.code(), finding.subject(), finding.metric(), "");
        CanonicalOutput id = new CanonicalOutput(160);
        about.writeTo(id);
        return new Observation(
                about,
                ContentHash.of(id.putLong(checkedFromMs)),
                finding.severity(),
                finding.value(),
                finding.threshold(),
                finding.text(),
                ContentHash.NONE);
    }
}
