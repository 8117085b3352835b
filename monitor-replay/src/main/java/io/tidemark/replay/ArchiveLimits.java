package io.tidemark.replay;

/**
 * How much packed files may ask for.
 *
 * @param ratio most bytes that come out for each byte that goes in, once more than {@code freeBytes} came out
 * @param freeBytes what may come out whatever the ratio: small files of equal lines are packed better than any limit
 * @param totalBytes most bytes that come out of one packed file, and of all entries of one zip file together
 * @param entries most entries of a zip file
 */
public record ArchiveLimits(long ratio, long freeBytes, long totalBytes, int entries) {
    /** A ratio of 100 beyond the first 64 MiB, 64 GiB in all, 10,000 entries. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(100, 64L << 20, 64L << 30, 10_000);

    private static final String ADVICE = "; if its origin is trusted, unpack it and name the folder";

    public ArchiveLimits {
        if (ratio < 1 || freeBytes < 0 || totalBytes < 1 || entries < 1) {
            throw new IllegalArgumentException("limits of archives are not positive: ratio = " + ratio
                    + ", freeBytes = " + freeBytes + ", totalBytes = " + totalBytes + ", entries = " + entries);
        }
    }

    /** Returns these limits with another size of what comes out in all. */
    public ArchiveLimits withTotalBytes(long most) {
        return new ArchiveLimits(ratio, freeBytes, most, entries);
    }

    /** Returns these limits with another ratio of what comes out to what goes in. */
    public ArchiveLimits withRatio(long most) {
        return new ArchiveLimits(most, freeBytes, totalBytes, entries);
    }

    /** What is wrong with so many bytes out of so many, or an empty text. */
    String excess(long packed, long unpacked) {
        if (unpacked > totalBytes) {
            return "unpacks to more than " + totalBytes + " bytes" + ADVICE + ", or give --max-unpacked";
        }
        if (unpacked > freeBytes && unpacked / ratio > packed) {
            return "unpacks to more than " + ratio + " times its size, as an archive bomb does" + ADVICE
                    + ", or give --max-unpack-ratio";
        }
        return "";
    }

    /** The complaint about a zip file of too many entries. */
    String tooManyEntries() {
        return "holds more than " + entries + " entries" + ADVICE;
    }
}
