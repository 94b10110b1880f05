package dev.venturi.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The root of the `venturi` command.
@Command(
        name = "venturi",
        description = "Features per entity from tables, bit for bit.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.Version.class)
public final class Main implements Runnable {
    @Spec private CommandSpec spec;

    private Main() {}

    /// Runs the command and ends the JVM with its exit code.
    ///
    /// @param args the command line
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing; see venturi --help");
    }
}
