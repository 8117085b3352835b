package io.tidemark.core.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalFormTest {
    @Test
    void everyFieldIsWrittenAsDocumented() {
        CanonicalOutput out = new CanonicalOutput();
        out.putByte(0x1ff).putInt(0x01020304).putLong(0x0102030405060708L).putDouble(1.0);
        out.putVarint(300).putText("é").putBytes(new byte[] {9, 8});

        assertThat(HexFormat.of().formatHex(out.toByteArray()))
                .isEqualTo("ff" + "01020304" + "0102030405060708" + "3ff0000000000000" + "ac02" + "00000002c3a9"
                        + "000000020908");
        assertThat(out.size()).isEqualTo(35);
    }

    @Test
    void equalNumbersAreEqualBytes() {
        assertThat(bytesOf(-0.0)).isEqualTo(bytesOf(0.0));
        assertThat(bytesOf(Double.longBitsToDouble(0xfff8000000000001L))).isEqualTo(bytesOf(Double.NaN));
        assertThat(HexFormat.of().formatHex(bytesOf(Double.NaN))).isEqualTo("7ff8000000000000");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16_383, 16_384, (1L << 35) - 1, 1L << 35, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void varintsComeBack(long value) {
        byte[] bytes = new CanonicalOutput().putVarint(value).toByteArray();
        int significantBits = 64 - Long.numberOfLeadingZeros(value);

        assertThat(bytes).hasSize(Math.max(1, (significantBits + 6) / 7));
        assertThat(new CanonicalInput(bytes).getVarint()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anySequenceOfFieldsComesBack(long seed) {
        Random kinds = new Random(seed);
        Random values = new Random(seed + 100);
        CanonicalOutput out = new CanonicalOutput(1);
        for (int i = 0; i < 1_000; i++) {
            write(kinds.nextInt(6), values, out);
        }

        CanonicalInput in = new CanonicalInput(out.toByteArray());
        kinds.setSeed(seed);
        values.setSeed(seed + 100);
        for (int i = 0; i < 1_000; i++) {
            assertThat(in.isAtEnd()).isFalse();
            readAndCompare(kinds.nextInt(6), values, in, seed);
        }
        assertThat(in.isAtEnd()).isTrue();
    }

    @Test
    void clearForgetsWhatWasWritten() {
        CanonicalOutput out = new CanonicalOutput();
        out.putText("first").clear();
        out.putByte(7);

        assertThat(out.toByteArray()).containsExactly(7);
    }

    @Test
    void whatWasTakenOutDoesNotChangeLater() {
        CanonicalOutput out = new CanonicalOutput().putByte(1);
        byte[] taken = out.toByteArray();
        out.clear();
        out.putByte(2);

        assertThat(taken).containsExactly(1);
    }

    @Test
    void bytesThatEndTooEarlyNameThePosition() {
        CanonicalInput in = new CanonicalInput(new byte[] {1, 2, 3, 4, 5});
        in.getByte();

        assertThatThrownBy(in::getLong)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("canonical form is damaged at byte 1 of 5: wanted 8 more bytes");
        assertThatIllegalArgumentException().isThrownBy(new CanonicalInput(new byte[3])::getInt);
        assertThatIllegalArgumentException().isThrownBy(new CanonicalInput(new byte[0])::getByte);
        assertThatIllegalArgumentException().isThrownBy(new CanonicalInput(new byte[] {-1, -1})::getVarint);
    }

    @Test
    void lengthsOutOfRangeAreRefused() {
        byte[] negative = new CanonicalOutput().putInt(-1).toByteArray();
        byte[] tooLong = new CanonicalOutput().putInt(9).putLong(0).toByteArray();

        assertThatIllegalArgumentException().isThrownBy(new CanonicalInput(negative)::getBytes);
        assertThatIllegalArgumentException().isThrownBy(new CanonicalInput(tooLong)::getText);
    }

    @Test
    void varintsOfMoreThanTenBytesAreRefused() {
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0x80);

        assertThatIllegalArgumentException()
                .isThrownBy(new CanonicalInput(endless)::getVarint)
                .withMessageContaining("varint longer than ten bytes");
    }

    @Test
    void countsOutOfRangeAreRefused() {
        byte[] eight = new CanonicalOutput().putVarint(8).toByteArray();
        byte[] negative = new CanonicalOutput().putVarint(-1).toByteArray();

        assertThat(new CanonicalInput(eight).getCount(8)).isEqualTo(8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CanonicalInput(eight).getCount(7))
                .withMessage("canonical form is damaged at byte 1 of 1: count 8 is not in [0, 7]");
        assertThatIllegalArgumentException().isThrownBy(() -> new CanonicalInput(negative).getCount());
    }

    @Test
    void bytesBehindTheEndAreRefused() {
        CanonicalInput in = new CanonicalInput(new byte[] {1, 2});
        in.getByte();

        assertThatIllegalArgumentException()
                .isThrownBy(in::expectEnd)
                .withMessage("canonical form is damaged at byte 1 of 2: nothing more was expected");
        in.getByte();
        in.expectEnd();
    }

    @Test
    void anotherVersionIsRefusedWithBothVersions() {
        CanonicalInput in = new CanonicalInput(new byte[] {3});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> in.expectVersion(1, "delta"))
                .withMessage("delta has version 3; this program reads version 1: run the release that wrote it,"
                        + " or a later one");
    }

    private static byte[] bytesOf(double value) {
        return new CanonicalOutput().putDouble(value).toByteArray();
    }

    private static void write(int kind, Random values, CanonicalOutput out) {
        switch (kind) {
            case 0 -> out.putByte(values.nextInt(256));
            case 1 -> out.putInt(values.nextInt());
            case 2 -> out.putLong(values.nextLong());
            case 3 -> out.putDouble(values.nextGaussian());
            case 4 -> out.putVarint(values.nextLong() >>> values.nextInt(64));
            default -> out.putText(text(values));
        }
    }

    private static void readAndCompare(int kind, Random values, CanonicalInput in, long seed) {
        Object expected = switch (kind) {
            case 0, 1 -> kind == 0 ? values.nextInt(256) : values.nextInt();
            case 2 -> values.nextLong();
            case 3 -> values.nextGaussian();
            case 4 -> values.nextLong() >>> values.nextInt(64);
            default -> text(values);
        };
        Object read = switch (kind) {
            case 0 -> in.getByte();
            case 1 -> in.getInt();
            case 2 -> in.getLong();
            case 3 -> in.getDouble();
            case 4 -> in.getVarint();
            default -> in.getText();
        };
        assertThat(read).as("seed %d, kind %d", seed, kind).isEqualTo(expected);
    }

    private static String text(Random values) {
        byte[] ascii = new byte[values.nextInt(40)];
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) (' ' + values.nextInt(90));
        }
        return new String(ascii, StandardCharsets.US_ASCII) + "ü€😀".substring(0, values.nextInt(3));
    }
}
