package dev.venturi.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Reports of one made-up run, sign for sign; `-Dgolden.update` writes them anew, to be read as a
/// difference.
class ProfileReportsTest {
    private static final Explanation RUN = MadeUpRun.explanation();

    @Test
    void theSummaryForATerminal() throws IOException {
        assertGolden("profile.txt", ProfileSummary.text(RUN, 100));
    }

    @Test
    void thePageInMarkdown() throws IOException {
        assertGolden("profile.md", ProfileMarkdown.of(RUN, 10));
    }

    @Test
    void theDocumentForPrograms() throws IOException {
        assertGolden(
                "profile.json",
                JsonWriter.pretty(ProfileJson.of(RUN, Map.of(MadeUpRun.REGEX, "regex"))));
    }

    @Test
    void tablesHaveNoMoreRowsThanAskedFor() {
        assertThat(ProfileSummary.text(RUN, 100, 1)).contains("62.0 %").doesNotContain("20.0 %");
    }

    private static void assertGolden(String name, String text) throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.writeString(Path.of("src/test/resources/golden", name), text);
        }
        try (InputStream in = ProfileReportsTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("golden/%s is missing: run with -Dgolden.update", name).isNotNull();
            assertThat(text).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
