package dev.venturi.pipeline.graph;

/// A stage has no result. The message says why, the cause is what the stage threw, if it did.
public final class StageFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient StageReport report;

    StageFailedException(StageReport report) {
        super(
                "stage \"%s\" is %s: %s".formatted(report.name(), report.state(), report.reason()),
                report.failure());
        this.report = report;
    }

    /// What became of the stage.
    public StageReport report() {
        return report;
    }
}
