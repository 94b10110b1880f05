package dev.venturi.cli.command;

import dev.venturi.table.NearestName;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in our words: what was found, what was expected, where to
/// read on.
public final class Mistakes {
    private static final Map<Class<?>, String> NUMBERS =
            Map.of(
                    int.class,
                    "a whole number",
                    long.class,
                    "a whole number",
                    Integer.class,
                    "a whole number",
                    Long.class,
                    "a whole number",
                    double.class,
                    "a number",
                    Double.class,
                    "a number");

    private Mistakes() {}

    /// The message for a command line that cannot be understood.
    public static String explain(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        String problem =
                switch (mistake) {
                    case UnmatchedArgumentException e ->
                            unmatched(e.getUnmatched().getFirst(), command);
                    case MissingParameterException e -> missing(e);
                    default -> invalid(mistake);
                };
        return problem + "\nsee " + command.getCommandSpec().qualifiedName() + " --help";
    }

    private static String unmatched(String argument, CommandLine command) {
        if (argument.startsWith("-") && argument.length() > 1) {
            int end = argument.indexOf('=');
            String option = end < 0 ? argument : argument.substring(0, end);
            return "unknown option " + option + nearest(option, options(command), "");
        }
        Map<String, CommandLine> verbs = command.getSubcommands();
        if (verbs.isEmpty()) {
            return "unexpected argument \"" + argument + "\"";
        }
        String what = command.getCommand() instanceof GenerateCommand ? "table" : "verb";
        return "unknown "
                + what
                + " \""
                + argument
                + "\""
                + nearest(
                        argument,
                        verbs.keySet(),
                        "; expected one of " + String.join(", ", verbs.keySet()));
    }

    private static Collection<String> options(CommandLine command) {
        return command.getCommandSpec().optionsMap().keySet();
    }

    private static String nearest(String written, Collection<String> names, String otherwise) {
        return NearestName.of(written, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse(otherwise);
    }

    private static String missing(MissingParameterException e) {
        ArgSpec argument = e.getMissing().getFirst();
        if (argument instanceof OptionSpec option) {
            return option.required()
                    ? option.longestName() + " is missing"
                    : "%s: its value is missing, expected %s %s"
                            .formatted(
                                    option.longestName(),
                                    option.longestName(),
                                    argument.paramLabel());
        }
        return argument.paramLabel() + " is missing";
    }

    private static String invalid(ParameterException e) {
        ArgSpec argument = e.getArgSpec();
        Class<?> type = argument == null ? Object.class : argument.type();
        if (argument instanceof OptionSpec option && NUMBERS.containsKey(type)) {
            return "%s: expected %s, found \"%s\""
                    .formatted(option.longestName(), NUMBERS.get(type), e.getValue());
        }
        return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }
}
