package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.table.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What every verb takes.
final class GeneralOptions {
    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "FILE",
            description =
                    "Report as JSON, for programs: to standard output, or with --json=FILE to a"
                            + " file.")
    @Nullable String json;

    @Option(
            names = "--overwrite",
            description = "Replace outputs that exist; without it they stay as they are.")
    boolean overwrite;

    @Option(
            names = "--quiet",
            description = "Say nothing but results and errors: no progress, summary, warnings.")
    boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /// Makes the console as quiet as asked.
    void applyTo(Console console) {
        if (quiet) {
            console.beQuiet();
        }
    }

    /// Refuses a table and a report on the same standard output.
    ///
    /// @param output what `-o` says
    void refuseJsonBeside(@Nullable String output) {
        if ("-".equals(json) && "-".equals(output)) {
            throw new UsageException(
                    "--json and -o - both want standard output; name a file for one of them,"
                            + " for example --json=summary.json");
        }
    }

    /// Opens where the report goes, if one was asked for, before any work is done.
    ///
    /// @throws dev.venturi.table.UsageException when its file exists and may not be replaced
    JsonReport openJson(Console console) {
        return JsonReport.open(json, overwrite, console);
    }
}
