package io.tidemark.core.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {
    private static final String EMPTY_SHA_256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void isSha256() {
        assertThat(ContentHash.of(new byte[0]).hex()).isEqualTo(EMPTY_SHA_256);
        assertThat(ContentHash.of(new CanonicalOutput())).isEqualTo(ContentHash.of(new byte[0]));
        assertThat(ContentHash.of(new byte[0])).hasToString(EMPTY_SHA_256);
    }

    @Test
    void briefIsTheFirstTwelveDigits() {
        assertThat(new ContentHash(EMPTY_SHA_256).brief()).isEqualTo("e3b0c44298fc");
        assertThat(ContentHash.NONE.brief()).isEmpty();
    }

    @Test
    void onlyNoneIsNone() {
        assertThat(ContentHash.NONE.isNone()).isTrue();
        assertThat(new ContentHash(EMPTY_SHA_256).isNone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"e3", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", " "})
    void otherTextsAreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContentHash(text))
                .withMessage("hash = '" + text + "' is not 64 lower-case hexadecimal digits");
    }

    @Test
    void aForeignDigitIsRefusedAtAnyPlace() {
        for (int i = 0; i < EMPTY_SHA_256.length(); i++) {
            for (char foreign : new char[] {'g', '/', ':', '`', 'F'}) {
                String damaged = EMPTY_SHA_256.substring(0, i) + foreign + EMPTY_SHA_256.substring(i + 1);
                assertThatIllegalArgumentException().isThrownBy(() -> new ContentHash(damaged));
            }
        }
    }

    @Test
    void orderIsTheOrderOfUnsignedBytes() {
        Random random = new Random(11);
        byte[] a = new byte[8];
        byte[] b = new byte[8];
        for (int i = 0; i < 500; i++) {
            random.nextBytes(a);
            random.nextBytes(b);
            ContentHash first = ContentHash.of(a);
            ContentHash second = ContentHash.of(b);
            int expected = Integer.signum(Arrays.compareUnsigned(bytes(first), bytes(second)));
            assertThat(Integer.signum(ContentHash.ORDER.compare(first, second))).isEqualTo(expected);
        }
    }

    private static byte[] bytes(ContentHash hash) {
        return HexFormat.of().parseHex(hash.hex());
    }
}
