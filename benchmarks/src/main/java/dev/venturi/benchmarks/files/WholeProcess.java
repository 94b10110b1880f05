package dev.venturi.benchmarks.files;

import dev.venturi.benchmarks.report.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A command that is timed from its start to its end, as `/usr/bin/time` sees it.
final class WholeProcess {
    private static final Path TIME = Path.of("/usr/bin/time");
    private final List<String> command;
    private final List<double[]> samples = new ArrayList<>();

    WholeProcess(List<String> command) {
        if (!Files.isExecutable(TIME)) {
            throw new IllegalStateException(
                    TIME + " is missing; install GNU time, for example: apt-get install time");
        }
        this.command = List.copyOf(command);
    }

    /// Runs it once.
    ///
    /// @param scratch directory for what it prints
    /// @throws IllegalStateException when it fails, with what it said
    void run(Path scratch) throws IOException, InterruptedException {
        Path measured = scratch.resolve("time.txt");
        Path said = scratch.resolve("output.txt");
        List<String> timed =
                new ArrayList<>(
                        List.of(TIME.toString(), "-o", measured.toString(), "-f", "%U %S %M"));
        timed.addAll(command);
        long began = System.nanoTime();
        int exit =
                new ProcessBuilder(timed)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor();
        double wall = (System.nanoTime() - began) / 1e9;
        if (exit != 0) {
            throw new IllegalStateException(
                    "%s ended with %d: %s".formatted(this, exit, Files.readString(said)));
        }
        String[] parts = Files.readString(measured).strip().split(" ", -1);
        double user = Double.parseDouble(parts[0]);
        double system = Double.parseDouble(parts[1]);
        samples.add(new double[] {wall, user + system, Double.parseDouble(parts[2]) * 1024});
    }

    /// What all runs took.
    Measured measured() {
        return new Measured(column(0), column(1), column(2));
    }

    private double[] column(int c) {
        return samples.stream().mapToDouble(sample -> sample[c]).toArray();
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
