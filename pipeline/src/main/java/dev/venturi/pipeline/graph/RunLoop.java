package dev.venturi.pipeline.graph;

import dev.failsafe.AsyncExecution;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run of a graph. A single thread decides everything; the threads of stages, and whoever
/// cancels, only put into its mailbox what happened. So no state is shared, and nothing happens
/// between a decision and what follows from it.
///
/// @param <R> what stages hand on
final class RunLoop<R> {
    private final GraphOptions<R> options;
    private final Shape shape;
    private final List<StageCell<R>> cells = new ArrayList<>();
    private final BitSet asked;
    private final BitSet again;
    private final PriorityQueue<StageCell<R>> ready;
    private final LinkedBlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final AlarmClock clock = new AlarmClock();
    private final RunVerdict<R> verdict = new RunVerdict<>();
    private long start;
    private int open;
    private int busy;

    RunLoop(StageGraph<R> graph, GraphOptions<R> options) {
        this.options = options;
        this.shape = graph.shape();
        for (Stage<R> stage : graph.stages()) {
            cells.add(new StageCell<>(cells.size(), stage));
        }
        this.asked = shape.asked(options.targets());
        this.again = shape.downstream(shape.numbers(options.again()));
        int[] heights = shape.heights();
        this.ready =
                new PriorityQueue<>(
                        Comparator.comparingInt((StageCell<R> cell) -> -heights[cell.number])
                                .thenComparingInt(cell -> cell.number));
    }

    /// Has all stages stopped; by any thread.
    void cancel() {
        mailbox.add(() -> {
            List<StageCell<R>> stopped = open(all());
            if (!stopped.isEmpty()) {
                verdict.cancelledAt(stopped.getFirst());
                cancelOpen("the run was cancelled");
            }
        });
    }

    GraphResult<R> run() {
        Instant began = Instant.now();
        start = System.nanoTime();
        boolean orderly = false;
        try {
            decide();
            orderly = true;
        } finally {
            if (!orderly) {
                cells.forEach(RunLoop::abandon);
            }
        }
        return verdict.result(cells, began, Duration.ofNanos(now()), options.workers());
    }

    /// Stops a stage that nobody will hear of any more, since the scheduler failed.
    private static void abandon(StageCell<?> cell) {
        if (cell.running != null) {
            cell.running.stop(StageState.CANCELLED);
        }
    }

    private void decide() {
        open = cells.size();
        BitSet needed = shape.upstream(asked);
        for (StageCell<R> cell : cells) {
            if (!needed.get(cell.number)) {
                end(cell, StageState.SKIPPED, "nothing that was asked for needs it");
            } else if (cell.waitingFor == 0) {
                begin(cell);
            }
        }
        startReady();
        while (open > 0) {
            try {
                Runnable next = mailbox.poll(clock.nanosToNext(), TimeUnit.NANOSECONDS);
                if (next != null) {
                    next.run();
                }
            } catch (InterruptedException _) {
                cancel(); // nobody knows this thread but us: an orderly end all the same
            }
            clock.ring();
            startReady();
        }
    }

    private long now() {
        return System.nanoTime() - start;
    }

    /// The inputs of a stage are there.
    private void begin(StageCell<R> cell) {
        cell.ready = now();
        if (cell.stage.retry().attempts() == 1) {
            ready.add(cell);
            return;
        }
        var _ =
                Failsafe.with(policy(cell))
                        .with(clock)
                        .getAsyncExecution((AsyncExecution<Outcome<R>> execution) -> {
                            cell.execution = execution;
                            if (cell.state == null) {
                                ready.add(cell);
                            }
                        })
                        .whenComplete((outcome, failure) ->
                                mailbox.add(() -> tried(cell, outcome, failure)));
    }

    private RetryPolicy<Outcome<R>> policy(StageCell<R> cell) {
        return cell.stage
                .retry()
                .policy((pause, failure) ->
                        tell(
                                new StageEvent.Pausing(
                                        cell.stage.name(), cell.attempts, pause, failure)));
    }

    private void startReady() {
        while (busy < options.workers() && !ready.isEmpty()) {
            StageCell<R> cell = ready.remove();
            if (cell.state == null) {
                start(cell);
            }
        }
    }

    private void start(StageCell<R> cell) {
        busy++;
        cell.attempts++;
        if (cell.began < 0) {
            cell.began = now();
            Duration timeout = cell.stage.timeout();
            if (timeout != null) {
                clock.after(timeout, () -> timedOut(cell, timeout));
            }
        }
        Map<String, Outcome<R>> inputs = new LinkedHashMap<>();
        for (int input : shape.inputs(cell.number)) {
            StageCell<R> from = cells.get(input);
            if (from.outcome == null) {
                throw new IllegalStateException(
                        "stage \"%s\" began before \"%s\" had a result"
                                .formatted(cell.stage.name(), from.stage.name()));
            }
            inputs.put(from.stage.name(), from.outcome);
        }
        StageTry<R> attempt =
                new StageTry<>(
                        cell.stage,
                        cell.attempts,
                        inputs,
                        again.get(cell.number),
                        options.store(),
                        this::tell,
                        (self, outcome, failure) ->
                                mailbox.add(() -> returned(cell, self, outcome, failure)));
        cell.running = attempt;
        try {
            attempt.start();
        } catch (OutOfMemoryError e) { // the system has no thread left
            mailbox.add(() -> returned(cell, attempt, null, e));
        }
    }

