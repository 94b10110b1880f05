package dev.venturi.pipeline;

import dev.venturi.pipeline.graph.ChildJvm;
import dev.venturi.pipeline.graph.ContentHash;
import dev.venturi.pipeline.graph.GraphOptions;
import dev.venturi.pipeline.graph.GraphResult;
import dev.venturi.pipeline.graph.IsolatedWork;
import dev.venturi.pipeline.graph.ResultStore;
import dev.venturi.pipeline.graph.Retry;
import dev.venturi.pipeline.graph.RunningGraph;
import dev.venturi.pipeline.graph.StageEvent;
import dev.venturi.pipeline.graph.StageGraph;
import dev.venturi.pipeline.graph.StageWork;
import dev.venturi.pipeline.stage.IsolatedStep;
import dev.venturi.pipeline.stage.Roles;
import dev.venturi.pipeline.stage.RunSettings;
import dev.venturi.pipeline.stage.StageCheck;
import dev.venturi.pipeline.stage.StageJob;
import dev.venturi.pipeline.stage.StageTable;
import dev.venturi.pipeline.stage.Workers;
import dev.venturi.spill.SpillDirectory;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Checks and runs a [Pipeline].
///
/// ```java
/// try (PipelineResult result = PipelineRun.of(pipeline).workers(4).store(Path.of(".venturi")).run()) {
///     System.out.println(result.report().state());
/// }
/// ```
///
/// Immutable: every call gives a new request.
public final class PipelineRun {
    private static final long LEAST_MEMORY = 32L << 20;

    private final Pipeline pipeline;
    private final Options options;

    /// What was asked for; never changed once a run has it.
    private static final class Options implements Cloneable {
        int workers = Runtime.getRuntime().availableProcessors();
        long memoryBytes = Runtime.getRuntime().maxMemory() / 2;
        @Nullable Path store;
        long storeLimit = Long.MAX_VALUE;
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        boolean overwrite;
        Set<String> again = Set.of();
        String createdBy = "venturi";
        String code = "";
        ClassLoader classes = PipelineRun.class.getClassLoader();
        Consumer<StageEvent> listener = _ -> {};

