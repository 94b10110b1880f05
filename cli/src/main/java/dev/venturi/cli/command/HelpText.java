package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// How `--help` looks: as wide as the screen, options under headings.
final class HelpText {
    private static final int WIDEST = 100;

    /// Headings of the options by the class that declares them; others stand under "Options".
    private static final Map<Class<?>, String> HEADINGS =
            Map.of(
                    PlanOptions.class,
                    "Features",
                    RowOptions.class,
                    "Rows",
                    InputOptions.class,
                    "Reading CSV",
                    ManifestOptions.class,
                    "Reading",
                    OutputOptions.class,
                    "Output",
                    RunningOptions.class,
                    "Running",
                    KernelOptions.class,
                    "Running",
                    GeneralOptions.class,
                    "General");

    private HelpText() {}

    static void install(CommandLine root, Console console) {
        boolean colour = console.terminal().showsOutput() && System.getenv("NO_COLOR") == null;
        root.setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF));
        root.setUsageHelpWidth(Math.min(WIDEST, console.terminal().width()));
        install(root);
    }

    private static void install(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.sortOptions(false).sortSynopsis(false).synopsisHeading("Usage: ");
        usage.descriptionHeading("%n");
        usage.parameterListHeading("%n").commandListHeading("%n" + headingOf(command) + ":%n");
        command.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpText::options);
        command.getSubcommands().values().forEach(HelpText::install);
    }

    private static String headingOf(CommandLine command) {
        return command.getCommand() instanceof GenerateCommand ? "Tables" : "Verbs";
    }

    private static String options(Help help) {
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        for (OptionSpec option : help.commandSpec().options()) {
            Class<?> declaring =
                    option.userObject() instanceof Field field
                            ? field.getDeclaringClass()
                            : Object.class;
            String heading = HEADINGS.getOrDefault(declaring, "Options");
            sections.computeIfAbsent(heading, _ -> new ArrayList<>()).add(option);
        }
        StringBuilder text = new StringBuilder();
        sections.forEach((heading, options) ->
                text.append('\n')
                        .append(heading)
                        .append(":\n")
                        .append(help.optionListExcludingGroups(options)));
        return text.toString();
    }
}
