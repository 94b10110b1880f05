package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.pipeline.graph.GraphException.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// What is refused when a graph is built, and in which words.
class ShapeTest {
    private static Stage<String> stage(String name, String... inputs) {
        return Stage.of(name, (StageContext<String> _) -> name).after(inputs);
    }

    private static void refused(
            Problem problem, List<String> stages, String message, List<Stage<String>> graph) {
        assertThatThrownBy(() -> StageGraph.of(graph))
                .hasMessage(message)
                .asInstanceOf(InstanceOfAssertFactories.type(GraphException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.problem()).isEqualTo(problem);
                    assertThat(refusal.stages()).isEqualTo(stages);
                });
    }

    @Test
    void aCycleIsSpelledOutInTheDirectionOfTheData() {
        refused(
                Problem.CYCLE,
                List.of("join", "enrich", "clean"),
                "stages wait for each other: join -> enrich -> clean -> join; take one of these inputs away",
                List.of(
                        stage("read"),
                        stage("write", "join"),
                        stage("join", "read", "clean"),
                        stage("enrich", "join"),
                        stage("clean", "enrich")));
    }

    @Test
    void aStageThatNeedsItselfIsACycle() {
        refused(
                Problem.CYCLE,
                List.of("a"),
                "stages wait for each other: a -> a; take one of these inputs away",
                List.of(stage("a", "a")));
    }

    @Test
    void aCycleOfTenThousandStagesIsFoundWithoutDeepRecursion() {
        List<Stage<String>> ring = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            ring.add(stage("s" + i, "s" + (i + 1) % 10_000));
        }
        assertThatThrownBy(() -> StageGraph.of(ring))
                .asInstanceOf(InstanceOfAssertFactories.type(GraphException.class))
                .satisfies(refusal -> assertThat(refusal.stages()).hasSize(10_000));
    }

    @Test
    void anUnknownInputIsNamedWithTheNearestStage() {
        refused(
                Problem.UNKNOWN_NAME,
                List.of("join", "ordres"),
                "stage \"join\": needs \"ordres\", which is not a stage; did you mean \"orders\"?",
                List.of(stage("orders"), stage("join", "ordres")));
        refused(
                Problem.UNKNOWN_NAME,
                List.of("join", "products"),
                "stage \"join\": needs \"products\", which is not a stage; stages are orders, join",
                List.of(stage("orders"), stage("join", "products")));
    }

    @Test
    void aNameGivenTwiceIsRefused() {
        refused(
                Problem.DUPLICATE_NAME,
                List.of("a"),
                "stage \"a\": there are two of this name; rename one",
                List.of(stage("a"), stage("b"), stage("a", "b")));
    }

    @Test
    void anInputNamedTwiceIsRefused() {
        assertThatThrownBy(() -> stage("a", "b", "b"))
                .hasMessage("stage \"a\": names an input twice in [b, b]; name each once");
    }

    @Test
    void namesAndTimeoutsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> stage(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stage("a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stage("a").within(Duration.ZERO))
                .hasMessage("stage \"a\": timeout PT0S: expected more than nothing");
    }

    @Test
    void unknownTargetsAreRefusedBeforeAnythingRuns() {
        StageGraph<String> graph = StageGraph.of(stage("top"), stage("sum", "top"));
        GraphOptions<String> options = GraphOptions.defaults();
        assertThatThrownBy(() -> graph.run(options.withTargets(Set.of("topp"))))
                .hasMessage("there is no stage \"topp\"; did you mean \"top\"?");
        assertThatThrownBy(() -> graph.run(options.withAgain(Set.of("summ"))))
                .hasMessage("there is no stage \"summ\"; did you mean \"sum\"?");
    }

    @Test
    void theOrderPutsInputsFirst() {
        StageGraph<String> graph =
                StageGraph.of(stage("c", "b", "a"), stage("b", "a"), stage("a"), stage("d"));
        assertThat(graph.order()).containsExactly("a", "d", "b", "c");
    }

    @Test
    void noStagesAreAGraphThatSucceeds() {
        GraphResult<String> result =
                StageGraph.of(List.<Stage<String>>of()).run(GraphOptions.defaults());
        assertThat(result.report().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(result.report().stages()).isEmpty();
    }
}