    /// The thread of a try is done.
    private void returned(
            StageCell<R> cell,
            StageTry<R> attempt,
            @Nullable Outcome<R> outcome,
            @Nullable Throwable failure) {
        if (cell.running != attempt) {
            return; // it was given up on, and moved after all
        }
        cell.running = null;
        busy--;
        if (cell.stopping == StageState.TIMED_OUT) {
            fail(cell, StageState.TIMED_OUT, cell.stoppingReason, null);
        } else if (cell.stopping != null) {
            end(cell, cell.stopping, cell.stoppingReason);
        } else if (cell.execution != null) {
            cell.execution.record(outcome, failure);
        } else {
            tried(cell, outcome, failure);
        }
    }

    /// A stage has had its tries.
    private void tried(
            StageCell<R> cell, @Nullable Outcome<R> outcome, @Nullable Throwable failure) {
        if (cell.state != null) {
            return;
        }
        if (outcome == null) {
            String message = failure == null ? null : failure.getMessage();
            String reason = message == null ? String.valueOf(failure) : message;
            fail(cell, StageState.FAILED, reason, failure);
            return;
        }
        cell.outcome = outcome;
        boolean reused = outcome.reused();
        end(
                cell,
                reused ? StageState.REUSED : StageState.SUCCEEDED,
                reused ? "its result was kept by an earlier run" : "");
        for (int dependent : shape.dependents(cell.number)) {
            StageCell<R> next = cells.get(dependent);
            if (--next.waitingFor == 0 && next.state == null) {
                begin(next);
            }
        }
    }

    private void timedOut(StageCell<R> cell, Duration timeout) {
        if (cell.state != null || cell.stopping != null) {
            return;
        }
        String reason = "took longer than " + Spans.text(timeout);
        if (cell.running == null) { // between two tries
            fail(cell, StageState.TIMED_OUT, reason, null);
        } else {
            stop(cell, StageState.TIMED_OUT, reason);
        }
    }

    /// Has a stage stopped that has not ended.
    private void stop(StageCell<R> cell, StageState because, String reason) {
        StageTry<R> attempt = cell.running;
        if (attempt == null) {
            end(cell, because, reason);
            return;
        }
        cell.stopping = because;
        cell.stoppingReason = reason;
        tell(new StageEvent.Stopping(cell.stage.name(), because));
        attempt.stop(because);
        clock.after(options.grace(), () -> giveUp(cell, attempt));
    }

    /// A stage did not stop: its thread is left behind. One that should have timed out ends the
    /// run: who knows what it still does to what others read.
    private void giveUp(StageCell<R> cell, StageTry<R> attempt) {
        if (cell.running != attempt || cell.stopping == null) {
            return;
        }
        cell.running = null;
        busy--;
        cell.hanging = attempt.stack();
        String reason =
                "%s and did not stop within %s; it hangs at %s"
                        .formatted(
                                cell.stoppingReason,
                                Spans.text(options.grace()),
                                cell.hanging.isEmpty() ? "its end" : cell.hanging.getFirst());
        verdict.warn(
                "stage \"%s\" %s; its thread is left behind, isolated it would have been killed"
                        .formatted(cell.stage.name(), reason));
        if (cell.stopping != StageState.TIMED_OUT) {
            end(cell, cell.stopping, reason);
            return;
        }
        verdict.hangsAt(cell);
        fail(cell, StageState.TIMED_OUT, reason, null);
        cancelOpen(
                "the run ended because stage \"%s\" could not be stopped"
                        .formatted(cell.stage.name()));
    }

    /// A stage has no result, nor have those that need it; what becomes of the others is the
    /// option's.
    private void fail(
            StageCell<R> cell, StageState state, String reason, @Nullable Throwable failure) {
        verdict.failedAt(cell);
        cell.failure = failure;
        end(cell, state, reason);
        String name = cell.stage.name();
        for (StageCell<R> next : open(shape.downstream(Shape.only(cell.number)))) {
            end(
                    next,
                    StageState.UPSTREAM_FAILED,
                    "it needs stage \"%s\", which is %s".formatted(name, state));
        }
        switch (options.onFailure()) {
            case CANCEL_ALL ->
                    cancelOpen(
                            "stage \"%s\" is %s, and then all others are cancelled"
                                    .formatted(name, state));
            case CANCEL_USELESS -> cancelUseless(name, state);
            case GO_ON -> {}
        }
    }

    private void cancelUseless(String name, StageState state) {
        BitSet possible = new BitSet();
        asked.stream()
                .filter(s -> cells.get(s).state == null && cells.get(s).stopping == null)
                .forEach(possible::set);
        BitSet useless = all();
        useless.andNot(shape.upstream(possible));
        for (StageCell<R> cell : open(useless)) {
            stop(
                    cell,
                    StageState.CANCELLED,
                    "its result could no longer matter once stage \"%s\" was %s"
                            .formatted(name, state));
        }
    }

    private void cancelOpen(String reason) {
        for (StageCell<R> cell : open(all())) {
            stop(cell, StageState.CANCELLED, reason);
        }
    }

    private BitSet all() {
        BitSet all = new BitSet();
        all.set(0, cells.size());
        return all;
    }

    /// Those of some stages that have neither ended nor been asked to stop.
    private List<StageCell<R>> open(BitSet of) {
        return of.stream()
                .mapToObj(cells::get)
                .filter(cell -> cell.state == null && cell.stopping == null)
                .toList();
    }

    private void end(StageCell<R> cell, StageState state, String reason) {
        cell.state = state;
        cell.reason = reason;
        cell.ended = now();
        open--;
        tell(new StageEvent.Ended(cell.report()));
    }

    /// Tells the listener, by any thread; one that throws does not bring the run down.
    private void tell(StageEvent event) {
        try {
            options.listener().accept(event);
        } catch (RuntimeException e) {
            mailbox.add(() -> verdict.warn("a listener failed at %s: %s".formatted(event, e)));
        }
    }
}
