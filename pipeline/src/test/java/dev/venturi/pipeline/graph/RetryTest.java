package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.pipeline.graph.StageEvent.Pausing;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Which failures are tried again, when, and what that costs the others.
@Timeout(60)
class RetryTest {
    private static final Retry QUICKLY = Retry.times(4, Duration.ofMillis(1));
    private static final GraphOptions<String> ONE_WORKER =
            GraphOptions.<String>defaults().withWorkers(1);

    private static Stage<String> failingUntil(int attempt, Exception failure) {
        return Stage.of(
                "a",
                (StageContext<String> context) -> {
                    if (context.attempt() < attempt) {
                        throw failure;
                    }
                    return "at try " + context.attempt();
                });
    }

    @Test
    void aStageThatFailsIsTriedAgain() {
        Queue<StageEvent> events = new ConcurrentLinkedQueue<>();
        GraphResult<String> result =
                StageGraph.of(failingUntil(3, new IOException("no route")).retrying(QUICKLY))
                        .run(ONE_WORKER.withListener(events::add));
        assertThat(result.result("a")).isEqualTo("at try 3");
        assertThat(result.report().stage("a").attempts()).isEqualTo(3);
        assertThat(events)
                .filteredOn(event -> event instanceof Pausing)
                .extracting(event -> ((Pausing) event).failure().getMessage())
                .containsExactly("no route", "no route");
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        List<Duration> pauses = new ArrayList<>();
        Retry retry =
                new Retry(6, Duration.ofMillis(8), Duration.ofMillis(40), QUICKLY.worthwhile());
        StageGraph.of(failingUntil(9, new IOException("no route")).retrying(retry))
                .run(
                        ONE_WORKER.withListener(event -> {
                            if (event instanceof Pausing pausing) {
                                pauses.add(pausing.pause());
                            }
                        }));
        assertThat(pauses).hasSize(5);
        double[] expected = {8, 16, 32, 40, 40};
        for (int i = 0; i < 5; i++) {
            assertThat(pauses.get(i).toNanos() / 1e6)
                    .isBetween(expected[i] * 0.89, expected[i] * 1.11);
        }
    }

    @Test
    void aStageThatAlwaysFailsIsFailedWithItsLastFailure() {
        RunReport report =
                StageGraph.of(failingUntil(9, new IOException("no route")).retrying(QUICKLY))
                        .run(ONE_WORKER)
                        .report();
        assertThat(report.stage("a").state()).isEqualTo(StageState.FAILED);
        assertThat(report.stage("a").attempts()).isEqualTo(4);
        assertThat(report.stage("a").failure()).isInstanceOf(IOException.class);
        assertThat(report.stage("a").reason()).isEqualTo("no route");
    }

    @Test
    void malformedContentIsNotTriedAgain() {
        Exception malformed =
                new MalformedDataException(Position.ofFile("x.csv"), "expected a number");
        RunReport report =
                StageGraph.of(failingUntil(2, malformed).retrying(QUICKLY))
                        .run(ONE_WORKER)
                        .report();
        assertThat(report.stage("a").state()).isEqualTo(StageState.FAILED);
        assertThat(report.stage("a").attempts()).isEqualTo(1);
        assertThat(report.stage("a").failure()).isSameAs(malformed);
    }

    /// With one worker, `b` can only run while `a` pauses; and `a` succeeds only after `b` has run.
    @Test
    void aPauseHoldsNoWorker() {
        CountDownLatch other = new CountDownLatch(1);
        Retry patiently =
                new Retry(10_000, Duration.ofMillis(1), Duration.ofMillis(1), QUICKLY.worthwhile());
        RunReport report =
                StageGraph.of(
                                Stage.of(
                                                "a",
                                                (StageContext<String> _) -> {
                                                    if (other.getCount() > 0) {
                                                        throw new IOException("not yet");
                                                    }
                                                    return "a";
                                                })
                                        .retrying(patiently),
                                Stage.of(
                                        "b",
                                        (StageContext<String> _) -> {
                                            other.countDown();
                                            return "b";
                                        }))
                        .run(ONE_WORKER)
                        .report();
        assertThat(report.state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void theTimeoutHoldsForAllTriesAndPausesTogether() {
        Retry slowly = Retry.times(100, Duration.ofMinutes(5));
        RunReport report =
                StageGraph.of(
                                failingUntil(9, new IOException("no route"))
                                        .retrying(slowly)
                                        .within(Duration.ofMillis(100)))
                        .run(ONE_WORKER)
                        .report();
        assertThat(report.state()).isEqualTo(RunState.TIMED_OUT);
        assertThat(report.stage("a").state()).isEqualTo(StageState.TIMED_OUT);
        assertThat(report.stage("a").attempts()).isEqualTo(1);
    }

    @Test
    void aPausingStageIsCancelledAtOnce() throws Exception {
        CountDownLatch pausing = new CountDownLatch(1);
        RunningGraph<String> running =
                StageGraph.of(
                                failingUntil(9, new IOException("no route"))
                                        .retrying(Retry.times(2, Duration.ofMinutes(5))))
                        .start(
                                ONE_WORKER.withListener(event -> {
                                    if (event instanceof Pausing) {
                                        pausing.countDown();
                                    }
                                }));
        assertThat(pausing.await(30, TimeUnit.SECONDS)).isTrue();
        running.cancel();
        assertThat(running.await().report().stage("a").state()).isEqualTo(StageState.CANCELLED);
    }

    @Test
    void eachTryHasAnEmptyDirectoryAndNoHooksOfTheLast(@TempDir Path directory) {
        Stage<String> stage =
                Stage.of(
                                "a",
                                (StageContext<String> context) -> {
                                    Path own = context.directory();
                                    try (var files = Files.list(own)) {
                                        assertThat(files).isEmpty();
                                    }
                                    Files.writeString(own.resolve("half"), "half");
                                    if (context.attempt() == 1) {
                                        throw new IOException("disk full");
                                    }
                                    Files.delete(own.resolve("half"));
                                    return "whole";
                                })
                        .retrying(QUICKLY);
        try (ResultStore<String> store = ResultStore.open(directory, new TextCodec())) {
            GraphResult<String> result = StageGraph.of(stage).run(ONE_WORKER.withStore(store));
            assertThat(result.orThrow().result("a")).isEqualTo("whole");
        }
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> Retry.times(0, Duration.ofSeconds(1)))
                .hasMessage("attempts 0: expected 1 or more");
        assertThatThrownBy(() -> Retry.times(2, Duration.ZERO))
                .hasMessageContaining("expected the first above zero");
    }
}
