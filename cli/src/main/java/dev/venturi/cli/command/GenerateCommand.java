package dev.venturi.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Makes a table to try things on: asks which.
@Command(
        name = "generate",
        description = "Make a table of any size to try things on.",
        customSynopsis = "venturi generate TABLE [OPTIONS]",
        footer = {
            "",
            "Example:",
            "  venturi generate vitals --patients 20000 --days 365 --seed 42 -o vitals.csv"
        })
final class GenerateCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a table is missing; expected " + String.join(", ", spec.subcommands().keySet()));
    }
}
