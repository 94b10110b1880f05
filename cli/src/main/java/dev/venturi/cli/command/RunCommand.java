package dev.venturi.cli.command;

import dev.venturi.cli.pipeline.PipelineVerb;
import dev.venturi.cli.pipeline.RunRequest;
import dev.venturi.cli.report.Console;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a pipeline: sources, stages and sinks as a graph, out of a file.
///
/// The library of pipelines is on the class path of this verb only, so nothing here names its
/// classes before it runs.
@Command(
        name = "run",
        description = "Run a pipeline file: sources, stages and sinks as a graph.",
        customSynopsis = "venturi run PIPELINE.yaml [--dry-run] [OPTIONS]",
        footer = {
            "",
            "Examples:",
            "  venturi run pipeline.yaml --dry-run",
            "  venturi run pipeline.yaml"
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "PIPELINE.yaml",
            description = "The pipeline file; docs/pipeline.schema.json describes it for editors.")
    String file = "";

    @Option(
            names = "--dry-run",
            description =
                    "Check everything that can be checked without running, and show the plan.")
    boolean dryRun;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A value for one of the file's params:.")
    List<String> params = new ArrayList<>();

    @Mixin GeneralOptions general = new GeneralOptions();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        general.applyTo(console);
        RunRequest request = new RunRequest(file, namedParams(), dryRun);
        try (JsonReport json = general.openJson(console)) {
            PipelineVerb.Outcome outcome =
                    new PipelineVerb(request, console).run(json.isOnStandardOutput());
            console.out().flush();
            json.write(outcome::report);
            return outcome.exit();
        } catch (NoClassDefFoundError e) {
            if (String.valueOf(e.getMessage()).startsWith("dev/venturi/pipeline/")) {
                throw new UsageException(
                        "run: the library of pipelines is not on the class path; start the command with its launcher, venturi, or add lib/pipeline/* to -cp");
            }
            throw e;
        }
    }

    private Map<String, String> namedParams() {
        Map<String, String> named = new LinkedHashMap<>();
        for (String param : params) {
            int equals = param.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        "--param: expected NAME=VALUE, found \"%s\"".formatted(param));
            }
            named.put(param.substring(0, equals), param.substring(equals + 1));
        }
        return named;
    }
}
