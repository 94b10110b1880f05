package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.feature.Preset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what the features mean: all of them in a table, or the whole contract of one.
@Command(
        name = "catalog",
        description = "Show every feature, or the whole contract of one.",
        customSynopsis = "venturi catalog [FEATURE] [--preset NAME] [OPTIONS]",
        footer = {
            "",
            "Examples:",
            "  venturi catalog",
            "  venturi catalog std --preset case-v1",
            "  venturi catalog --json=catalog.json"
        })
final class CatalogCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "FEATURE",
            arity = "0..1",
            completionCandidates = Candidates.Features.class,
            description = "A feature, to see all of its contract.")
    @Nullable String feature;

    @Option(
            names = "--preset",
            paramLabel = "PRESET",
            completionCandidates = Candidates.Presets.class,
            description = "The preset whose definitions are shown; default: standard.")
    String preset = "standard";

    @Option(
            names = "--feature-path",
            paramLabel = "JAR",
            description = "Jar or directory with features of your own (FeatureProvider).")
    List<String> featurePath = new ArrayList<>();

    @Mixin GeneralOptions general = new GeneralOptions();

    CatalogCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        general.applyTo(console);
        CatalogReport catalog =
                new CatalogReport(OwnFeatures.catalog(featurePath), Preset.named(preset));
        try (JsonReport json = general.openJson(console)) {
            int width = console.terminal().width();
            String text = feature == null ? catalog.table(width) : catalog.page(feature, width);
            if (!json.isOnStandardOutput()) {
                console.print(text);
            }
            json.write(() -> catalog.document(feature));
        }
        return 0;
    }
}
