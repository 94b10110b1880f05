package dev.venturi.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// Shows the help of the command or of a verb.
@Command(
        name = "help",
        description = "Show the help of a verb.",
        customSynopsis = "venturi help [VERB]",
        footer = {"", "Example:", "  venturi help features"})
final class HelpCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "VERB",
            arity = "0..*",
            completionCandidates = Candidates.VerbNames.class,
            description = "A verb; none: the command.")
    List<String> verbs = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Override
    public void run() {
        CommandLine command = spec.parent().commandLine();
        for (String verb : verbs) {
            CommandLine next = command.getSubcommands().get(verb);
            if (next == null) {
                throw new UnmatchedArgumentException(command, List.of(verb));
            }
            command = next;
        }
        command.usage(command.getOut());
    }
}
