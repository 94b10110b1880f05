package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.feature.FeatureCatalog;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogCommandTest {
    @Test
    void theTableHasEveryFeatureWithParametersClassAndFormula() {
        Cli.Result result = Cli.run(200, "catalog");
        assertThat(result.exit()).isZero();
        for (String name : FeatureCatalog.builtIn().names()) {
            assertThat(result.out().lines()).anyMatch(line -> line.matches(name + "\\b.*"));
        }
        assertThat(result.out())
                .containsPattern("autocorrelation\\(lag=1, form=biased\\) +ordered +\\S")
                .containsPattern(
                        "std\\(ddof=1\\) +any-order +sqrt\\(sum\\(d\\*d\\) / \\(n - 1\\)\\)");
    }

    @Test
    void aPageHasTheWholeContractAndTheOtherPresets() {
        Cli.Result result = Cli.run("catalog", "std");
        assertThat(result.out())
                .contains("sampleStd", "n - 1", "no value", "one value", "constant", "source")
                .contains("in case-v1", "in case-v2", "in case-v3")
                .doesNotContain("in standard");
        assertThat(Cli.run("catalog", "count").out()).doesNotContain("in case-v1");
    }

    @Test
    void aPresetSaysWhatItMeans() {
        assertThat(Cli.run("catalog", "--preset", "case-v1").out())
                .contains("population deviation", "std(ddof=0)");
        assertThat(Cli.run("catalog", "std", "--preset", "case-v1").out())
                .contains("populationStd", "in standard");
    }

    @Test
    void aReportInAFileLeavesTheTableOnStandardOutput(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("catalog.json");
        Cli.Result result = Cli.run("catalog", "std", "--json=" + file);
        assertThat(result.out()).startsWith("feature ");
        assertThat(file).content().isEqualTo(Cli.run("catalog", "std", "--json").out());

        Cli.Result again = Cli.run("catalog", "std", "--json=" + file);
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err())
                .isEqualTo("venturi: %s: exists; use --overwrite to replace it\n".formatted(file));
        assertThat(Cli.run("catalog", "mean", "--overwrite", "--json=" + file).exit()).isZero();
        assertThat(file).content().contains("\"mean\"");
        assertThat(directory).isDirectoryNotContaining("glob:**.venturi*");
    }
}
