package io.tidemark.baseline;

import io.tidemark.core.feature.ValueScanner;
import io.tidemark.core.profile.CategoricalProfile;
import io.tidemark.core.profile.CategoryIndex;
import io.tidemark.core.service.TextCounts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts of a column of texts. All distinct values are counted one by one as long as they are within the limits. Beyond
 * them only the candidates are, the values of the sample; the others are counted together, and the domain is marked
 * incomplete. Whether a column is beyond is a property of its set of values alone: a part of the table can only be beyond
 * if the whole is, and what parts hold together is seen when they are merged. So neither order nor threads matter.
 */
final class CategoryCounter extends ColumnCounter {
    /** Values that a baseline counts one by one. */
    static final int TRACKED = 255;

    /** Texts from which on a table is beyond the first caches. */
    private static final int WORTH_QUEUEING = 2_000;

    private final TextTable table;
    private final TextLimits limits;
    private final int candidates;
    private final Readings readings = new Readings();
    private final Readings others = new Readings();
    private final ValueScanner scanner = new ValueScanner();
    private boolean beyond;
    private long missing;
    private long malformed;

    /**
     * @param candidates values of the sample, counted 0; copied
     * @param limits of the values that are counted one by one
     * @param beyond whether the sample's own values were beyond the limits
     */
    CategoryCounter(TextTable candidates, TextLimits limits, boolean beyond) {
        this.table = candidates.copy();
        this.candidates = candidates.size();
        this.limits = limits;
        this.beyond = beyond;
    }

    @Override
    boolean add(byte[] text, int from, int to) {
        if (from == to) {
            missing++;
            return true;
        }
        if (table.size() >= WORTH_QUEUEING && table.queue(text, from, to)) {
            if (table.isQueueFull()) {
                settle();
            }
            return true;
        }
        return table.tally(text, from, to) || addNew(text, from, to);
    }

    private void settle() {
        table.settle(this::addNew);
    }

    @Override
    double lastNumber() {
        return Double.NaN;
    }

    private boolean addNew(byte[] text, int from, int to) {
        int code = scanner.scan(text, from, to);
        if (!Utf8.isValid(text, from, to)) {
            readings.increment(code);
            malformed++;
            return false;
        }
        if (!beyond && !limits.admits(table, to - from)) {
            keepCandidatesOnly();
        }
        if (beyond) {
            others.increment(code);
        } else {
            table.insert(text, from, to, code);
            table.count(table.size() - 1, 1);
        }
        return true;
    }

    private void keepCandidatesOnly() {
        for (int index = candidates; index < table.size(); index++) {
            others.add(table.code(index), table.count(index));
        }
        table.truncate(candidates);
        beyond = true;
    }

    @Override
    void mergeCounts(ColumnCounter other) {
        CategoryCounter that = (CategoryCounter) other;
        settle();
        that.settle();
        if (that.beyond && !beyond) {
            keepCandidatesOnly();
        }
        for (int index = 0; index < that.table.size(); index++) {
            addCounted(that.table, index);
        }
        readings.addAll(that.readings);
        others.addAll(that.others);
        missing += that.missing;
        malformed += that.malformed;
    }

    private void addCounted(TextTable other, int index) {
        int own = table.find(other, index);
        if (own < 0 && !beyond && !limits.admits(table, other.length(index))) {
            keepCandidatesOnly();
        }
        if (own < 0 && beyond) {
            others.add(other.code(index), other.count(index));
            return;
        }
        if (own < 0) {
            own = table.size();
            table.insert(other, index);
        }
        table.count(own, other.count(index));
    }

    @Override
    Readings readings() {
        settle();
        Readings all = new Readings();
        all.addAll(readings);
        all.addAll(others);
        all.add(0, missing);
        for (int index = 0; index < table.size(); index++) {
            all.add(table.code(index), table.count(index));
        }
        return all;
    }

    @Override
    ColumnCounts counts() {
        Readings all = readings();
        return new ColumnCounts(all.total(), all.classes(), null, beyond || malformed > 0 ? null : texts());
    }

    private TextCounts texts() {
        TextCounts texts = new TextCounts();
        for (int index = 0; index < table.size(); index++) {
            byte[] text = table.text(index);
            texts.add(text, 0, text.length, table.count(index));
        }
        return texts;
    }

    /** Values that are not UTF-8. */
    long malformed() {
        return malformed;
    }

    /** Whether there are more distinct values than are counted one by one. */
    boolean isBeyond() {
        settle();
        return beyond;
    }

    /** Values that came exactly once; 0 where they are not all counted one by one. */
    long singles() {
        if (isBeyond()) {
            return 0;
        }
        return IntStream.range(0, table.size())
                .filter(index -> table.count(index) == 1)
                .count();
    }

    /** The profile of everything counted, with its tracked categories and its domain. */
    CategoricalProfile profile() {
        settle();
        int[] tracked = table.mostFrequent(TRACKED);
        boolean[] isTracked = new boolean[table.size()];
        List<String> categories = new ArrayList<>();
        for (int index : tracked) {
            isTracked[index] = true;
            categories.add(new String(table.text(index), StandardCharsets.UTF_8));
        }
        int[] further = IntStream.range(0, table.size())
                .filter(index -> !isTracked[index])
                .toArray();
        long[] domain = Arrays.stream(further)
                .mapToLong(table::hash)
                .sorted()
                .distinct()
                .toArray();
        CategoricalProfile profile = new CategoricalProfile(new CategoryIndex(categories, domain, !beyond));
        for (int i = 0; i < tracked.length; i++) {
            profile.addCategory(i, table.count(tracked[i]));
        }
        profile.addOtherKnown(Arrays.stream(further).mapToLong(table::count).sum());
        profile.addUnseen(others.total());
        profile.addMissing(missing);
        profile.addMalformed(malformed);
        profile.classes().addAll(readings().classes());
        return profile;
    }
}
