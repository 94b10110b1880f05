package dev.venturi.pipeline.graph;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A graph that runs. Thread-safe.
///
/// @param <R> what stages hand on
public final class RunningGraph<R> {
    private final RunLoop<R> loop;
    private final CompletableFuture<GraphResult<R>> ended = new CompletableFuture<>();

    private RunningGraph(RunLoop<R> loop) {
        this.loop = loop;
    }

    static <R> RunningGraph<R> start(RunLoop<R> loop) {
        RunningGraph<R> running = new RunningGraph<>(loop);
        Thread.ofPlatform().daemon().name("venturi-graph").start(running::run);
        return running;
    }

    private void run() {
        try {
            ended.complete(loop.run());
        } catch (Throwable e) { // whoever waits has to hear of it
            ended.completeExceptionally(e);
        }
    }

    /// Has all stages stopped. Returns at once; a run that has ended stays as it is.
    public void cancel() {
        loop.cancel();
    }

    /// Waits for the end. An interrupt cancels the run, which then ends in an orderly way; the
    /// thread stays interrupted.
    public GraphResult<R> await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return ended.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                    cancel();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(
                            "the scheduler of the graph failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
