package dev.venturi.pipeline.graph;

import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.table.TemporaryFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Work that a JVM of its own does, which is killed when the stage has to stop: for classes that
/// nobody can vouch for. Inputs and result pass through files, so the graph needs a [ResultStore].
///
/// The class is known by its name, implements [StageWork], and has a public constructor that takes
/// a `Map<String, String>` of parameters, or none. It may use its context as in the same process.
/// What it prints goes to our standard error. A failure comes back with its message and, for
/// malformed content, requests that cannot be met and failures of the machine, with its type; else
/// as [IsolatedFailureException]. A child whose parent dies ends itself. Starting it takes some 0.3
/// s.
///
/// @param <R> what stages hand on
public final class IsolatedWork<R> implements StageWork<R> {
    private final String work;
    private final Map<String, String> parameters;
    private final ResultCodec<R> codec;
    private final ChildJvm jvm;

    /// Work in a child.
    ///
    /// @param work name of the class that does it
    /// @param parameters for its constructor
    /// @param codec how inputs and result pass; its class has a public constructor without
    ///   parameters and does what the codec of the store does
    public IsolatedWork(
            String work, Map<String, String> parameters, ResultCodec<R> codec, ChildJvm jvm) {
        this.work = work;
        this.parameters = Map.copyOf(parameters);
        this.codec = codec;
        this.jvm = jvm;
    }

    @Override
    public R run(StageContext<R> context) throws Exception {
        Path files = context.directory();
        Path job = files.resolveSibling("job.json");
        IsolatedJob asked =
                new IsolatedJob(
                        work,
                        parameters,
                        codec.getClass().getName(),
                        context.stage(),
                        context.attempt(),
                        context.inputFiles(),
                        files);
        try {
            Files.writeString(job, asked.json());
            call(context, job);
            return codec.read(files);
        } finally {
            TemporaryFiles.delete(job);
        }
    }

    private void call(StageContext<R> context, Path job) throws Exception {
        Process child =
                new ProcessBuilder(jvm.command(IsolatedMain.class, job.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (StageContext.Registration _ = context.onCancel(() -> kill(child))) {
            JsonObject last = follow(child, context);
            int exit = child.waitFor();
            context.checkCancelled();
            if (last == null) {
                throw new IsolatedFailureException(
                        context.stage(), "ended with exit code %d%s".formatted(exit, hint(exit)));
            }
            IsolatedReply.throwFailure(last, context.stage());
            IsolatedReply.facts(last, context);
        } finally {
            kill(child);
        }
    }

    /// Passes on what the child tells.
    ///
    /// @return its last word; null if it died before
    private @Nullable JsonObject follow(Process child, StageContext<R> context) throws IOException {
        try (BufferedReader told = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                if (JsonReader.parse(line, "the child of " + context.stage())
                        instanceof JsonObject said) {
                    if (IsolatedReply.isLast(said)) {
                        return said;
                    }
                    IsolatedReply.progress(said, context);
                }
            }
            return null;
        }
    }

    private static void kill(Process child) {
        child.descendants().forEach(ProcessHandle::destroyForcibly);
        child.destroyForcibly();
    }

    private static String hint(int exit) {
        return exit == 128 + 9
                ? ": it was killed, perhaps by the system for want of memory"
                : "; what it said stands on standard error";
    }
}
