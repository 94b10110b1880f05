package dev.venturi.cli.pipeline;

import dev.venturi.cli.pipeline.RunRequest.Mode;
import dev.venturi.cli.report.Console;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.pipeline.Pipeline;
import dev.venturi.pipeline.PipelineResult;
import dev.venturi.pipeline.PipelineRun;
import dev.venturi.pipeline.Stage;
import dev.venturi.pipeline.file.PipelineFile;
import dev.venturi.pipeline.graph.RunReport;
import dev.venturi.pipeline.graph.StageReport;
import dev.venturi.pipeline.graph.Timeline;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Checks and runs a pipeline file.
public final class PipelineVerb {
    private static final String STORE = ".venturi";
    private static final int TIMELINE_SIGNS = 60;

    private final RunRequest request;
    private final Console console;

    /// A request that is not yet done.
    public PipelineVerb(RunRequest request, Console console) {
        this.request = request;
        this.console = console;
    }

    /// Where the report for programs goes.
    public interface Report {
        /// Takes it.
        void write(JsonValue document) throws IOException;
    }

    /// Does what was asked for.
    ///
    /// @param silent whether standard output is to stay free for the report
    /// @throws UsageException for mistakes in the file, and what does not fit together
    /// @throws RuntimeException what the first stage threw that failed; the report is written
    ///   before
    public void run(boolean silent, Report report) throws IOException, InterruptedException {
        switch (request.mode()) {
            case DRY_RUN -> check(silent, report);
            case RUN -> once(report);
            case WATCH -> new PipelineWatch(request, console).run(() -> once(_ -> {}));
        }
    }

    private PipelineFile read() {
        return PipelineFile.read(Path.of(request.file()), request.params());
    }

    private void check(boolean silent, Report report) throws IOException {
        PipelineFile file = read();
        List<Map<String, Schema>> schemas = new ArrayList<>();
        for (PipelineFile.Variant variant : file.variants()) {
            schemas.add(prepared(file, variant.pipeline()).check());
        }
        PlanReport plan = new PlanReport(request.file(), file, schemas);
        if (!silent) {
            console.print(plan.text(console.terminal().width()));
        }
        report.write(plan.json());
    }

    private void once(Report report) throws IOException {
        PipelineFile file = read();
        for (PipelineFile.Variant variant : file.variants()) {
            prepared(file, variant.pipeline()).check();
        }
        List<List<String>> timelines = timelines(file.variants().size());
        List<JsonValue> runs = new ArrayList<>();
        RuntimeException failure = null;
        for (PipelineFile.Variant variant : file.variants()) {
            if (!variant.values().isEmpty()) {
                console.note("%s (%s)".formatted(variant.pipeline().name(), variant.label()));
            }
            RunReport ended = run(file, variant, timelines.get(runs.size()), runs);
            failure = failure(ended);
            if (failure != null) {
                break;
            }
        }
        report.write(
                JsonValue.object()
                        .with("file", request.file())
                        .with("runs", new JsonArray(runs))
                        .build());
        if (failure != null) {
            throw failure;
        }
    }

    private RunReport run(
            PipelineFile file,
            PipelineFile.Variant variant,
            List<String> timelines,
            List<JsonValue> runs)
            throws IOException {
        Pipeline pipeline = variant.pipeline();
        try (PipelineResult result = shown(file, pipeline)) {
            RunSummaryReport summary =
                    new RunSummaryReport(pipeline, variant.values(), result.report());
            console.note(summary.text(console.terminal().width()));
            result.report().warnings().forEach(console::warn);
            runs.add(summary.json());
            for (String name : timelines) {
                writeTimeline(result.report(), name);
            }
            return result.report();
        }
    }

    /// Runs it; whoever looks sees how far it is.
    private PipelineResult shown(PipelineFile file, Pipeline pipeline) throws IOException {
        try (StageLines lines = new StageLines(console, pipeline.stages().size())) {
            return prepared(file, pipeline).listener(lines).run();
        }
    }

