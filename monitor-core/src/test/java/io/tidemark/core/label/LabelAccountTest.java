package io.tidemark.core.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelAccountTest {
    private static LabelAccount labelled() {
        return new JoinRun(ALabel.RULES)
                .add(ALabel.predicted(ALabel.START, ALabel.yes(0.5)))
                .add(ALabel.label(ALabel.START + 1, "1"))
                .account();
    }

    @Test
    void aNewAccountIsBalancedAndTheIdentityOfMerging() {
        LabelAccount account = labelled();
        byte[] before = account.encode();

        account.merge(new LabelAccount());

        assertThat(account.encode()).isEqualTo(before);
        assertThat(new LabelAccount().labelDifference()).isZero();
        assertThat(new LabelAccount().rowDifference()).isZero();
    }

    @Test
    void unreadableLabelsAreReceivedAndDeadLettered() {
        LabelAccount account = labelled();
        account.addDeadLetter();

        assertThat(account.labelsReceived()).isEqualTo(2);
        assertThat(account.count(LabelFate.DEAD_LETTERED)).isEqualTo(1);
        assertThat(account.labelDifference()).isZero();
    }

    @Test
    void aLabelThatIsNotTakenIsFound() {
        LabelAccount account = new LabelAccount();
        LabelJoin join = new LabelJoin(ALabel.HOURS, ALabel.RULES);
        JoinEntry entry = new JoinEntry();
        Changes first = join.addLabel(entry, ALabel.label(1, "1"));
        account.addLabel(first);
        account.addExpiry(join.addLabel(entry, ALabel.label(2, "1")));

        assertThat(account.labelDifference()).isEqualTo(-1);
    }

    @Test
    void everyCountComesBackFromTheStoredForm() {
        LabelAccount account = labelled();
        account.addDeadLetter();
        LabelAccount back = LabelAccount.decode(account.encode());

        assertThat(back.encode()).isEqualTo(account.encode());
        assertThat(back.eligible()).isEqualTo(1);
        assertThat(back.rowsReceived()).isEqualTo(1);
        assertThat(back.labelsReceived()).isEqualTo(2);
        for (LabelFate fate : LabelFate.values()) {
            assertThat(back.count(fate)).isEqualTo(account.count(fate));
        }
    }

    @Test
    void differencesOfFatesMayBeNegativeAndAreStoredSo() {
        LabelFates one = new LabelFates();
        one.add(LabelFate.JOINED, 3);
        LabelFates other = new LabelFates();
        other.add(LabelFate.REPLACED, 5);

        one.subtract(other);

        assertThat(one.sum()).isEqualTo(-2);
        assertThat(one.isZero()).isFalse();
        one.merge(other);
        one.add(LabelFate.JOINED, -3);
        assertThat(one.isZero()).isTrue();
        assertThat(one).isEqualTo(new LabelFates());
    }

    @Test
    void labelsAreOrderedByTimeThenLineThenADigestThatPrefersNoValue() {
        int ones = 0;
        for (int i = 0; i < 1_000; i++) {
            Label one = Label.of(i, 3, List.of("1"));
            Label zero = Label.of(i, 3, List.of("0"));
            ones += one.compareTo(zero) > 0 ? 1 : 0;
            assertThat(one.compareTo(zero)).isEqualTo(-zero.compareTo(one));
            assertThat(one).isLessThan(Label.of(i, 4, List.of("0")));
            assertThat(one).isLessThan(Label.of(i + 1, 0, List.of("0")));
        }
        assertThat(ones).isBetween(400, 600);
    }

    @Test
    void theLineOfAFileIsAPositionAndElseTheOffset() {
        assertThat(LabelOrder.positionOf("2026/03/02/01/12-22-000.jsonl.gz:17", 5))
                .isEqualTo(17);
        assertThat(LabelOrder.positionOf("C:/labels.csv:3", 5)).isEqualTo(3);
        assertThat(LabelOrder.positionOf("", 5)).isEqualTo(5);
        assertThat(LabelOrder.positionOf("ground-truth-3@41#1", 5)).isEqualTo(5);
        assertThat(LabelOrder.positionOf(":3", 5)).isEqualTo(5);
        assertThat(LabelOrder.positionOf("x:99999999999999999999", 5)).isEqualTo(5);
        assertThat(LabelOrder.positionOf("x:-3", 5)).isEqualTo(5);
    }

    @Test
    void aLabelMustHaveValuesTimeAndPosition() {
        assertThatThrownBy(() -> Label.of(1, 1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Label.of(-1, 1, List.of("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label time = -1");
        assertThatThrownBy(() -> Label.retraction(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PredictedRecord("e", "v", -1, List.of(ALabel.yes(0.5))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PredictedRecord("e", "v", 1, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDigestIsThatOfTheLabelWhateverWasGiven() {
        Label label = new Label(new LabelOrder(1, 2, 77), false, List.of("1"), "");

        assertThat(label).isEqualTo(Label.of(1, 2, List.of("1")));
        assertThat(new Label(label.order(), false, List.of("1"), "")).isEqualTo(label);
        assertThat(label.forEndpoint("a").order().digest())
                .isNotEqualTo(label.order().digest());
        assertThat(Label.retraction(1, 2).values()).isEmpty();
    }

    @Test
    void textsOfOneClassAreOneValue() {
        assertThat(Label.ofTexts(LabelOrder.of(1, 2), false, List.of("1.0", " yes ", "\"no\"", ""), "")
                        .values())
                .containsExactly("1", "yes", "no", "");
    }
}
