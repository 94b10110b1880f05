package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A timeout stops the stage, and where it cannot, says so: no stage goes on behind a run that
/// ended as if nothing were.
@Timeout(60)
class StoppingTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final GraphOptions<String> OPTIONS =
            GraphOptions.<String>defaults().withWorkers(2);

    private static String forever() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }

    @Test
    void aStageThatTakesTooLongIsInterruptedAndHasStopped() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.<String>of(
                                        "slow",
                                        _ -> {
                                            thread.complete(Thread.currentThread());
                                            return forever();
                                        })
                                .within(SHORT),
                        Stage.of("after", (StageContext<String> _) -> "after").after("slow"),
                        Stage.of("other", (StageContext<String> _) -> "other"));
        RunReport report = graph.run(OPTIONS).report();
        assertThat(report.state()).isEqualTo(RunState.TIMED_OUT);
        StageReport slow = report.stage("slow");
        assertThat(slow.state()).isEqualTo(StageState.TIMED_OUT);
        assertThat(slow.reason()).isEqualTo("took longer than 50 ms");
        assertThat(slow.hanging()).isEmpty();
        assertThat(slow.took()).isBetween(SHORT, Duration.ofSeconds(4));
        assertThat(report.stage("after").state()).isEqualTo(StageState.UPSTREAM_FAILED);
        assertThat(report.stage("other").state()).isEqualTo(StageState.SUCCEEDED);
        assertThat(report.warnings()).isEmpty();
        assertThat(joined(thread.join())).as("the thread is gone").isTrue();
    }

    private static boolean joined(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void hooksStopWhatHeedsNoInterrupt() {
        AtomicBoolean stopped = new AtomicBoolean();
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                        "query",
                                        (StageContext<String> context) -> {
                                            try (StageContext.Registration _ =
                                                    context.onCancel(() -> stopped.set(true))) {
                                                while (!stopped.get()) {
                                                    LockSupport.parkNanos(100_000);
                                                }
                                            }
                                            return "cut short";
                                        })
                                .within(SHORT));
        StageReport query = graph.run(OPTIONS).report().stage("query");
        assertThat(query.state())
                .as("what it gave then does not count")
                .isEqualTo(StageState.TIMED_OUT);
        assertThat(query.hanging()).isEmpty();
    }

    @Test
    void aHookThatHangsHoldsUpNobody() {
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                        "a",
                                        (StageContext<String> context) -> {
                                            context.onCancel(StoppingTest::forever);
                                            return forever();
                                        })
                                .within(SHORT));
        assertThat(graph.run(OPTIONS).report().stage("a").hanging()).isEmpty();
    }

    @Test
    void aHookThatIsTakenBackIsNotRun() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        Cancellation cancellation = new Cancellation("a");
        CancelHook hook = () -> ran.set(true);
        cancellation.add(hook);
        cancellation.remove(hook);
        cancellation.request(StageState.CANCELLED);
        CountDownLatch late = new CountDownLatch(1);
        cancellation.add(late::countDown);
        assertThat(late.await(30, TimeUnit.SECONDS)).as("a late one is run at once").isTrue();
        assertThat(ran).isFalse();
    }

    @Test
    void aStageThatLooksNowAndThenStops() {
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                        "a",
                                        (StageContext<String> context) -> {
                                            while (true) {
                                                Thread.interrupted(); // deaf to interrupts
                                                try {
                                                    context.checkCancelled();
                                                } catch (CancellationException e) {
                                                    assertThat(context.isCancelled()).isTrue();
                                                    throw e;
                                                }
                                            }
                                        })
                                .within(SHORT));
        StageReport stage = graph.run(OPTIONS).report().stage("a");
        assertThat(stage.state()).isEqualTo(StageState.TIMED_OUT);
        assertThat(stage.hanging()).isEmpty();
        assertThat(stage.failure()).as("what stopping made it throw is no failure").isNull();
    }

    /// The work of a class that cannot be stopped.
    private static final class Deaf {
        private final AtomicBoolean released = new AtomicBoolean();

        String turnForEver() {
            while (!released.get()) {
                Thread.interrupted();
                LockSupport.parkNanos(100_000);
            }
            return "late";
        }
    }

    @Test
    void aStageThatCannotBeStoppedEndsTheRunWhichSaysWhereItHangs() throws Exception {
        Deaf deaf = new Deaf();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.<String>of(
                                        "deaf",
                                        _ -> {
                                            thread.complete(Thread.currentThread());
                                            return deaf.turnForEver();
                                        })
                                .within(SHORT),
                        Stage.of(
                                "other",
                                (StageContext<String> _) -> {
                                    begun.countDown();
                                    return forever();
                                }),
                        Stage.of("after", (StageContext<String> _) -> "x").after("other"));
        GraphResult<String> result = graph.run(OPTIONS.withGrace(Duration.ofMillis(300)));
        RunReport report = result.report();
        assertThat(report.state()).isEqualTo(RunState.TIMED_OUT);
        assertThat(report.firstFailure().orElseThrow().name()).isEqualTo("deaf");
        StageReport hanging = report.stage("deaf");
        assertThat(hanging.state()).isEqualTo(StageState.TIMED_OUT);
        assertThat(hanging.hanging())
                .anySatisfy(frame -> assertThat(frame).contains("Deaf.turnForEver"));
        assertThat(hanging.reason())
                .startsWith("took longer than 50 ms and did not stop within 300 ms; it hangs at ");
        assertThat(report.warnings().getFirst())
                .startsWith("stage \"deaf\" took longer than 50 ms")
                .endsWith("its thread is left behind, isolated it would have been killed");
        assertThat(report.stage("other").state()).isEqualTo(StageState.CANCELLED);
        assertThat(report.stage("after").state()).isEqualTo(StageState.CANCELLED);
        assertThat(thread.join().isAlive()).isTrue();
        assertThat(begun.getCount()).isZero();
        deaf.released.set(true);
        assertThat(joined(thread.join())).isTrue();
        assertThat(report.stage("deaf").state())
                .as("what it gives after that is ignored")
                .isEqualTo(StageState.TIMED_OUT);
    }

    @Test
    void aCancelledStageThatCannotBeStoppedDoesNotHoldUpTheEnd() throws Exception {
        Deaf deaf = new Deaf();
        CountDownLatch begun = new CountDownLatch(1);
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                "deaf",
                                (StageContext<String> _) -> {
                                    begun.countDown();
                                    return deaf.turnForEver();
                                }));
        RunningGraph<String> running = graph.start(OPTIONS.withGrace(SHORT));
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        running.cancel();
        RunReport report = running.await().report();
        deaf.released.set(true);
        assertThat(report.state()).isEqualTo(RunState.CANCELLED);
        assertThat(report.stage("deaf").hanging()).isNotEmpty();
        assertThat(report.warnings().getFirst().toLowerCase(Locale.ROOT)).contains("left behind");
    }

    @Test
    void theTimeoutCountsFromTheFirstTryAndNotFromTheStartOfTheRun() {
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                "first",
                                (StageContext<String> _) -> {
                                    new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS);
                                    return "first";
                                }),
                        Stage.of("second", (StageContext<String> _) -> "second")
                                .after("first")
                                .within(Duration.ofMillis(500)));
        assertThat(graph.run(OPTIONS).report().state()).isEqualTo(RunState.SUCCEEDED);
    }
}
