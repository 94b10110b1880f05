package dev.venturi.cli;

import dev.venturi.cli.report.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs what users usually run, on a few rows in the current directory, so that the JVM can write
/// down the classes it needs; `bin/train.sh` starts it.
final class Training {
    private static final List<String> COMMANDS =
            List.of(
                    "--version",
                    "--help",
                    "catalog",
                    "generate vitals --patients 20 --days 30 -o vitals.csv",
                    "features vitals.csv --by patient_id",
                    "features vitals.csv --by patient_id --order-by day -o features.csv",
                    "compare features.csv features.csv",
                    "convert vitals.csv vitals.parquet",
                    "features vitals.parquet --by patient_id --order-by day -o features.parquet",
                    "inspect vitals.parquet",
                    "run --help",
                    "profile --help");

    /// On a recording of ourselves.
    private static final List<String> EXPLANATIONS =
            List.of(
                    "report run.jfr",
                    "report run.jfr --json=run.json --markdown=run.md --html=run.html --quiet",
                    "profile diff run.jfr run.jfr");

    private Training() {}

    /// Runs them; the first that fails ends it.
    ///
    /// @param args none
    public static void main(String[] args) {
        COMMANDS.forEach(Training::run);
        // a Java made by jlink may be without
        if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
            run(profiled("features vitals.csv --by patient_id -o again.csv --quiet"));
            EXPLANATIONS.forEach(Training::run);
        }
    }

    /// Our own command as a program that is recorded.
    private static List<String> profiled(String command) {
        List<String> line =
                new ArrayList<>(List.of("profile", "--keep", "run.jfr", "--quiet", "--"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        line.addAll(words(command));
        return line;
    }

    private static List<String> words(String command) {
        return List.of(command.split(" ", -1));
    }

    private static void run(String command) {
        run(words(command));
    }

    private static void run(List<String> command) {
        int exit = Main.run(command.toArray(String[]::new), Console.ofProcess());
        if (exit != 0) {
            throw new IllegalStateException(
                    "exit code %d: %s".formatted(exit, String.join(" ", command)));
        }
    }
}
