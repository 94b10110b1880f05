package dev.venturi.pipeline.graph;

import java.util.List;

/// Stages that do not form a graph that can run. The message names them and the cure.
public final class GraphException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// What is wrong with them.
    public enum Problem {
        /// Two stages of one name.
        DUPLICATE_NAME,
        /// An input, a target or a stage to be computed again that does not exist.
        UNKNOWN_NAME,
        /// One stage names an input twice.
        REPEATED_INPUT,
        /// Stages that wait for each other.
        CYCLE
    }

    private final Problem problem;
    private final transient List<String> stages;

    GraphException(Problem problem, List<String> stages, String message) {
        super(message);
        this.problem = problem;
        this.stages = List.copyOf(stages);
    }

    /// What is wrong.
    public Problem problem() {
        return problem;
    }

    /// The stages it is about: of a cycle all, in the direction of the data, each once; of an
    /// unknown input the stage that names it and then the name.
    public List<String> stages() {
        return stages;
    }
}
