package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/// The command with its verbs.
public final class Verbs {
    static final List<String> NAMES =
            List.of(
                    "features",
                    "generate",
                    "inspect",
                    "convert",
                    "compare",
                    "manifest",
                    "catalog",
                    "run",
                    "cache",
                    "demo",
                    "profile",
                    "report",
                    "help");
    private static final Set<String> HELP = Set.of("-h", "--help", "help");

    private Verbs() {}

    /// The command for a command line. Only the verb that is asked for is set up, all of them when
    /// there is none: setting one up takes longer than reading a small file.
    public static CommandLine commandLine(String[] args, Console console) {
        CommandLine root = new CommandLine(new VenturiCommand());
        String asked = args.length == 0 ? "" : args[0];
        for (String name : NAMES) {
            boolean wanted = asked.equals("help") || !NAMES.contains(asked) || asked.equals(name);
            if (wanted) {
                add(name, root, console);
            }
        }
        root.setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setOverwrittenOptionsAllowed(true);
        // behind -- stands the command line of another program
        if (args.length == 0
                || List.of(args).stream()
                        .takeWhile(argument -> !argument.equals("--"))
                        .anyMatch(HELP::contains)) {
            HelpText.install(root, console);
        }
        return root;
    }

    private static void add(String name, CommandLine root, Console console) {
        root.addSubcommand(
                switch (name) {
                    case "features" -> new FeaturesCommand(console);
                    case "generate" ->
                            new CommandLine(new GenerateCommand())
                                    .addSubcommand(new GenerateVitalsCommand(console));
                    case "inspect" -> new InspectCommand(console);
                    case "convert" -> new ConvertCommand(console);
                    case "compare" -> new CompareCommand(console);
                    case "manifest" -> new ManifestCommand(console);
                    case "catalog" -> new CatalogCommand(console);
                    case "run" -> new RunCommand(console);
                    case "cache" ->
                            new CommandLine(new CacheCommand())
                                    .addSubcommand(new CacheSimulateCommand(console));
                    case "demo" -> new DemoCommand(console);
                    case "profile" ->
                            new CommandLine(new ProfileCommand(console))
                                    .setStopAtPositional(true)
                                    .addSubcommand(new ProfileDiffCommand(console));
                    case "report" -> new ReportCommand(console);
                    case "help" -> new HelpCommand();
                    default -> throw new IllegalStateException(name);
                });
    }

    /// The arguments as picocli reads them: `--json`, `--markdown` and `--verify-manifest` alone
    /// take no value from the next argument.
    public static String[] normalised(String[] args) {
        String[] read = args.clone();
        for (int i = 0; i < read.length && !read[i].equals("--"); i++) {
            if (read[i].equals("--json") || read[i].equals("--markdown")) {
                read[i] += "=-";
            }
            if (read[i].equals("--verify-manifest")) {
                read[i] = "--verify-manifest=";
            }
        }
        return read;
    }
}
