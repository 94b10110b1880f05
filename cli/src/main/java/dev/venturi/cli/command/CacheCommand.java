package dev.venturi.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Caches of look-ups: asks what about them.
@Command(
        name = "cache",
        description = "Find the size and the policy of a cache for keys of your own.",
        customSynopsis = "venturi cache simulate TRACE [OPTIONS]",
        footer = {"", "Example:", "  venturi cache simulate trace.csv --key user_id"})
final class CacheCommand implements Runnable {
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
                "what to do is missing; expected "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
