package dev.venturi.cli.report;

import static dev.venturi.cli.report.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.json.JsonWriter;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Reports of one made-up run, sign for sign: [Golden].
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
    void theComparisonOfTwoRuns() throws IOException {
        DiffReport report = MadeUpRun.difference();
        assertGolden("diff.txt", report.text(100));
        assertGolden("diff.md", report.markdown());
        assertGolden("diff.json", report.json());
    }

    @Test
    void tablesHaveNoMoreRowsThanAskedFor() {
        assertThat(ProfileSummary.text(RUN, 100, 1)).contains("62.0 %").doesNotContain("20.0 %");
    }
}
