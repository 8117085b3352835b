package io.tidemark.core.capture;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small damage to records: bytes changed, cut, doubled, or replaced by what means something to a reader. */
final class Mutations {
    private static final List<String> DICTIONARY = List.of(
            "\"",
            "\\",
            "\\\"",
            "\\n",
            "\\u0000",
            "\\ud800",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "NaN",
            "-Infinity",
            "1e999",
            "0",
            "-",
            ".",
            " ",
            "\n",
            "\r\n",
            "\t",
            "\"data\":",
            "\"encoding\":\"JSON\"",
            "\"encoding\":\"BASE64\"",
            "\"inferenceId\":\"x\",",
            "{\\\"instances\\\":[",
            "]}",
            "[[1],[2]]",
            "\u00e4",
            "\ud83d\ude00",
            "\u0000");

    private Mutations() {}

    static byte[] mutate(byte[] base, Random random, List<byte[]> corpus) {
        byte[] mutated = base;
        int steps = 1 + random.nextInt(3);
        for (int s = 0; s < steps && mutated.length > 0; s++) {
            int at = random.nextInt(mutated.length);
            int to = Math.min(mutated.length, at + random.nextInt(12));
            byte[] token = DICTIONARY.get(random.nextInt(DICTIONARY.size())).getBytes(StandardCharsets.UTF_8);
            mutated = switch (random.nextInt(7)) {
                case 0 -> spliced(mutated, at, at + 1, new byte[] {(byte) random.nextInt(256)});
                case 1 -> spliced(mutated, at, at + 1, new byte[] {(byte) (32 + random.nextInt(95))});
                case 2 -> spliced(mutated, at, to, new byte[0]);
                case 3 -> spliced(mutated, at, at, slice(mutated, at, to));
                case 4 -> spliced(mutated, at, at, token);
                case 5 -> spliced(mutated, at, to, token);
                default -> tail(mutated, at, corpus.get(random.nextInt(corpus.size())), random);
            };
        }
        return mutated;
    }

    private static byte[] tail(byte[] bytes, int at, byte[] other, Random random) {
        byte[] rest = slice(other, Math.min(at, other.length), other.length);
        return random.nextInt(4) == 0 ? slice(bytes, 0, at) : spliced(bytes, at, bytes.length, rest);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] result = new byte[bytes.length - (to - from) + middle.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
