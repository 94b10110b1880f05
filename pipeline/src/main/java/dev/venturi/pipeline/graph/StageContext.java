package dev.venturi.pipeline.graph;

import dev.venturi.table.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a stage sees of the run: the results of its inputs, where it may write, whether it has to
/// stop. One for each try; thread-safe.
///
/// @param <R> what stages hand on
public final class StageContext<R> {
    private final String stage;
    private final int attempt;
    private final Map<String, R> inputs;
    private final Map<String, Path> inputFiles;
    private final Cancellation cancellation;
    private final @Nullable Path directory;
    private final Consumer<StageEvent> listener;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Measurement> measured = new ArrayList<>();

    StageContext(
            String stage,
            int attempt,
            Map<String, R> inputs,
            Map<String, Path> inputFiles,
            Cancellation cancellation,
            @Nullable Path directory,
            Consumer<StageEvent> listener) {
        this.stage = stage;
        this.attempt = attempt;
        this.inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        this.inputFiles = new LinkedHashMap<>(inputFiles);
        this.cancellation = cancellation;
        this.directory = directory;
        this.listener = listener;
    }

    /// The stage's name, for messages. Results must not depend on it: it does not count when kept
    /// ones are looked for.
    public String stage() {
        return stage;
    }

    /// Which try this is, from 1.
    public int attempt() {
        return attempt;
    }

    /// The results of all inputs, in the order the stage names them.
    public Map<String, R> inputs() {
        return inputs;
    }

    /// The result of an input, never null.
    ///
    /// @throws IllegalArgumentException for a stage that is not an input of this one
    public R input(String name) {
        R result = inputs.get(name);
        if (result == null) {
            throw new IllegalArgumentException(
                    "stage \"%s\": has no input \"%s\", expected one of %s%s"
                            .formatted(stage, name, inputs.keySet(), nearest(name)));
        }
        return result;
    }

    private String nearest(String name) {
        return NearestName.of(name, inputs.keySet())
                .map("; did you mean \"%s\"?"::formatted)
                .orElse("");
    }

    /// The directory the files of the result go to, empty at the beginning of each try.
    ///
    /// @throws IllegalStateException when the graph runs without a [ResultStore]
    public Path directory() {
        if (directory == null) {
            throw new IllegalStateException(
                    "stage \"%s\": writes files, but the graph runs without a result store; give it one with GraphOptions.withStore"
                            .formatted(stage));
        }
        return directory;
    }

    /// Whether the stage has to stop.
    public boolean isCancelled() {
        return cancellation.reason() != null;
    }

    /// Returns if the stage may go on.
    ///
    /// @throws CancellationException if it has to stop
    public void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException("stage \"%s\" has to stop".formatted(stage));
        }
    }

    /// Has something done when the stage has to stop, at once if it has to already; its thread is
    /// interrupted as well.
    ///
    /// @return takes the hook back; for use with `try`
    public Registration onCancel(CancelHook hook) {
        cancellation.add(hook);
        return () -> cancellation.remove(hook);
    }

    /// A hook that can be taken back.
    public interface Registration extends AutoCloseable {
        /// Takes it back.
        @Override
        void close();
    }

    /// Tells listeners how far the stage is.
    ///
    /// @param what it is doing
    /// @param fraction done, 0 to 1; NaN when it does not know
    public void progress(String what, double fraction) {
        listener.accept(new StageEvent.Progressed(stage, what, fraction));
    }

    /// Adds to a number of the stage's report, such as `rows`.
    public void count(String what, long more) {
        synchronized (counts) {
            counts.merge(what, more, Long::sum);
        }
    }

    /// Adds a sentence to the stage's report.
    public void warn(String sentence) {
        synchronized (warnings) {
            warnings.add(sentence);
        }
    }

    /// Adds a share that the stage found out about its result to its report.
    public void measure(Measurement found) {
        synchronized (measured) {
            measured.add(found);
        }
    }

    /// The directories that hold the results of inputs, in the same order; empty without a store.
    Map<String, Path> inputFiles() {
        return inputFiles;
    }

    StageFacts facts() {
        Map<String, Long> numbers;
        synchronized (counts) {
            numbers = new LinkedHashMap<>(counts);
        }
        List<String> sentences;
        synchronized (warnings) {
            sentences = List.copyOf(warnings);
        }
        synchronized (measured) {
            return new StageFacts(numbers, sentences, measured);
        }
    }
}
