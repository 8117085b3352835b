package io.tidemark.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asserts that {@link CaptureParser} and {@link CaptureOracle} say the same of a record. */
final class CaptureAgreement {
    private static final Pattern HALF_PAIR = Pattern.compile("(?i)\\\\ud[89a-f]");
    private static final Pattern FOREIGN_DIGIT =
            Pattern.compile("(?i)\\\\u(?:[0-9a-f]|\\\\u00[0-9a-f]{2}){0,3}([^\\x00-\\x7f]|\\\\u(?!00))");

    private final CaptureParser parser = new CaptureParser();
    private final CapturedRecord captured = new CapturedRecord();

    /** The outcome both agree on. */
    CaptureOracle.Reading assertAgreementOn(byte[] bytes, String context) {
        byte[] original = bytes.clone();
        CaptureOracle.Reading expected = CaptureOracle.read(bytes);
        boolean read = parser.parse(bytes, 0, bytes.length, captured);
        if (!Arrays.equals(bytes, original)) {
            throw new AssertionError("the parser changed its input: " + describe(original, context));
        }
        if (expected instanceof CaptureOracle.Abstained || !hasOpinion(original, expected)) {
            return expected;
        }
        CaptureOracle.Reading actual = read ? asRead() : new CaptureOracle.Refused(captured.rejection());
        if (!expected.equals(actual)) {
            assertThat(actual).as(describe(original, context)).isEqualTo(expected);
        }
        return actual;
    }

    private CaptureOracle.Reading asRead() {
        try {
            return new CaptureOracle.Read(
                    captured.joinId(),
                    captured.eventTimeMs(),
                    OracleRow.of(captured.input()),
                    captured.hasOutput() ? Optional.of(OracleRow.of(captured.output())) : Optional.empty());
        } catch (IOException e) {
            throw new AssertionError("a nested value is no JSON", e);
        }
    }

    private String describe(byte[] bytes, String context) {
        return context + ", detail '" + captured.detail() + "', record " + new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The oracle works on Strings, so it cannot speak of what is no UTF-8; its library takes no half of a surrogate
     * pair in a key, which the parser keeps, and takes some letters of other scripts for hexadecimal digits.
     */
    private static boolean hasOpinion(byte[] bytes, CaptureOracle.Reading expected) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean refused = expected.equals(new CaptureOracle.Refused(Rejection.MALFORMED));
        boolean trusted = refused
                ? !HALF_PAIR.matcher(text).find()
                : !FOREIGN_DIGIT.matcher(text).find();
        return trusted && isUtf8(bytes);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }
}
