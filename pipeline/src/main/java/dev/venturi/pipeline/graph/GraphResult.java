package dev.venturi.pipeline.graph;

import dev.venturi.table.NearestName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A run that has ended: its report, and the results of the stages that have one.
///
/// @param <R> what stages hand on
public final class GraphResult<R> {
    private final RunReport report;
    private final Map<String, R> results;

    GraphResult(RunReport report, Map<String, R> results) {
        this.report = report;
        this.results = new LinkedHashMap<>(results);
    }

    /// What happened.
    public RunReport report() {
        return report;
    }

    /// The result of a stage, never null.
    ///
    /// @throws StageFailedException when it has none, saying why
    /// @throws IllegalArgumentException when there is no such stage
    public R result(String stage) {
        R result = results.get(stage);
        if (result != null) {
            return result;
        }
        throw new StageFailedException(
                report.stages().stream()
                        .filter(of -> of.name().equals(stage))
                        .findFirst()
                        .orElseThrow(() -> unknown(stage)));
    }

    private IllegalArgumentException unknown(String stage) {
        return new IllegalArgumentException(
                "there is no stage \"%s\"%s"
                        .formatted(
                                stage,
                                NearestName.of(stage, results.keySet())
                                        .map("; did you mean \"%s\"?"::formatted)
                                        .orElse("")));
    }

    /// This, if all that was asked for is there.
    ///
    /// @throws StageFailedException for the first stage that ended without a result, its cause what
    ///   that stage threw
    public GraphResult<R> orThrow() {
        Optional<StageReport> first = report.firstFailure();
        if (first.isPresent()) {
            throw new StageFailedException(first.get());
        }
        return this;
    }
}
