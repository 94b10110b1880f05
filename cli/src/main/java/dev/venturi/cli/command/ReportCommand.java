package dev.venturi.cli.command;

import dev.venturi.advice.rules.StandardRules;
import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Explanation;
import dev.venturi.cli.report.ProfileSummary;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Recording;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Explains a recording that somebody else made.
@Command(
        name = "report",
        description = "Explain a recording of a JVM program: where time and memory go, by line.",
        customSynopsis = "venturi report RECORDING [OPTIONS]",
        footer = {
            "",
            "RECORDING is a .jfr file of JDK Flight Recorder (JDK 17 to 25) or of async-profiler.",
            "The summary goes to standard output, unless a file of the report does or --quiet is"
                    + " given.",
            "",
            "Examples:",
            "  venturi report recording.jfr",
            "  venturi report recording.jfr --html=page.html --source src/main/java",
            "  venturi report recording.jfr --json --app com.acme",
            "  venturi report recording.jfr --fail-on advice --markdown=findings.md"
        })
final class ReportCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Console console;

    @Parameters(index = "0", paramLabel = "RECORDING", description = "The .jfr file.")
    String recording = "";

    @Mixin ReportOptions reporting = new ReportOptions();

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        reporting.general.applyTo(console);
        Path file = Path.of(recording);
        if (!Files.exists(file)) {
            throw new UsageException("%s: no such file; expected a recording".formatted(recording));
        }
        try (ReportFiles<Explanation> files = reporting.open(console, true)) {
            Profile profile = Recording.read(file, reporting.reading());
            Explanation explanation =
                    new Explanation(
                            file,
                            profile,
                            StandardRules.advisor().judge(profile),
                            Optional.empty(),
                            List.of(),
                            reporting.sources);
            files.write(explanation);
            if (!files.onStandardOutput() && !console.isQuiet()) {
                console.print(
                        ProfileSummary.text(
                                explanation, console.terminal().width(), reporting.top.rows));
                console.out().flush();
            }
            if (!files.names().isEmpty()) {
                console.note("wrote " + String.join(", ", files.names()));
            }
            return reporting.fails(explanation.judgement()) ? FAILED : 0;
        }
    }
}
