package dev.venturi.pipeline.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One try of a stage, on a thread of its own.
///
/// @param <R> what stages hand on
final class StageTry<R> {
    private final Stage<R> stage;
    private final int attempt;
    private final Map<String, Outcome<R>> inputs;
    private final boolean again;
    private final @Nullable ResultStore<R> store;
    private final Consumer<StageEvent> listener;
    private final Cancellation cancellation;
    private final Thread thread;

    /// Hears of the end.
    ///
    /// @param <R> what stages hand on
    interface Listener<R> {
        void ended(StageTry<R> self, @Nullable Outcome<R> outcome, @Nullable Throwable failure);
    }

    /// @param again whether a kept result is passed over
    /// @param ended told once, on the try's thread: the outcome, or else the failure
    StageTry(
            Stage<R> stage,
            int attempt,
            Map<String, Outcome<R>> inputs,
            boolean again,
            @Nullable ResultStore<R> store,
            Consumer<StageEvent> listener,
            Listener<R> ended) {
        this.stage = stage;
        this.attempt = attempt;
        this.inputs = inputs;
        this.again = again;
        this.store = store;
        this.listener = listener;
        this.cancellation = new Cancellation(stage.name());
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("venturi-stage-" + stage.name())
                        .unstarted(() -> run(ended));
    }

    void start() {
        thread.start();
    }

    /// Says that it has to stop, in every way there is.
    void stop(StageState because) {
        cancellation.request(because);
        thread.interrupt();
    }

    /// Where its thread stands.
    List<String> stack() {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : thread.getStackTrace()) {
            frames.add(frame.toString());
        }
        return frames;
    }

    private void run(Listener<R> ended) {
        StageRecord recorded = StageRecord.of();
        try {
            Outcome<R> outcome = outcome();
            StageRecord.close(recorded, stage.name(), state(outcome), attempt);
            ended.ended(this, outcome, null);
        } catch (Throwable e) { // an error of one stage is a failure of that stage
            StageRecord.close(recorded, stage.name(), state(null), attempt);
            ended.ended(this, null, e);
        }
    }

    private StageState state(@Nullable Outcome<R> outcome) {
        StageState stopped = cancellation.reason();
        if (stopped != null) {
            return stopped;
        }
        if (outcome == null) {
            return StageState.FAILED;
        }
        return outcome.reused() ? StageState.REUSED : StageState.SUCCEEDED;
    }

    private Outcome<R> outcome() throws Exception {
        if (store == null) {
            StageContext<R> context = context(null);
            return new Outcome<>(work(context), null, "", 0, false, context.facts());
        }
        String key = key();
        String damage = "";
        if (key != null && !again) {
            switch (store.find(key)) {
                case ResultStore.Found.Kept<R>(Outcome<R> kept) -> {
                    return kept;
                }
                case ResultStore.Found.Corrupt<R>(String why) -> damage = why;
                case ResultStore.Found.Nothing<R> _ -> {}
            }
        }
        try (ResultStore.Place place = store.newPlace()) {
            StageContext<R> context = context(place.files());
            R result = work(context);
            context.checkCancelled();
            listener.accept(new StageEvent.Keeping(stage.name()));
            Outcome<R> kept = store.keep(key, stage.name(), place, result, context.facts());
            return damage.isEmpty()
                    ? kept
                    : kept.warning("a kept result is corrupt and was computed again: " + damage);
        }
    }

    private R work(StageContext<R> context) throws Exception {
        context.checkCancelled();
        listener.accept(new StageEvent.Started(stage.name(), attempt));
        return nonNull(stage.work().run(context), stage.name());
    }

    /// A result, which the work of others may have made null all the same.
    static <R> R nonNull(@Nullable R result, String stage) {
        if (result == null) {
            throw new NullPointerException(
                    "stage \"%s\": gave null, expected a result".formatted(stage));
        }
        return result;
    }

    private StageContext<R> context(@Nullable Path files) {
        Map<String, R> results = new LinkedHashMap<>();
        Map<String, Path> places = new LinkedHashMap<>();
        inputs.forEach((name, outcome) -> {
            results.put(name, outcome.result());
            if (outcome.files() != null) {
                places.put(name, outcome.files());
            }
        });
        return new StageContext<>(
                stage.name(), attempt, results, places, cancellation, files, listener);
    }

    /// What the result is kept under: the fingerprint and the content of the inputs; null for a
    /// stage that is never reused.
    private @Nullable String key() throws Exception {
        Fingerprint fingerprint = stage.fingerprint();
        if (fingerprint == null) {
            return null;
        }
        Map<String, String> contents = new LinkedHashMap<>();
        inputs.forEach((name, outcome) -> contents.put(name, outcome.contentHash()));
        return ResultStore.key(fingerprint.text(), contents);
    }
}
