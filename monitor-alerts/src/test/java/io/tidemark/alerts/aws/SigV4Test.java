package io.tidemark.alerts.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amazon's published vectors (aws-sig-v4-test-suite): region us-east-1, service "service", 2015-08-30T12:36:00Z. */
class SigV4Test {
    private static final URI URL = URI.create("https://example.amazonaws.com/");
    private static final long TIME = Instant.parse("2015-08-30T12:36:00Z").getEpochSecond();
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String TOKEN =
            "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmx"
                    + "fpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp"
                    + "75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr"
                    + "4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "get-vanilla, GET, '', '', '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "post-vanilla, POST, '', '', '', 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "post-header-key-sort, POST, My-Header1, value1, '',"
                + "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
        "post-header-value-case, POST, My-Header1, VALUE1, '',"
                + "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
        "post-x-www-form-urlencoded, POST, Content-Type, application/x-www-form-urlencoded, Param1=value1,"
                + "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        "post-x-www-form-urlencoded-parameters, POST, Content-Type, application/x-www-form-urlencoded; charset=utf8,"
                + "Param1=value1, 1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe",
    })
    void signatureIsThePublishedOne(
            String name, String method, String header, String value, String body, String signature) {
        Map<String, String> headers = header.isEmpty() ? Map.of() : Map.of(header, value);
        Map<String, String> added = signer("").sign(method, URL, headers, body, TIME);
        assertThat(added.get("Authorization"))
                .as(name)
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ")
                .endsWith("Signature=" + signature);
        assertThat(added).containsEntry("X-Amz-Date", "20150830T123600Z").doesNotContainKey("X-Amz-Security-Token");
    }

    @Test
    void valuesOfHeadersAreStrippedAndTheirSpacesFolded() {
        Map<String, String> headers = Map.of("My-Header1", " value1", "My-Header2", " \"a   b   c\"");
        assertThat(signer("").sign("GET", URL, headers, "", TIME).get("Authorization"))
                .contains("SignedHeaders=host;my-header1;my-header2;x-amz-date")
                .endsWith("acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
    }

    @Test
    void tokenOfALentKeyIsSignedToo() {
        Map<String, String> added = signer(TOKEN).headers(URL, Map.of(), "", TIME);
        assertThat(added).containsEntry("X-Amz-Security-Token", TOKEN);
        assertThat(added.get("Authorization"))
                .contains("SignedHeaders=host;x-amz-date;x-amz-security-token")
                .endsWith("85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
    }

    @Test
    void keysAreInNoText() {
        AwsCredentials credentials = new AwsCredentials("AKIDEXAMPLE", SECRET, TOKEN);
        assertThat(credentials.toString()).doesNotContain("wJal").doesNotContain("AQoD");
        assertThat(credentials.secrets()).contains(SECRET, TOKEN);
    }

    private static SigV4 signer(String token) {
        return new SigV4(new AwsCredentials("AKIDEXAMPLE", SECRET, token), "us-east-1", "service");
    }
}
