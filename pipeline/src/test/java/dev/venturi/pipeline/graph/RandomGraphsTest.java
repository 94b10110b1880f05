package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random graphs of stages that work, fail, fail for a while, are slow or hang, held against a
/// model that knows no threads: it goes through the stages once, in the order they were made.
@Timeout(60)
class RandomGraphsTest {
    private enum Behaviour {
        WORKS,
        SLOW,
        FAILS,
        WORKS_AT_THE_THIRD_TRY,
        HANGS
    }

    private static <T> T oneOf(Random random, T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }

    /// A graph with what its stages do; inputs have lower numbers.
    private record Case(
            Random random, List<List<Integer>> inputs, List<Behaviour> does, BitSet asked) {
        static Case of(long seed, int failuresIn) {
            Random random = new Random(seed);
            int n = 1 + random.nextInt(14);
            List<List<Integer>> inputs = new ArrayList<>();
            List<Behaviour> does = new ArrayList<>();
            int density = 2 + random.nextInt(5);
            for (int s = 0; s < n; s++) {
                List<Integer> needed = new ArrayList<>();
                for (int i = 0; i < s; i++) {
                    if (random.nextInt(density) == 0) {
                        needed.add(i);
                    }
                }
                inputs.add(needed);
                does.add(
                        random.nextInt(failuresIn) == 0
                                ? oneOf(random, Behaviour.values())
                                : Behaviour.WORKS);
            }
            BitSet asked = new BitSet();
            for (int s = 0; s < n; s++) {
                asked.set(s, random.nextInt(3) == 0);
            }
            return new Case(random, inputs, does, random.nextBoolean() ? asked : new BitSet());
        }

        int size() {
            return inputs.size();
        }

        BitSet targets() {
            if (!asked.isEmpty()) {
                return (BitSet) asked.clone();
            }
            BitSet last = new BitSet();
            last.set(0, size());
            inputs.forEach(needed -> needed.forEach(last::clear));
            return last;
        }

        /// The states when every stage has all the time it needs.
        List<StageState> model() {
            BitSet needed = targets();
            for (int s = size() - 1; s >= 0; s--) {
                if (needed.get(s)) {
                    inputs.get(s).forEach(needed::set);
                }
            }
            List<StageState> states = new ArrayList<>();
            for (int s = 0; s < size(); s++) {
                if (!needed.get(s)) {
                    states.add(StageState.SKIPPED);
                } else if (inputs.get(s).stream().allMatch(i -> states.get(i).hasResult())) {
                    states.add(
                            switch (does.get(s)) {
                                case WORKS, SLOW, WORKS_AT_THE_THIRD_TRY -> StageState.SUCCEEDED;
                                case FAILS -> StageState.FAILED;
                                case HANGS -> StageState.TIMED_OUT;
                            });
                } else {
                    states.add(StageState.UPSTREAM_FAILED);
                }
            }
            return states;
        }

        /// The stages that lead to a target which can be had, by the model.
        BitSet useful() {
            List<StageState> states = model();
            BitSet useful = targets();
            for (int s = size() - 1; s >= 0; s--) {
                if (!states.get(s).hasResult()) {
                    useful.clear(s);
                } else if (useful.get(s)) {
                    inputs.get(s).forEach(useful::set);
                }
            }
            return useful;
        }

        String expected(int s) {
            StringBuilder text = new StringBuilder("s" + s + "(");
            inputs.get(s).forEach(i -> text.append(expected(i)));
            return text.append(')').toString();
        }

        static List<String> names(List<Integer> numbers) {
            return numbers.stream().map(s -> "s" + s).toList();
        }
    }

    /// What the stages themselves saw.
    private static final class Seen {
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger mostRunning = new AtomicInteger();
        final Map<String, Integer> tries = new ConcurrentHashMap<>();

