package io.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 42: archive bombs, names that lead out of the folder, links and a million entries. */
class Fault42HostileArchivesTest {
    private static final String RECORD = TestCaptures.record("1", "2026-03-01T00:00:00Z", "1");
    private static final int BOMB_MIB = 80;

    @TempDir
    private Path root;

    @Test
    void aGzipBombIsRefusedBeforeItIsUnpacked() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(root.resolve("bomb.jsonl.gz")))) {
            writeZeros(out);
        }
        assertThatThrownBy(this::readAll)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bomb.jsonl.gz")
                .hasMessageContaining("more than 100 times its size")
                .hasMessageContaining("unpack it and name the folder");
    }

    @Test
    void whoTrustsItsOriginMayAllowMore() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(root.resolve("bomb.jsonl.gz")))) {
            writeZeros(out);
        }
        ArchiveLimits more = ArchiveLimits.DEFAULT.withRatio(2_000);

        assertThat(linesWithin(more)).isPositive();
        assertThatThrownBy(() -> linesWithin(more.withTotalBytes(70L << 20)))
                .hasMessageContaining("more than 73400320 bytes")
                .hasMessageContaining("--max-unpacked");
        assertThatThrownBy(() -> more.withRatio(0)).hasMessageContaining("ratio = 0");
    }

    private long linesWithin(ArchiveLimits limits) throws IOException {
        long lines = 0;
        CaptureNames names = new CaptureNames("e", "v").withArchives(limits);
        for (CaptureFile file : CaptureFolder.open(root, names).files()) {
            try (LineReader reader = LineReader.open(file.stored(), 1 << 20)) {
                while (reader.next()) {
                    lines++;
                }
            }
        }
        return lines;
    }

    @Test
    void aZstandardBombIsRefused() throws IOException {
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(root.resolve("bomb.jsonl.zst")))) {
            writeZeros(out);
        }
        assertThatThrownBy(this::readAll).hasMessageContaining("more than 100 times its size");
    }

    @Test
    void aZipBombIsRefusedByWhatItsDirectorySays() throws IOException {
        try (ZipOutputStream zip = zip()) {
            zip.putNextEntry(new ZipEntry("bomb.jsonl"));
            writeZeros(zip);
        }
        assertThatThrownBy(this::open)
                .hasMessageContaining("a.zip")
                .hasMessageContaining("more than 100 times its size");
    }

    @Test
    void anEntryThatHoldsMoreThanItSaysIsRefused() throws IOException {
        writeZip("a.jsonl");
        patchDirectory(24, 5);
        assertThatThrownBy(this::readAll)
                .hasMessageContaining("a.zip!/a.jsonl")
                .hasRootCauseMessage("the entry holds other bytes than the directory of the zip file says");
    }

    @Test
    void anEntryWhoseBytesWereChangedIsRefused() throws IOException {
        writeZip("a.jsonl");
        patchDirectory(16, 12_345);
        assertThatThrownBy(this::readAll).hasMessageContaining("damaged");
    }

    @Test
    void entriesThatShareBytesAreRefused() throws IOException {
        writeZip("a.jsonl", "b.jsonl");
        byte[] bytes = Files.readAllBytes(archive());
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int first = zip.getInt(bytes.length - 6);
        int second = first + 46 + "a.jsonl".length() + (zip.getShort(first + 30) & 0xffff);
        zip.putInt(second + 42, 0);
        Files.write(archive(), bytes);
        assertThatThrownBy(this::open).hasMessageContaining("shares bytes with another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../a.jsonl", "x/../../a.jsonl", "/etc/a.jsonl", "C:/a.jsonl", "..\\a.jsonl", "a\u0000.jsonl"})
    void aNameThatLeadsOutOfTheFolderIsRefused(String name) throws IOException {
        writeZip(name);
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.zip")
                .hasMessageContaining("could lead out of a folder")
                .hasMessageNotContaining("\u0000");
    }

    @Test
    void aLinkInsideAZipFileIsRefused() throws IOException {
        writeZip("a.jsonl");
        patchDirectory(4, 3 << Byte.SIZE | 20 | 20 << Short.SIZE);
        patchDirectory(38, 0xa1ff << Short.SIZE);
        assertThatThrownBy(this::open).hasMessageContaining("'a.jsonl' is a link");
    }

    @Test
    void aMillionEmptyEntriesAreRefusedUnread() throws IOException {
        try (ZipOutputStream zip = zip()) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < 1_000_000; i++) {
                ZipEntry entry = new ZipEntry(i + ".jsonl");
                entry.setSize(0);
                entry.setCrc(0);
                zip.putNextEntry(entry);
            }
        }
        assertThatThrownBy(this::open).hasMessageContaining("more than 10000 entries");
    }

    @Test
    void aDirectoryThatDeniesItsEntriesIsRefused() throws IOException {
        writeZip("a.jsonl", "b.jsonl");
        byte[] bytes = Files.readAllBytes(archive());
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(bytes.length - 12, (short) 1);
        Files.write(archive(), bytes);
        assertThatThrownBy(this::open).hasMessageContaining("directory is damaged");
    }

    @Test
    void everyCutOffZipFileIsRefusedWithItsName() throws IOException {
        writeZip("a.jsonl");
        byte[] whole = Files.readAllBytes(archive());
        for (int length = 0; length < whole.length; length++) {
            Files.write(archive(), Arrays.copyOf(whole, length));
            assertThatThrownBy(this::open)
                    .as("%s bytes", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a.zip");
        }
    }

    @Test
    void aLinkOutOfTheFolderIsNotReadAndNamed(@TempDir Path outside) throws IOException {
        Path secret = TestCaptures.write(outside.resolve("secret.jsonl"), List.of(RECORD));
        Files.createSymbolicLink(root.resolve("link.jsonl"), secret);
        assertThat(open().files()).isEmpty();
        assertThat(open().ignored()).containsExactly("link.jsonl");
    }

    @Test
    void aLinkThatTakesThePlaceOfAListedFileIsRefused(@TempDir Path outside) throws IOException {
        Path secret = TestCaptures.write(outside.resolve("secret.jsonl"), List.of(RECORD));
        Path listed = TestCaptures.write(root.resolve("a.jsonl"), List.of(RECORD));
        CaptureFolder folder = open();
        Files.delete(listed);
        Files.createSymbolicLink(listed, secret);
        assertThatThrownBy(() -> folder.files().get(0).stored().open()).hasMessageContaining("a link took the place");
    }

    private void readAll() throws IOException {
        for (CaptureFile file : open().files()) {
            try (LineReader lines = LineReader.open(file.stored(), 1 << 20)) {
                while (lines.next()) {
                    assertThat(lines.line()).isPositive();
                }
            }
        }
    }

    private CaptureFolder open() throws IOException {
        return CaptureFolder.open(root, TestCaptures.CENSUS);
    }

    private Path archive() {
        return root.resolve("a.zip");
    }

    private ZipOutputStream zip() throws IOException {
        return new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(archive())));
    }

    private void writeZip(String... names) throws IOException {
        byte[] bytes = RECORD.getBytes(StandardCharsets.UTF_8);
        try (ZipOutputStream zip = zip()) {
            zip.setMethod(ZipOutputStream.STORED);
            CRC32 crc = new CRC32();
            crc.update(bytes);
            for (String name : names) {
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(name.equals("a.jsonl") ? ZipEntry.DEFLATED : ZipEntry.STORED);
                entry.setSize(bytes.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(bytes);
                zip.closeEntry();
            }
        }
    }

    /** Overwrites four bytes of the first entry of the directory. */
    private void patchDirectory(int offset, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(archive());
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(zip.getInt(bytes.length - 6) + offset, value);
        Files.write(archive(), bytes);
    }

    private static void writeZeros(OutputStream out) throws IOException {
        byte[] mebibyte = new byte[1 << 20];
        for (int i = 0; i < BOMB_MIB; i++) {
            out.write(mebibyte);
        }
    }
}
