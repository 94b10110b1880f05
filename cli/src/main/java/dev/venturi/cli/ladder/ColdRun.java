package dev.venturi.cli.ladder;

import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One run of the command in a process of its own, as a user would start it: nothing is compiled
/// yet, nothing is warm.
///
/// @param seconds from its start to its end
/// @param summary what it said with `--json`
record ColdRun(double seconds, JsonObject summary) {
    private static final String MAIN = "dev.venturi.cli.Main";

    /// Runs `venturi` with this process's Java and options.
    ///
    /// @param arguments with which it writes a table to a file; `--json` is added
    /// @throws IllegalStateException when it fails, with what it said
    static ColdRun of(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command());
        command.addAll(arguments);
        command.addAll(List.of("--quiet", "--json"));
        long started = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        double seconds = (System.nanoTime() - started) / 1e9;
        if (exit != 0) {
            throw new IllegalStateException(
                    "%s ended with %d".formatted(String.join(" ", command), exit));
        }
        return new ColdRun(seconds, (JsonObject) JsonReader.parse(out, "summary"));
    }

    /// A number of the summary; NaN when it is not known.
    double number(String key) {
        JsonValue value = summary.get(key);
        return value instanceof JsonNumber(String digits) ? Double.parseDouble(digits) : Double.NaN;
    }

    /// A text of the summary; empty when it is not known.
    String text(String key) {
        return summary.get(key) instanceof JsonText(String text) ? text : "";
    }

    /// The command line of this process up to its own arguments; where the system does not tell it,
    /// one like it.
    private static List<String> command() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        String java =
                info.command()
                        .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        List<String> command = new ArrayList<>(List.of(java));
        List<String> given = Arrays.asList(info.arguments().orElse(new String[0]));
        int jar = given.indexOf("-jar") + 1;
        boolean ours = jar > 0 && given.get(jar).endsWith("venturi.jar");
        int end = ours ? jar + 1 : given.indexOf(MAIN) + 1;
        if (end > 0) {
            command.addAll(given.subList(0, end));
            return command;
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            command.add("--add-modules=jdk.incubator.vector");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        return command;
    }
}
