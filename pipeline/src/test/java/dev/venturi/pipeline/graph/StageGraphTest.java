package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What stages get, when they begin, and what a failure means for the others.
@Timeout(60)
class StageGraphTest {
    private static final GraphOptions<String> OPTIONS =
            GraphOptions.<String>defaults().withWorkers(4);

    private static Stage<String> stage(String name, String... inputs) {
        return Stage.of(name, (StageContext<String> context) -> name + context.inputs().values())
                .after(inputs);
    }

    private static Stage<String> failing(String name, String... inputs) {
        return Stage.of(
                        name,
                        (StageContext<String> _) -> {
                            throw new IllegalStateException(name + " is broken");
                        })
                .after(inputs);
    }

    private static void awaited(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stagesSeeTheResultsOfTheirInputsInTheOrderTheyNameThem() {
        StageGraph<String> graph =
                StageGraph.of(stage("last", "b", "a"), stage("a"), stage("b", "a"), stage("alone"));
        GraphResult<String> result = graph.run(OPTIONS).orThrow();
        assertThat(result.result("last")).isEqualTo("last[b[a[]], a[]]");
        assertThat(result.result("alone")).isEqualTo("alone[]");
        assertThat(result.report().state()).isEqualTo(RunState.SUCCEEDED);
    }

    /// Waves would have `after` wait for `slow`, which stands in the wave of its input: and `slow`
    /// waits for `after`.
    @Test
    void aStageBeginsTheMomentItsInputsAreReadyAndNotWithItsWave() {
        CountDownLatch afterHasRun = new CountDownLatch(1);
        StageGraph<String> graph =
                StageGraph.of(
                        stage("quick"),
                        Stage.of(
                                "slow",
                                _ -> {
                                    awaited(afterHasRun);
                                    return "slow";
                                }),
                        Stage.<String>of(
                                        "after",
                                        _ -> {
                                            afterHasRun.countDown();
                                            return "after";
                                        })
                                .after("quick"));
        assertThat(graph.run(OPTIONS).report().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void independentStagesRunAtOnce() {
        CountDownLatch both = new CountDownLatch(2);
        StageWork<String> meeting =
                _ -> {
                    both.countDown();
                    awaited(both);
                    return "met";
                };
        StageGraph<String> graph = StageGraph.of(Stage.of("a", meeting), Stage.of("b", meeting));
        assertThat(graph.run(OPTIONS.withWorkers(2)).report().state())
                .isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aFailedStageHasNoResultAndIsNotHandedOnAsNull() {
        StageGraph<String> graph =
                StageGraph.of(failing("a"), stage("b", "a"), stage("c", "b"), stage("d"));
        GraphResult<String> result = graph.run(OPTIONS);
        RunReport report = result.report();
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.stage("a").state()).isEqualTo(StageState.FAILED);
        assertThat(report.stage("a").reason()).isEqualTo("a is broken");
        assertThat(report.stage("a").failure()).isInstanceOf(IllegalStateException.class);
        assertThat(report.stage("b").state()).isEqualTo(StageState.UPSTREAM_FAILED);
        assertThat(report.stage("b").attempts()).isZero();
        assertThat(report.stage("c").state()).isEqualTo(StageState.UPSTREAM_FAILED);
        assertThat(report.stage("c").reason()).isEqualTo("it needs stage \"a\", which is FAILED");
        assertThat(report.stage("d").state()).isEqualTo(StageState.SUCCEEDED);
        assertThat(result.result("d")).isEqualTo("d[]");
        assertThatThrownBy(() -> result.result("c"))
                .isInstanceOf(StageFailedException.class)
                .hasMessage(
                        "stage \"c\" is UPSTREAM_FAILED: it needs stage \"a\", which is FAILED");
        assertThatThrownBy(result::orThrow)
                .hasMessage("stage \"a\" is FAILED: a is broken")
                .hasRootCauseMessage("a is broken");
        assertThatThrownBy(() -> result.result("e"))
                .hasMessageContaining("there is no stage \"e\"");
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void aStageThatGivesNullFails() {
        StageGraph<String> graph = StageGraph.of(Stage.of("a", _ -> null), stage("b", "a"));
        RunReport report = graph.run(OPTIONS).report();
        assertThat(report.stage("a").state()).isEqualTo(StageState.FAILED);
        assertThat(report.stage("a").reason())
                .isEqualTo("stage \"a\": gave null, expected a result");
        assertThat(report.stage("b").state()).isEqualTo(StageState.UPSTREAM_FAILED);
    }

    @Test
    void anErrorFailsItsStageAndNotTheScheduler() {
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                "a",
                                _ -> {
                                    throw new StackOverflowError();
                                }),
                        stage("b"));
        RunReport report = graph.run(OPTIONS).report();
        assertThat(report.stage("a").state()).isEqualTo(StageState.FAILED);
        assertThat(report.stage("a").reason()).isEqualTo("java.lang.StackOverflowError");
        assertThat(report.stage("b").state()).isEqualTo(StageState.SUCCEEDED);
    }

    @Test
    void anInputThatIsNoneIsNamedWithTheNearest() {
        StageGraph<String> graph =
                StageGraph.of(
                        stage("orders"),
                        Stage.of("join", (StageContext<String> context) -> context.input("order"))
                                .after("orders"));
        assertThat(graph.run(OPTIONS).report().stage("join").reason())
                .isEqualTo(
                        "stage \"join\": has no input \"order\", expected one of [orders]; did you mean \"orders\"?");
    }

    @Test
    void whatNobodyAskedForIsSkipped() {
        StageGraph<String> graph =
                StageGraph.of(stage("a"), stage("b", "a"), stage("c", "a"), failing("d"));
        RunReport report = graph.run(OPTIONS.withTargets(Set.of("b"))).report();
        assertThat(report.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(report.stages())
                .extracting(StageReport::state)
                .containsExactly(
                        StageState.SUCCEEDED,
                        StageState.SUCCEEDED,
                        StageState.SKIPPED,
                        StageState.SKIPPED);
    }

    /// `feeder` leads only to `joined`, which `broken` has doomed; `other` leads elsewhere.
    @Test
    void whatCanNoLongerMatterIsCancelledAndTheRestGoesOn() {
        CountDownLatch feeding = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                "feeder",
                                (StageContext<String> context) -> {
                                    context.onCancel(cancelled::countDown);
                                    feeding.countDown();
                                    new CountDownLatch(1).await();
                                    return "never";
                                }),
                        stage("fed", "feeder"),
                        Stage.of(
                                "broken",
                                (StageContext<String> _) -> {
                                    awaited(feeding);
                                    throw new IllegalStateException("broken");
                                }),
                        stage("joined", "fed", "broken"),
                        Stage.of(
                                "other",
                                (StageContext<String> _) -> {
                                    awaited(cancelled);
                                    return "other";
                                }),
                        stage("written", "other"));
        RunReport report = graph.run(OPTIONS).report();
        assertThat(report.stage("feeder").state()).isEqualTo(StageState.CANCELLED);
        assertThat(report.stage("feeder").reason())
                .isEqualTo("its result could no longer matter once stage \"broken\" was FAILED");
        assertThat(report.stage("fed").state()).isEqualTo(StageState.CANCELLED);
        assertThat(report.stage("joined").state()).isEqualTo(StageState.UPSTREAM_FAILED);
        assertThat(report.stage("written").state()).isEqualTo(StageState.SUCCEEDED);
        assertThat(report.firstFailure().orElseThrow().name()).isEqualTo("broken");
    }

    @Test
    void allOthersAreCancelledWhenThatIsAskedFor() {
        CountDownLatch begun = new CountDownLatch(1);
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                "other",
                                (StageContext<String> _) -> {
                                    begun.countDown();
                                    new CountDownLatch(1).await();
                                    return "never";
                                }),
                        Stage.of(
                                "broken",
                                (StageContext<String> _) -> {
                                    awaited(begun);
                                    throw new IllegalStateException("broken");
                                }));
        RunReport report = graph.run(OPTIONS.withOnFailure(OnFailure.CANCEL_ALL)).report();
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.stage("other").state()).isEqualTo(StageState.CANCELLED);
    }

    @Test
    void othersGoOnWhenThatIsAskedFor() {
        StageGraph<String> graph =
                StageGraph.of(
                        failing("broken"), stage("feeder"), stage("both", "broken", "feeder"));
        RunReport report =
                graph.run(OPTIONS.withWorkers(1).withOnFailure(OnFailure.GO_ON)).report();
        assertThat(report.stage("feeder").state()).isEqualTo(StageState.SUCCEEDED);
        assertThat(report.stage("both").state()).isEqualTo(StageState.UPSTREAM_FAILED);
    }

    @Test
    void aCancelledRunStopsWhatRunsAndBeginsNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                "waits",
                                (StageContext<String> _) -> {
                                    begun.countDown();
                                    new CountDownLatch(1).await();
                                    return "never";
                                }),
                        stage("after", "waits"));
        RunningGraph<String> running = graph.start(OPTIONS);
        awaited(begun);
        running.cancel();
        GraphResult<String> result = running.await();
        assertThat(result.report().state()).isEqualTo(RunState.CANCELLED);
        assertThat(result.report().stages())
                .extracting(StageReport::state)
                .containsExactly(StageState.CANCELLED, StageState.CANCELLED);
        assertThatThrownBy(result::orThrow)
                .hasMessage("stage \"waits\" is CANCELLED: the run was cancelled");
    }

    @Test
    void anInterruptOfTheCallerCancelsTheRun() throws Exception {
        Thread caller = Thread.currentThread();
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                "waits",
                                (StageContext<String> _) -> {
                                    caller.interrupt();
                                    new CountDownLatch(1).await();
                                    return "never";
                                }));
        RunReport report = graph.run(OPTIONS).report();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.state()).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aListenerThatFailsDoesNotBringTheRunDown() {
        GraphOptions<String> options =
                OPTIONS.withListener(event -> {
                    throw new IllegalStateException("not now");
                });
        RunReport report = StageGraph.of(stage("a")).run(options).report();
        assertThat(report.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(report.warnings()).isNotEmpty();
    }

    @Test
    void countsAndWarningsOfStagesStandInTheReport() {
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                "a",
                                (StageContext<String> context) -> {
                                    context.count("rows", 3);
                                    context.count("rows", 4);
                                    context.warn("two rows were odd");
                                    return "a";
                                }));
        RunReport report = graph.run(OPTIONS).report();
        assertThat(report.stage("a").counts()).containsEntry("rows", 7L);
        assertThat(report.warnings()).containsExactly("stage \"a\": two rows were odd");
    }

    @Test
    void timesAreOrdered() {
        RunReport report =
                StageGraph.of(stage("a"), stage("b", "a")).run(OPTIONS.withWorkers(1)).report();
        StageReport a = report.stage("a");
        StageReport b = report.stage("b");
        assertThat(a.ended()).isLessThanOrEqualTo(b.ready());
        assertThat(b.ready()).isLessThanOrEqualTo(b.began());
        assertThat(b.began()).isLessThanOrEqualTo(b.ended());
        assertThat(b.ended()).isLessThanOrEqualTo(report.elapsed());
        assertThat(b.took().plus(b.waited())).isEqualTo(b.ended().minus(b.ready()));
        assertThat(report.elapsed()).isLessThan(Duration.ofSeconds(30));
    }
}
