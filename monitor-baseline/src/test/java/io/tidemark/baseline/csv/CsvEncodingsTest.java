package io.tidemark.baseline.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed files and other charsets give the text that a plain UTF-8 file would. */
final class CsvEncodingsTest {
    @TempDir
    private Path folder = Path.of("");

    private CsvInput input(String name, byte[] bytes, Charset charset) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        return CsvInput.resolve(List.of(file), CsvOptions.DEFAULT.withCharset(charset))
                .get(0);
    }

    private static String text(CsvInput input) throws IOException {
        try (InputStream in = input.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String words(long seed, int length) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append("aé€ß,\n\"ÿ".charAt(random.nextInt(8)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "UTF-16"})
    void everyCharsetGivesTheSameText(String charset) throws IOException {
        // Longer than every buffer, and of characters of one, two and three bytes, so that edges are met in all ways.
        String text = words(81, 150_001);
        Charset of = Charset.forName(charset);
        CsvInput input = input("t.csv", text.getBytes(of), of);
        assertThat(text(input).equals(text)).as("seed 81").isTrue();
        assertThat(input.isSeekable()).isEqualTo(charset.equals("UTF-8"));
    }

    @Test
    void charactersOutsideTheBasicPlaneSurviveTheEdgesOfBuffers() throws IOException {
        String text = "x" + "😀".repeat(70_000);
        assertThat(text(input("t.csv", text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_16LE)))
                .hasSize(text.length())
                .isEqualTo(text);
    }

    @Test
    void latin1KnowsEveryByte() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(text(input("t.csv", all, StandardCharsets.ISO_8859_1)))
                .isEqualTo(new String(all, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE,3", "windows-1252,5"})
    void bytesThatAreNoTextAreRefusedWithTheirPlace(String charset, int length) throws IOException {
        byte[] bytes =
                charset.equals("UTF-16LE") ? new byte[] {'a', 0, 'b'} : new byte[] {'a', '\n', '1', '\n', (byte) 0x81};
        assertThat(bytes).hasSize(length);
        CsvInput input = input("t.csv", bytes, Charset.forName(charset));
        assertThatThrownBy(() -> CsvSplits.of(input, CsvFormat.rfc4180(), 1)
                        .ranges()
                        .get(0)
                        .open()
                        .next())
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("byte " + (length - 1) + " is no " + charset + " text");
    }

    @Test
    void zstdIsToldByItsMarkOrItsName() throws IOException {
        byte[] packed = Zstd.compress("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(text(input("t.csv.zst", packed, StandardCharsets.UTF_8))).isEqualTo("a,b\n1,2\n");
        assertThat(text(input("anything", packed, StandardCharsets.UTF_8))).isEqualTo("a,b\n1,2\n");
        CsvInput wrong = input("plain.csv.ZST", "a,b\n".getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(wrong.compression()).isEqualTo(Compression.ZSTD);
        assertThatThrownBy(() -> CsvSplits.of(wrong, CsvFormat.rfc4180(), 1))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("cannot be read past byte 0");
    }

    @Test
    void framesOneAfterTheOtherAreOneFile() throws IOException {
        byte[] first = Zstd.compress("a\n1\n".getBytes(StandardCharsets.UTF_8));
        byte[] second = Zstd.compress("2\n".getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertThat(text(input("t.zst", both, StandardCharsets.UTF_8))).isEqualTo("a\n1\n2\n");
    }

    @Test
    void aCutFileIsRefused() throws IOException {
        byte[] packed = Zstd.compress(words(82, 100_000).getBytes(StandardCharsets.UTF_8));
        CsvInput input = input("t.zst", Arrays.copyOf(packed, packed.length / 2), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> text(input)).isInstanceOf(IOException.class);
    }

    @Test
    void aBombIsRefused() throws IOException {
        byte[] packed = Zstd.compress(new byte[256 << 20]);
        CsvInput input = input("bomb.zst", packed, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> {
                    try (InputStream in = input.open()) {
                        in.transferTo(java.io.OutputStream.nullOutputStream());
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1000 times");
    }

    @Test
    void everyWayOfReadingIsJudged() throws IOException {
        CountedInput packed = new CountedInput(new ByteArrayInputStream(new byte[] {1, 2, 3}));
        assertThat(packed.read()).isEqualTo(1);
        assertThat(packed.skip(1)).isEqualTo(1);
        assertThat(packed.read(new byte[9], 0, 9)).isEqualTo(1);
        assertThat(packed.read()).isEqualTo(-1);
        assertThat(packed.count()).isEqualTo(3);
        InputStream zeros = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return length;
            }

            @Override
            public long skip(long bytes) {
                return bytes;
            }
        };
        try (RatioLimit limited = new RatioLimit(zeros, packed)) {
            assertThat(limited.skip(64 << 20)).isEqualTo(64 << 20);
            assertThatThrownBy(() -> limited.skip(1)).isInstanceOf(IOException.class);
            assertThatThrownBy(limited::read).isInstanceOf(IOException.class);
        }
    }
}
