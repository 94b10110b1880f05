package dev.venturi.cli;

import dev.venturi.cli.report.Console;
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
                    "profile --help");

    private Training() {}

    /// Runs them; the first that fails ends it.
    ///
    /// @param args none
    public static void main(String[] args) {
        for (String command : COMMANDS) {
            int exit = Main.run(command.split(" "), Console.ofProcess());
            if (exit != 0) {
                throw new IllegalStateException("exit code %d: %s".formatted(exit, command));
            }
        }
    }
}
