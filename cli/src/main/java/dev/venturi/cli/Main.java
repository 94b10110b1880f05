package dev.venturi.cli;

import dev.venturi.cli.command.Verbs;
import dev.venturi.cli.report.Console;
import dev.venturi.table.OutputClosedException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;

/// The `venturi` command: from its arguments to its exit code.
public final class Main {
    private Main() {}

    /// Runs the command and ends the JVM with its exit code.
    ///
    /// @param args the command line
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT); // what it says is English: 1,000 and not 1.000
        System.exit(run(args, Console.ofProcess()));
    }

    /// Runs the command; whatever goes wrong is told on standard error and becomes an exit code.
    ///
    /// @param args the command line
    /// @param console where it speaks
    /// @return the exit code
    public static int run(String[] args, Console console) {
        Failures failures = new Failures(console);
        try {
            int exit = commandLine(args, console, failures).execute(Verbs.normalised(args));
            console.out().flush();
            return exit;
        } catch (IOException | RuntimeException | Error e) { // out of memory included
            return failures.exitCode(e);
        }
    }

    private static CommandLine commandLine(String[] args, Console console, Failures failures) {
        CommandLine commandLine = Verbs.commandLine(args, console);
        commandLine.getCommandSpec().versionProvider(() -> BuildInfo.load().lines());
        PrintWriter help =
                new PrintWriter(new OutputStreamWriter(console.out(), StandardCharsets.UTF_8));
        return commandLine
                .setOut(help)
                .setExecutionStrategy(parsed -> {
                    try {
                        return new CommandLine.RunLast().execute(parsed);
                    } catch (OutputClosedException e) { // while printing help or the version
                        return failures.exitCode(e);
                    }
                })
                .setParameterExceptionHandler((e, _) -> failures.exitCode(e))
                .setExecutionExceptionHandler((e, _, _) -> failures.exitCode(e));
    }
}
