package dev.venturi.cli.command;

import dev.venturi.feature.FeatureCatalog;
import dev.venturi.feature.FeaturePlan;
import dev.venturi.feature.Preset;
import dev.venturi.feature.RowScope;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// What is to be computed.
final class PlanOptions {
    @Option(
            names = "--by",
            paramLabel = "COLUMN,...",
            description = "Columns whose values name an entity; without it the table is one.")
    List<String> by = new ArrayList<>();

    @Option(
            names = {"--order-by", "--order"},
            paramLabel = "COLUMN,...",
            description =
                    "Columns that order the rows of an entity; the trend runs against the first."
                            + " Default: the order of the file.")
    List<String> orderBy = new ArrayList<>();

    @Option(
            names = "--select",
            paramLabel = "COLUMN,...",
            description = "Columns to compute features of; default: all numeric ones.")
    List<String> select = new ArrayList<>();

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            completionCandidates = Candidates.Presets.class,
            description =
                    "What the features mean, and which are computed when none is named: standard"
                            + " (default), case-v1, case-v2, case-v3; see venturi catalog.")
    String preset = "standard";

    @Option(
            names = "--features",
            paramLabel = "LIST",
            completionCandidates = Candidates.Features.class,
            description =
                    "Features to compute: 'mean,quantile(0.9),load:autocorrelation(lag=7)'; a name"
                            + " before a colon restricts one to a column.")
    List<String> features = new ArrayList<>();

    @Option(
            names = "--feature-path",
            paramLabel = "JAR",
            description = "Jar or directory with features of your own (FeatureProvider).")
    List<String> featurePath = new ArrayList<>();

    @Option(
            names = "--require-ordered",
            description = "Rows out of order are an error instead of being put in order.")
    boolean requireOrdered;

    @Option(
            names = "--keep-null-key",
            description = "Rows without a key are an entity of their own instead of an error.")
    boolean keepNullKey;

    @Option(
            names = "--sort-output",
            description = "Entities by key instead of by first appearance.")
    boolean sortOutput;

    /// The plan asked for.
    ///
    /// @param rows which rows count
    /// @throws dev.venturi.table.UsageException when a list or name cannot be read
    FeaturePlan plan(RowScope rows) {
        return new FeaturePlan(
                Names.of(by, "--by"),
                Names.of(orderBy, "--order-by"),
                Names.of(select, "--select"),
                Preset.named(preset),
                String.join(",", features),
                requireOrdered,
                keepNullKey,
                sortOutput,
                rows);
    }

    /// The features that can be named: the engine's, those on the class path, those of
    /// `--feature-path`.
    FeatureCatalog catalog() {
        return OwnFeatures.catalog(featurePath);
    }
}
