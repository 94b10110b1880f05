package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.pipeline.graph.Parallelism.Halving;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a report says about the bounds of a run, by hand and against every possibility.
class ParallelismTest {
    static StageReport stage(String name, long from, long to, String... inputs) {
        return new StageReport(
                name,
                List.of(inputs),
                StageState.SUCCEEDED,
                Duration.ofSeconds(from),
                Duration.ofSeconds(from),
                Duration.ofSeconds(to),
                1,
                "",
                null,
                List.of(),
                0,
                Map.of(),
                List.of(),
                List.of());
    }

    static RunReport report(int workers, long seconds, List<StageReport> stages) {
        return new RunReport(
                RunState.SUCCEEDED,
                Instant.EPOCH,
                Duration.ofSeconds(seconds),
                workers,
                stages,
                "",
                List.of());
    }

    @Test
    void aSmallRunIsBoundedAsWorkedOutByHand() {
        Parallelism found =
                report(
                                2,
                                6,
                                List.of(
                                        stage("a", 0, 4),
                                        stage("b", 0, 3),
                                        stage("c", 4, 6, "a", "b"),
                                        stage("d", 3, 4)))
                        .parallelism();
        assertThat(found.criticalPath()).containsExactly("a", "c");
        assertThat(found.criticalTime()).isEqualTo(Duration.ofSeconds(6));
        assertThat(found.work()).isEqualTo(Duration.ofSeconds(10));
        assertThat(found.width()).isEqualTo(3);
        assertThat(found.attainable()).isEqualTo(2);
        assertThat(found.attained()).isEqualTo(10.0 / 6);
        assertThat(found.halvings())
                .containsExactly(
                        new Halving("a", Duration.ofSeconds(1)),
                        new Halving("c", Duration.ofSeconds(1)),
                        new Halving("b", Duration.ZERO),
                        new Halving("d", Duration.ZERO));
    }

    /// The document's claim that the critical path is the time of its executor is wrong by the
    /// waves: here the path takes 10, waves take 18, and what is scheduled is the path.
    @Test
    void wavesWouldTakeTheSumOfTheirLongest() {
        List<StageReport> stages =
                List.of(
                        stage("a", 0, 9),
                        stage("b", 0, 1),
                        stage("c", 1, 10, "b"),
                        stage("d", 9, 10, "a"));
        RunReport report = report(2, 10, stages);
        long[] took = {9, 1, 9, 1};
        assertThat(new Schedule(report).simulated(took)).isEqualTo(10);
        assertThat(report.parallelism().criticalTime()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aRunWithoutStagesHasAnEmptyPath() {
        Parallelism found = report(2, 0, List.of()).parallelism();
        assertThat(found.criticalPath()).isEmpty();
        assertThat(found.attained()).isZero();
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void widthAndScheduleKeepTheirBounds(long seed) {
        Random random = new Random(seed);
        int n = 1 + random.nextInt(11);
        List<StageReport> stages = new ArrayList<>();
        long[] took = new long[n];
        for (int s = 0; s < n; s++) {
            List<String> inputs = new ArrayList<>();
            for (int i = 0; i < s; i++) {
                if (random.nextInt(4) == 0) {
                    inputs.add("s" + i);
                }
            }
            took[s] = random.nextInt(1, 21);
            stages.add(stage("s" + s, 0, took[s], inputs.toArray(String[]::new)));
        }
        Shape shape =
                Shape.of(
                        stages.stream().map(StageReport::name).toList(),
                        stages.stream().map(StageReport::inputs).toList());
        BitSet all = new BitSet();
        all.set(0, n);
        assertThat(Width.of(shape, all)).isEqualTo(widthByTrying(shape, n));
        int workers = 1 + random.nextInt(4);
        RunReport report = report(workers, 1, stages);
        long critical = report.parallelism().criticalTime().toSeconds();
        long work = LongStream.of(took).sum();
        long scheduled = new Schedule(report).simulated(took);
        assertThat(scheduled)
                .isBetween(Math.max(critical, (work + workers - 1) / workers), work)
                .as("Graham's bound")
                .isLessThanOrEqualTo(work / workers + critical);
        assertThat(new Schedule(report(n, 1, stages)).simulated(took)).isEqualTo(critical);
    }

    private static int widthByTrying(Shape shape, int n) {
        BitSet[] reached = new BitSet[n];
        for (int s = 0; s < n; s++) {
            reached[s] = shape.downstream(Shape.only(s));
            reached[s].clear(s);
        }
        int widest = 0;
        for (long set = 0; set < 1L << n; set++) {
            BitSet stages = BitSet.valueOf(new long[] {set});
            if (stages.stream().noneMatch(s -> reached[s].intersects(stages))) {
                widest = Math.max(widest, stages.cardinality());
            }
        }
        return widest;
    }
}
