package dev.venturi.cli.command;

import dev.venturi.cli.pipeline.PipelineVerb;
import dev.venturi.cli.pipeline.RunRequest;
import dev.venturi.cli.pipeline.RunRequest.Mode;
import dev.venturi.cli.report.Console;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
            "Results of stages are kept in .venturi beside the file (--store): a second run computes",
            "what has changed, a run that was killed goes on. Paths in the file are seen from its",
            "directory. docs/pipeline.schema.json describes it for editors.",
            "",
            "Examples:",
            "  venturi run pipeline.yaml --dry-run",
            "  venturi run pipeline.yaml --timeline run.html",
            "  venturi run pipeline.yaml --from features --param year=2026 --overwrite",
            "  venturi run pipeline.yaml --watch"
        })
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "PIPELINE.yaml",
            description = "The pipeline file: sources, stages, sinks.")
    String file = "";

    @Option(
            names = "--dry-run",
            description = "Check all that can be checked without computing, and show the plan.")
    boolean dryRun;

    @Option(
            names = "--from",
            paramLabel = "STAGE,...",
            description = "Compute these stages and all that need them, though results are kept.")
    List<String> from = new ArrayList<>();

    @Option(
            names = "--watch",
            description =
                    "Run again whenever the file or one that it reads has changed; outputs are"
                            + " replaced.")
    boolean watch;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A value for one of the file's params:.")
    List<String> params = new ArrayList<>();

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Where results are kept; default: .venturi beside the file.")
    @Nullable String store;

    @Option(
            names = "--store-limit",
            paramLabel = "SIZE",
            description = "Bytes of results kept, those used last; default: no limit.")
    @Nullable String storeLimit;

    @Option(
            names = "--timeline",
            paramLabel = "FILE",
            description =
                    "Show when each stage ran, as FILE.html, FILE.txt or FILE.mmd (Mermaid); may be repeated.")
    List<String> timelines = List.of();

    @Mixin RunningOptions running = new RunningOptions();
    @Mixin MemoryOptions memory = new MemoryOptions();
    @Mixin GeneralOptions general = new GeneralOptions();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        general.applyTo(console);
        memory.check();
        if (dryRun && watch) {
            throw new UsageException("--dry-run and --watch exclude each other; give one of them");
        }
        String[] version = spec.root().version();
        RunRequest request =
                new RunRequest(
                        file,
                        namedParams(),
                        dryRun ? Mode.DRY_RUN : watch ? Mode.WATCH : Mode.RUN,
                        Names.of(from, "--from"),
                        running.workers(),
                        memory.memory == null ? 0 : Sizes.parse("--memory", memory.memory) / 2,
                        store,
                        storeLimit == null
                                ? Long.MAX_VALUE
                                : Sizes.parse("--store-limit", storeLimit),
                        memory.temporary == null ? null : memory.place(console, null).directory(),
                        timelines,
                        general.overwrite,
                        version[0],
                        version[1]);
        try (JsonReport json = general.openJson(console)) {
            new PipelineVerb(request, console)
                    .run(json.isOnStandardOutput(), report -> json.write(() -> report));
            console.out().flush();
            return 0;
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