    /// The files that show each run: `run.html`, or of several `run-1.html` and so on.
    ///
    /// @throws UsageException when one exists that must not be replaced, before anything is run
    private List<List<String>> timelines(int runs) {
        List<List<String>> all = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            String number = runs == 1 ? "" : "-" + run;
            List<String> names = new ArrayList<>();
            for (String name : request.timelines()) {
                int dot = name.lastIndexOf('.');
                int end = dot > name.lastIndexOf('/') ? dot : name.length();
                String own = name.substring(0, end) + number + name.substring(end);
                if (!replacesTimelines() && Files.exists(Path.of(own))) {
                    throw new UsageException(
                            "%s: exists; use --overwrite to replace it".formatted(own));
                }
                names.add(own);
            }
            all.add(names);
        }
        return all;
    }

    /// Whoever watches wants to see the latest run.
    private boolean replacesTimelines() {
        return request.overwrite() || request.mode() == RunRequest.Mode.WATCH;
    }

    private void writeTimeline(RunReport report, String name) throws IOException {
        String text =
                switch (name.substring(name.lastIndexOf('.') + 1)) {
                    case "html" -> Timeline.html(report);
                    case "mmd" -> Timeline.mermaid(report);
                    default -> Timeline.text(report, TIMELINE_SIGNS);
                };
        try (AtomicOutput output = AtomicOutput.open(name, replacesTimelines())) {
            output.stream().write(text.getBytes(StandardCharsets.UTF_8));
            output.commit();
        }
    }

    /// What ended the run, or null.
    private static @org.jspecify.annotations.Nullable RuntimeException failure(RunReport report) {
        StageReport first = report.firstFailure().orElse(null);
        if (first == null) {
            return null;
        }
        Throwable thrown = first.failure();
        if (thrown instanceof RuntimeException runtime) {
            return runtime;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        String message = "stage \"%s\": %s".formatted(first.name(), first.reason());
        String hanging =
                first.hanging().isEmpty()
                        ? ""
                        : "; it does not heed being stopped and hangs at %s"
                                .formatted(String.join(" < ", first.hanging()));
        return new UncheckedIOException(
                message + hanging, thrown instanceof IOException io ? io : new IOException(thrown));
    }

    private PipelineRun prepared(PipelineFile file, Pipeline pipeline) {
        Path store = store();
        PipelineRun run =
                PipelineRun.of(pipeline)
                        .workers(request.workers())
                        .store(store, request.storeLimit())
                        .temporary(Objects.requireNonNullElse(request.temporary(), store))
                        .overwrite(request.overwrite() || request.mode() == Mode.WATCH)
                        .version(request.version(), request.build())
                        .from(new LinkedHashSet<>(request.from()))
                        .classes(classes(file.classpath()));
        return request.memoryBytes() == 0 ? run : run.memory(request.memoryBytes());
    }

    private Path store() {
        if (request.store() != null) {
            return Path.of(request.store());
        }
        Path parent = Path.of(request.file()).getParent();
        return parent == null ? Path.of(STORE) : parent.resolve(STORE);
    }

    @SuppressWarnings("resource") // classes may be loaded from it until the process ends
    private static ClassLoader classes(List<Path> classpath) {
        ClassLoader own = PipelineVerb.class.getClassLoader();
        if (classpath.isEmpty()) {
            return own;
        }
        URL[] urls = new URL[classpath.size()];
        for (int i = 0; i < urls.length; i++) {
            Path path = classpath.get(i);
            if (!Files.exists(path)) {
                throw new UsageException("classpath: %s: no such file".formatted(path));
            }
            try {
                urls[i] = path.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e); // every path of a file has one
            }
        }
        return new URLClassLoader(urls, own);
    }

    /// The files of a pipeline that decide whether it has to run again.
    static Map<String, List<String>> watched(PipelineFile file) {
        Map<String, List<String>> watched = new LinkedHashMap<>();
        for (PipelineFile.Variant variant : file.variants()) {
            for (Stage stage : variant.pipeline().stages()) {
                if (stage.step() instanceof dev.venturi.pipeline.stage.ReadStep read) {
                    watched.put(variant.label() + stage.name(), read.files());
                }
            }
        }
        return watched;
    }
}
