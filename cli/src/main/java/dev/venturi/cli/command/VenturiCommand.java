package dev.venturi.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `venturi` itself: asks for a verb.
@Command(
        name = "venturi",
        description = "Features per entity from tables, bit for bit.",
        customSynopsis = "venturi VERB [OPTIONS]",
        footer = {
            "",
            "Examples:",
            "  venturi features readings.csv --by patient_id --order-by day -o features.csv",
            "  venturi compare before.csv after.csv --by patient_id",
            "  venturi run pipeline.yaml",
            "  venturi demo",
            "",
            "Exit codes: 0 done, 1 a difference was found, 2 usage, 3 content of the input,",
            "4 the machine (disk, memory, permission), 130 interrupted."
        })
final class VenturiCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show version, build id and commit.")
    boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a verb is missing; expected one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