        String work(Behaviour does, StageContext<String> context) throws Exception {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                tries.merge(context.stage(), 1, Integer::sum);
                switch (does) {
                    case FAILS -> throw new IOException("fails");
                    case HANGS -> new CountDownLatch(1).await();
                    case SLOW -> new CountDownLatch(1).await(3, TimeUnit.MILLISECONDS);
                    case WORKS_AT_THE_THIRD_TRY -> {
                        if (context.attempt() < 3) {
                            throw new IOException("not yet");
                        }
                    }
                    case WORKS -> {}
                }
                return context.stage() + "(" + String.join("", context.inputs().values()) + ")";
            } finally {
                running.decrementAndGet();
            }
        }
    }

    private static StageGraph<String> graph(Case of, Seen seen) {
        List<Stage<String>> stages = new ArrayList<>();
        for (int s = 0; s < of.size(); s++) {
            Behaviour does = of.does().get(s);
            Stage<String> stage =
                    Stage.<String>of("s" + s, context -> seen.work(does, context))
                            .after(Case.names(of.inputs().get(s)));
            stages.add(
                    switch (does) {
                        case HANGS -> stage.within(Duration.ofMillis(15));
                        case WORKS_AT_THE_THIRD_TRY ->
                                stage.retrying(Retry.times(3, Duration.ofMillis(1)));
                        case WORKS, SLOW, FAILS -> stage;
                    });
        }
        return StageGraph.of(stages);
    }

    private static GraphOptions<String> options(Case of) {
        return GraphOptions.<String>defaults()
                .withWorkers(1 + of.random().nextInt(4))
                .withTargets(Set.copyOf(Case.names(of.asked().stream().boxed().toList())));
    }

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void runsEndAsTheModelSays(long seed) {
        Case of = Case.of(seed, 1 + (int) (seed % 6));
        Seen seen = new Seen();
        OnFailure reaction = oneOf(of.random(), OnFailure.values());
        GraphOptions<String> options = options(of).withOnFailure(reaction);
        GraphResult<String> result = graph(of, seen).run(options);
        RunReport report = result.report();
        List<StageState> model = of.model();
        BitSet useful = of.useful();
        boolean fine = model.stream().allMatch(s -> s.hasResult() || s == StageState.SKIPPED);
        for (int s = 0; s < of.size(); s++) {
            StageReport stage = report.stages().get(s);
            boolean mayBeCancelled =
                    !fine
                            && model.get(s) != StageState.SKIPPED
                            && switch (reaction) {
                                case GO_ON -> false;
                                case CANCEL_USELESS -> !useful.get(s);
                                case CANCEL_ALL -> true;
                            };
            if (!mayBeCancelled || stage.state() != StageState.CANCELLED) {
                assertThat(stage.state()).as(stage.name()).isEqualTo(model.get(s));
            }
        }
        assertThat(report.state() == RunState.SUCCEEDED).isEqualTo(fine);
        assertThat(report.firstFailure().isEmpty()).isEqualTo(fine);
        report.firstFailure()
                .ifPresent(first ->
                        assertThat(first.state()).isIn(StageState.FAILED, StageState.TIMED_OUT));
        soundness(of, seen, result, options.workers());
    }

    /// What holds for every run, whatever became of it.
    private static void soundness(Case of, Seen seen, GraphResult<String> result, int workers) {
        RunReport report = result.report();
        assertThat(seen.running.get()).as("still running").isZero();
        assertThat(seen.mostRunning.get()).isLessThanOrEqualTo(workers);
        for (int s = 0; s < of.size(); s++) {
            StageReport stage = report.stages().get(s);
            assertThat(seen.tries.getOrDefault(stage.name(), 0))
                    .as("tries of %s", stage.name())
                    .isLessThanOrEqualTo(stage.attempts());
            if (stage.state().hasResult()) {
                assertThat(result.result(stage.name())).isEqualTo(of.expected(s));
                assertThat(seen.tries).containsEntry(stage.name(), stage.attempts());
            }
            if (stage.attempts() > 0) {
                for (int input : of.inputs().get(s)) {
                    StageReport before = report.stages().get(input);
                    assertThat(before.state().hasResult()).isTrue();
                    assertThat(before.ended()).isLessThanOrEqualTo(stage.began());
                }
            }
            assertThat(stage.hanging()).isEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cancelledRunsEndSoundly(long seed) {
        Case of = Case.of(seed, 4);
        Seen seen = new Seen();
        int after = of.random().nextInt(of.size() + 1);
        AtomicInteger ended = new AtomicInteger();
        CompletableFuture<RunningGraph<String>> running = new CompletableFuture<>();
        running.complete(
                graph(of, seen)
                        .start(
                                options(of)
                                        .withListener(event -> {
                                            if (event instanceof StageEvent.Ended
                                                    && ended.incrementAndGet() == after) {
                                                running.join().cancel();
                                            }
                                        })));
        GraphResult<String> result = running.join().await();
        List<StageState> model = of.model();
        boolean cancelled = false;
        for (int s = 0; s < of.size(); s++) {
            StageState state = result.report().stages().get(s).state();
            cancelled |= state == StageState.CANCELLED;
            assertThat(state).isIn(model.get(s), StageState.CANCELLED);
        }
        if (!cancelled) {
            assertThat(result.report().state()).isNotEqualTo(RunState.CANCELLED);
        }
        soundness(of, seen, result, 4);
    }

    /// The model of a store is the set of what was computed: code and inputs.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fewSeeds")
    void runsReuseWhatTheModelHas(long seed, @TempDir Path directory) {
        Case of = Case.of(seed, 5);
        Set<String> kept = new HashSet<>();
        int[] codes = new int[of.size()];
        for (int round = 0; round < 5; round++) {
            Seen seen = new Seen();
            List<Stage<String>> stages = new ArrayList<>();
            List<String> results = new ArrayList<>();
            List<StageState> model = new ArrayList<>();
            for (int s = 0; s < of.size(); s++) {
                codes[s] += of.random().nextInt(5) == 0 ? 1 : 0;
                boolean fails = of.does().get(s) == Behaviour.FAILS && of.random().nextBoolean();
                String code = "s%d.%d".formatted(s, codes[s]);
                List<Integer> inputs = of.inputs().get(s);
                StringBuilder result = new StringBuilder(code + "(");
                inputs.forEach(i -> result.append(results.get(i)));
                results.add(result.append(')').toString());
                if (!inputs.stream().allMatch(i -> model.get(i).hasResult())) {
                    model.add(StageState.UPSTREAM_FAILED);
                } else if (kept.contains(results.get(s))) {
                    model.add(StageState.REUSED);
                } else {
                    model.add(fails ? StageState.FAILED : StageState.SUCCEEDED);
                }
                if (model.get(s).hasResult()) {
                    kept.add(results.get(s));
                }
                stages.add(
                        Stage.<String>of(
                                        "s" + s,
                                        context -> {
                                            seen.work(
                                                    fails ? Behaviour.FAILS : Behaviour.WORKS,
                                                    context);
                                            return code
                                                    + "("
                                                    + String.join("", context.inputs().values())
                                                    + ")";
                                        })
                                .after(Case.names(inputs))
                                .reusedBy(code));
            }
            try (ResultStore<String> store = ResultStore.open(directory, new TextCodec())) {
                GraphOptions<String> options =
                        GraphOptions.<String>defaults()
                                .withWorkers(3)
                                .withOnFailure(OnFailure.GO_ON)
                                .withStore(store);
                GraphResult<String> result = StageGraph.of(stages).run(options);
                assertThat(result.report().stages())
                        .extracting(StageReport::state)
                        .isEqualTo(model);
                for (int s = 0; s < of.size(); s++) {
                    if (model.get(s).hasResult()) {
                        assertThat(result.result("s" + s)).isEqualTo(results.get(s));
                    }
                }
            }
        }
    }

    static LongStream fewSeeds() {
        return LongStream.range(0, 40);
    }
}
