package dev.venturi.cli.pipeline;

import dev.venturi.cli.report.Console;
import dev.venturi.json.JsonValue;
import dev.venturi.pipeline.file.PipelineFile;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Path;

/// Checks and runs a pipeline file.
public final class PipelineVerb {
    private final RunRequest request;
    private final Console console;

    public PipelineVerb(RunRequest request, Console console) {
        this.request = request;
        this.console = console;
    }

    /// What came of it.
    ///
    /// @param exit the exit code
    /// @param report for programs
    public record Outcome(int exit, JsonValue report) {}

    /// Does what was asked for.
    ///
    /// @param silent whether standard output is to stay free for the report
    public Outcome run(boolean silent) throws IOException {
        PipelineFile file = PipelineFile.read(Path.of(request.file()), request.params());
        PlanReport plan = new PlanReport(request.file(), file);
        if (!request.dryRun()) {
            throw new UsageException("expected --dry-run: this build checks a pipeline only");
        }
        if (!silent) {
            console.print(plan.text(console.terminal().width()));
        }
        return new Outcome(0, plan.json());
    }
}
