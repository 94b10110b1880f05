package dev.venturi.pipeline.graph;

import java.util.ArrayList;
import java.util.List;

/// Stages that need each other's results, without a cycle. Immutable; may be run several times, at
/// once as well.
///
/// A stage begins the moment its inputs are there and one of the workers is free; among several the
/// one with the longest chain of stages behind it comes first, then the one that was added first.
/// Each try has a platform thread of its own: a stage that computes and ignores interrupts would
/// keep the carrier of a virtual one (designs/027-stage-graph.md).
///
/// ```
/// StageGraph<Table> graph = StageGraph.of(
///         Stage.of("orders", this::readOrders),
///         Stage.of("users", this::readUsers),
///         Stage.of("joined", this::join).after("orders", "users"));
/// Table joined = graph.run(GraphOptions.defaults()).result("joined");
/// ```
///
/// @param <R> what stages hand on
public final class StageGraph<R> {
    private final List<Stage<R>> stages;
    private final Shape shape;

    private StageGraph(List<Stage<R>> stages) {
        this.stages = List.copyOf(stages);
        this.shape = Shape.of(this.stages);
    }

    /// The graph of some stages, in any order.
    ///
    /// @throws GraphException for names that are unknown or given twice, and for cycles
    @SafeVarargs
    public static <R> StageGraph<R> of(Stage<R>... stages) {
        List<Stage<R>> all = new ArrayList<>();
        for (Stage<R> stage : stages) {
            all.add(stage);
        }
        return new StageGraph<>(all);
    }

    /// The graph of some stages, in any order.
    ///
    /// @throws GraphException for names that are unknown or given twice, and for cycles
    public static <R> StageGraph<R> of(List<Stage<R>> stages) {
        return new StageGraph<>(stages);
    }

    /// The stages, in the order they were given.
    public List<Stage<R>> stages() {
        return stages;
    }

    /// The stage of a name.
    ///
    /// @throws GraphException when there is none
    public Stage<R> stage(String name) {
        return stages.get(shape.number(name));
    }

    /// The names of the stages, each behind those it needs.
    public List<String> order() {
        List<String> names = new ArrayList<>();
        for (int s : shape.order()) {
            names.add(stages.get(s).name());
        }
        return names;
    }

    Shape shape() {
        return shape;
    }

    /// What a run would do, each stage behind those it needs. Fingerprints are asked, which may
    /// read files.
    ///
    /// @throws GraphException when a target does not exist
    public List<PlannedStage> plan(GraphOptions<R> options) {
        return new Plan<>(this, options).stages();
    }

    /// Runs it and waits for its end. An interrupt of the calling thread cancels the run, which
    /// then ends in an orderly way; the thread stays interrupted.
    ///
    /// @throws GraphException when a target does not exist
    public GraphResult<R> run(GraphOptions<R> options) {
        return start(options).await();
    }

    /// Starts to run it.
    ///
    /// @throws GraphException when a target does not exist
    public RunningGraph<R> start(GraphOptions<R> options) {
        return RunningGraph.start(new RunLoop<>(this, options));
    }
}
