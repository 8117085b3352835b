package io.tidemark.core.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The join is a function of the set of records: pairs, contributions of windows, fates, and the entry itself. */
class LabelJoinLawsTest {
    private static final int CASES = 400;
    private static final int ORDERS = 6;

    @Test
    void everyOrderGivesThePairsOfTheDefinition() {
        for (long seed = 0; seed < CASES; seed++) {
            JoinCase records = new JoinCase(seed, (int) (seed % 9));
            Random orders = new Random(~seed);
            for (int i = 0; i < ORDERS; i++) {
                List<String> labels =
                        records.run(records.shuffled(orders), false).labels();
                Collections.sort(labels);
                assertThat(labels).as("seed %d: %s", seed, records).isEqualTo(records.expectedLabels());
            }
        }
    }

    @Test
    void anEntryDependsOnItsRecordsAndNotOnTheirOrder() {
        for (long seed = 0; seed < CASES; seed++) {
            JoinCase records = new JoinCase(seed, (int) (seed % 9));
            Random orders = new Random(~seed);
            JoinRun one = records.run(records.shuffled(orders), false);
            JoinRun other = records.run(records.shuffled(orders), false);

            assertThat(other.entry().encode())
                    .as("seed %d", seed)
                    .isEqualTo(one.entry().encode());
            assertSame(one, other, seed);
        }
    }

    @Test
    void timeThatPassesBetweenTheRecordsChangesNothing() {
        Set<LabelFate> seen = EnumSet.noneOf(LabelFate.class);
        for (long seed = 0; seed < CASES; seed++) {
            JoinCase records = new JoinCase(seed, (int) (seed % 9));
            Random orders = new Random(~seed);
            JoinRun atOnce = records.run(records.shuffled(orders), false).expire(Long.MAX_VALUE);
            for (int i = 0; i < ORDERS; i++) {
                List<Object> order =
                        i % 2 == 0 ? records.shuffled(orders) : records.almostByTime(orders, (i - 1) * ALabel.DAY / 2);
                JoinRun run = records.run(order, true).expire(Long.MAX_VALUE);

                assertSame(atOnce, run, seed);
                assertThat(run.entry().isEmpty()).isTrue();
            }
            seen.addAll(atOnce.fates().keySet());
        }
        assertThat(seen)
                .as("fates that the cases reach")
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(
                        EnumSet.of(LabelFate.ORPHAN_WAITING, LabelFate.EXCESS, LabelFate.DEAD_LETTERED)));
    }

    @Test
    void moreLabelsThanAreKeptGiveTheSameEntryInEveryOrder() {
        for (long seed = 0; seed < 20; seed++) {
            JoinCase records = new JoinCase(seed, 150);
            Random orders = new Random(~seed);
            JoinRun one = records.run(records.shuffled(orders), false);
            JoinRun other = records.run(records.shuffled(orders), false);

            assertThat(one.entry().labelCount()).isLessThanOrEqualTo(JoinEntry.MOST_LABELS);
            assertThat(other.entry().encode())
                    .as("seed %d", seed)
                    .isEqualTo(one.entry().encode());
            assertThat(other.tables()).as("seed %d", seed).isEqualTo(one.tables());
            assertThat(one.account().count(LabelFate.EXCESS)).isPositive();
        }
    }

    @Test
    void accountsOfPartsAddUp() {
        LabelAccount whole = new LabelAccount();
        LabelAccount backward = new LabelAccount();
        List<LabelAccount> parts = new ArrayList<>();
        for (long seed = 0; seed < 50; seed++) {
            JoinCase records = new JoinCase(seed, 5);
            parts.add(records.run(records.shuffled(new Random(seed)), true).account());
        }
        parts.forEach(whole::merge);
        Collections.reverse(parts);
        parts.forEach(backward::merge);

        assertThat(whole.encode()).isEqualTo(backward.encode());
        assertThat(LabelAccount.decode(whole.encode()).encode()).isEqualTo(whole.encode());
        assertThat(whole.labelDifference()).isZero();
        assertThat(whole.rowDifference()).isZero();
        assertThat(whole.eligible()).isPositive();
    }

    private static void assertSame(JoinRun one, JoinRun other, long seed) {
        assertThat(other.tables()).as("seed %d: tables", seed).isEqualTo(one.tables());
        assertThat(other.fates()).as("seed %d: labels", seed).isEqualTo(one.fates());
        assertThat(other.rowFates()).as("seed %d: rows", seed).isEqualTo(one.rowFates());
    }
}
