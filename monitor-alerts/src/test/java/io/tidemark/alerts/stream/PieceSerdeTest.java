package io.tidemark.alerts.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.episode.Command;
import io.tidemark.core.episode.Handling;
import io.tidemark.core.episode.VerdictStream;
import io.tidemark.wire.avro.RuleAnswer;
import io.tidemark.wire.avro.SeverityLevel;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceSerdeTest {
    private static final Handling.Note NOTE = new Handling.Note("ada", "because", 7);
    private static final VerdictStream STREAM = new VerdictStream("churn", "", "", VerdictStream.Source.DRIFT);
    private static final ContentHash ID = ContentHash.of(new byte[] {1});

    @Test
    void everyPieceComesBack() {
        List<Piece> pieces = List.of(
                Pieces.of(
                        Verdicts.violations("churn", 3, List.of("age"), SeverityLevel.MINOR)
                                .get(0),
                        5),
                Pieces.of(Verdicts.quality(3, 2, false), 5),
                Pieces.of(Verdicts.lost(1), 99),
                new Piece.Said(STREAM, ID, new Command.Acknowledge(NOTE)),
                new Piece.Said(STREAM, ID, new Command.Snooze(99, NOTE)),
                new Piece.Said(STREAM, ID, new Command.Accept(NOTE)),
                new Piece.Said(STREAM, ID, new Command.Release(NOTE)));

        assertThat(pieces)
                .allSatisfy(piece ->
                        assertThat(PieceSerde.decode(PieceSerde.encode(piece))).isEqualTo(piece));
    }

    @Test
    void partsComeBackWithWhatTheirRulesCouldNotSay() {
        Piece piece = Pieces.of(Verdicts.model(3, 2, true, RuleAnswer.INSUFFICIENT_DATA), 5);

        Piece again = PieceSerde.decode(PieceSerde.encode(piece));

        assertThat(again).isInstanceOfSatisfying(Piece.Reported.class, reported -> {
            assertThat(reported.unanswered()).hasSize(1);
            assertThat(reported.isFinal()).isTrue();
            assertThat(reported.place().revision()).isEqualTo(2);
        });
        assertThat(PieceSerde.encode(again)).isEqualTo(PieceSerde.encode(piece));
    }

    @Test
    void damagedBytesAndLaterVersionsAreRefused() {
        byte[] bytes = PieceSerde.encode(Pieces.of(Verdicts.quality(3, 2, false), 5));
        for (int length = 0; length < bytes.length; length += 5) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> PieceSerde.decode(cut));
        }
        bytes[1] = 9;
        assertThatIllegalArgumentException().isThrownBy(() -> PieceSerde.decode(bytes));
    }
}
