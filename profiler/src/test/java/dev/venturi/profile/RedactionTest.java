package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Ddb.password=hunter2",
                "-Djavax.net.ssl.keyStorePassword=hunter2 -Xmx1g",
                "java -jar app.jar --password hunter2 --port 80",
                "--verbose --api-key hunter2",
                "--apiKey=hunter2",
                "GITHUB_TOKEN=hunter2",
                "AWS_SECRET_ACCESS_KEY=hunter2",
                "password: \"hunter2\"",
                "Authorization: Bearer hunter2",
                "https://alice:hunter2@example.org/a",
                "https://alice:p@hunter2@example.org/a",
                "jdbc:postgresql://h/db?user=a&password=hunter2&ssl=true",
                "jdbc:sqlserver://h;user=sa;password=hunter2;encrypt=true",
                "jdbc:oracle:thin:scott/hunter2@h:1521/x",
                "curl -u alice:hunter2 http://h",
                "https://h/a?access_token=hunter2#top",
                "--client-secret 'hunter2'",
                "-storepass hunter2"
            })
    void secretsAreTakenOut(String text) {
        assertThat(Redaction.text(text)).doesNotContain("hunter2").contains(Redaction.MARK);
        assertThat(Redaction.sameLength(text))
                .doesNotContain("hunter2")
                .contains("*******")
                .hasSameSizeAs(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "run ghp_0123456789abcdefghij0123456789abcdef",
                "x=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_-0",
                "--key=AIzaSyA0123456789abcdefghijklmnopqrstu",
                "key=0a1b2c3d4e5f60718293"
            })
    void keysOfWellKnownFormNeedNoName(String text) {
        assertThat(Redaction.text(text)).contains(Redaction.MARK).doesNotContain("0123456789abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java -jar service.jar --port 8080",
                "-Xmx2g -XX:+UseG1GC -cp app.jar:lib/token-2.1.jar com.acme.Main",
                "features big.csv --by patient_id --order-by day",
                "/home/alice/secret/readings.csv",
                "jdbc:postgresql://h:5432/db?user=a&ssl=true",
                "--author bob --keyboard us --passes=3",
                "--key patient"
            })
    void everythingElseStays(String text) {
        assertThat(Redaction.text(text)).isEqualTo(text);
        assertThat(Redaction.arguments(List.of(text))).containsExactly(text);
    }

    @Test
    void whatSurroundsASecretStays() {
        assertThat(Redaction.text("jdbc:postgresql://h/db?user=a&password=x&ssl=true"))
                .isEqualTo("jdbc:postgresql://h/db?user=a&password=***&ssl=true");
        assertThat(Redaction.text("a --token t1 b --secret t2"))
                .isEqualTo("a --token *** b --secret ***");
    }

    @Test
    void aValueMayBeTheNextArgumentAndHoldBlanks() {
        assertThat(
                        Redaction.arguments(
                                List.of(
                                        "app",
                                        "--password",
                                        "a b",
                                        "-Dx.pwd=a b&c",
                                        "--token",
                                        "--quiet")))
                .containsExactly("app", "--password", "***", "-Dx.pwd=***", "--token", "--quiet");
    }

    @ParameterizedTest
    @CsvSource({"DB_PASSWORD,x,***", "HOME,/root,/root", "REDIS_URL,redis://:pw@h,redis://:***@h"})
    void variablesAreJudgedByTheirNames(String name, String value, String shown) {
        assertThat(Redaction.value(name, value)).isEqualTo(shown);
    }
}
