package io.tidemark.replay;

import io.tidemark.core.canonical.ContentHash;
import io.tidemark.core.capture.Rejection;

/**
 * A captured record that entered no window.
 *
 * @param reason why
 * @param file the display name of its file
 * @param line its line, the first is 1
 * @param detail what exactly was wrong
 * @param bytes its length
 * @param digest SHA-256 of its bytes
 * @param excerpt its first bytes, at most 1 KiB, with every letter as {@code x} and every digit as {@code 9}
 */
public record DeadLetter(
        Rejection reason, String file, long line, String detail, long bytes, ContentHash digest, String excerpt) {}