        Options copy() {
            try {
                return (Options) clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e); // it is supported
            }
        }
    }

    private PipelineRun(Pipeline pipeline, Options options) {
        this.pipeline = pipeline;
        this.options = options;
    }

    private PipelineRun with(Consumer<Options> change) {
        Options changed = options.copy();
        change.accept(changed);
        return new PipelineRun(pipeline, changed);
    }

    /// A run with a worker per core, half of the heap as memory, nothing kept, outputs that exist
    /// left as they are.
    public static PipelineRun of(Pipeline pipeline) {
        return new PipelineRun(pipeline, new Options());
    }

    /// Stages at once at most, and threads that one computes with.
    public PipelineRun workers(int count) {
        return with(asked -> asked.workers = count);
    }

    /// Memory for the data of all stages together, about.
    public PipelineRun memory(long bytes) {
        return with(asked -> asked.memoryBytes = bytes);
    }

    /// Keeps results of stages in a directory, and takes those that are there.
    public PipelineRun store(Path directory) {
        return store(directory, Long.MAX_VALUE);
    }

    /// As above, no more than some bytes of them.
    public PipelineRun store(Path directory, long limitBytes) {
        return with(asked -> {
            asked.store = directory;
            asked.storeLimit = limitBytes;
        });
    }

    /// Where temporary files go.
    public PipelineRun temporary(Path directory) {
        return with(asked -> asked.temporary = directory);
    }

    /// Whether outputs that exist are replaced.
    public PipelineRun overwrite(boolean replace) {
        return with(asked -> asked.overwrite = replace);
    }

    /// Computes these stages and all that need them, though results of theirs are kept.
    public PipelineRun from(Set<String> stages) {
        return with(asked -> asked.again = Set.copyOf(stages));
    }

    /// What the files it writes say made them, and what tells this version's stages from others.
    public PipelineRun version(String createdBy, String code) {
        return with(asked -> {
            asked.createdBy = createdBy;
            asked.code = code;
        });
    }

    /// Where classes of the user's own are found.
    public PipelineRun classes(ClassLoader loader) {
        return with(asked -> asked.classes = loader);
    }

    /// Tells of what happens, on the threads it happens on.
    public PipelineRun listener(Consumer<StageEvent> told) {
        return with(asked -> asked.listener = told);
    }

    /// Holds every stage against the columns it will be given, without running any.
    ///
    /// @return the columns of each stage's table, as far as they are known before it is computed
    /// @throws UsageException for the first stage that does not fit, with its place
    public Map<String, Schema> check() throws IOException {
        options.again.forEach(pipeline::stage);
        Map<String, Schema> schemas = new LinkedHashMap<>();
        for (Stage stage : pipeline.stages()) {
            List<Schema> inputs = stage.step().inputs().stream().map(schemas::get).toList();
            StageCheck check =
                    new StageCheck(
                            inputs,
                            new Roles(stage::role),
                            options.overwrite,
                            options.classes,
                            !stage.options().rejectFile().isEmpty());
            if (stage.options().isolate() && !IsolatedStep.fits(stage.step())) {
                throw new UsageException(
                        "%s: is for classes of your own (map, or filter with class:); leave it out here"
                                .formatted(stage.role("isolate")));
            }
            if (check.rejects() && !Workers.puttingRowsAside(stage.step())) {
                throw new UsageException(
                        "%s: no row is put aside here; it is for stages that read files, and for map, filter, lookup and resample"
                                .formatted(stage.role("rejects")));
            }
            schemas.put(stage.name(), Workers.check(stage.step(), check));
        }
        return schemas;
    }

    /// Checks, runs, and waits for the end. An interrupt of the calling thread cancels the run.
    ///
    /// @throws UsageException for the first stage that does not fit, before any has run
    public PipelineResult run() throws IOException {
        check();
        ResultStore<StageTable> store = openStore();
        SpillDirectory temporary = null;
        try {
            temporary = SpillDirectory.in(options.temporary);
            GraphResult<StageTable> result = start(store, temporary.path()).await();
            for (Stage stage : pipeline.stages()) {
                String rejects = stage.options().rejectFile();
                if (!rejects.isEmpty() && result.report().stage(stage.name()).state().hasResult()) {
                    result.result(stage.name()).copyRejects(rejects);
                }
            }
            return new PipelineResult(result, store);
        } catch (RuntimeException | IOException | Error e) {
            store.close();
            throw e;
        } finally {
            if (temporary != null) {
                temporary.close();
            }
        }
    }

    private ResultStore<StageTable> openStore() throws IOException {
        StageTable.Codec codec = new StageTable.Codec();
        if (options.store == null) {
            return ResultStore.temporary(options.temporary, codec);
        }
        Files.createDirectories(options.store);
        return ResultStore.open(options.store, codec, options.storeLimit);
    }

    private RunningGraph<StageTable> start(ResultStore<StageTable> store, Path temporary) {
        int atOnce = Math.min(options.workers, pipeline.stages().size());
        RunSettings settings =
                new RunSettings(
                        options.workers,
                        Math.max(LEAST_MEMORY, options.memoryBytes / Math.max(1, atOnce)),
                        temporary,
                        options.overwrite,
                        options.createdBy,
                        options.classes);
        List<dev.venturi.pipeline.graph.Stage<StageTable>> stages = new ArrayList<>();
        for (Stage stage : pipeline.stages()) {
            stages.add(graphStage(stage, settings));
        }
        return StageGraph.of(stages)
                .start(
                        GraphOptions.<StageTable>defaults()
                                .withWorkers(options.workers)
                                .withStore(store)
                                .withAgain(options.again)
                                .withListener(options.listener));
    }

    private dev.venturi.pipeline.graph.Stage<StageTable> graphStage(
            Stage stage, RunSettings settings) {
        StageOptions how = stage.options();
        List<String> inputs = stage.step().inputs();
        StageJob.RejectPlan rejects = new StageJob.RejectPlan(how.rejectFile(), how.rejectLimit());
        StageWork<StageTable> work =
                how.isolate()
                        ? new IsolatedWork<>(
                                IsolatedStep.class.getName(),
                                IsolatedStep.texts(stage.step(), rejects, settings, stage.title()),
                                new StageTable.Codec(),
                                child())
                        : context ->
                                Workers.run(
                                        stage.step(),
                                        new StageJob(
                                                context,
                                                inputs,
                                                settings,
                                                new Roles(stage::role),
                                                rejects));
        dev.venturi.pipeline.graph.Stage<StageTable> made =
                dev.venturi.pipeline.graph.Stage.of(stage.name(), work)
                        .after(inputs.stream().distinct().toList());
        if (how.timeout().isPresent()) {
            made = made.within(how.timeout().get());
        }
        if (how.attempts() > 1) {
            made = made.retrying(Retry.times(how.attempts(), how.pause()));
        }
        return Workers.isReusable(stage.step()) ? made.reusedBy(() -> fingerprint(stage)) : made;
    }

    /// How the JVM of an isolated stage is started: with the user's classes.
    private ChildJvm child() {
        ChildJvm child = ChildJvm.likeThis();
        if (options.classes instanceof URLClassLoader loader) {
            for (URL url : loader.getURLs()) {
                child = child.withClasses(Path.of(URI.create(url.toString())));
            }
        }
        return child;
    }

    /// What the result of a stage depends on beside its inputs.
    private String fingerprint(Stage stage) throws IOException {
        StageOptions how = stage.options();
        return ContentHash.begin()
                .text(options.code)
                .text(stage.step().toString())
                .text(how.rejectFile().isEmpty() ? "" : "rejects " + how.rejectLimit())
                .text(Workers.state(stage.step(), options.classes))
                .hex();
    }
}
