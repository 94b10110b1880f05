package dev.venturi.benchmarks.overhead;

import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Measures what `venturi profile` costs the program that it profiles: processor time of
/// [FixedWork] with and without, in blocks of plain, profiled, profiled, plain, until the 95 %
/// interval of the mean ratio is 1 % to either side, or blocks run out; and how much longer a
/// program takes that does next to nothing.
public final class ProfilingOverhead {
    private static final String ROUNDS = "450";
    private static final int FEWEST_BLOCKS = 8;
    private static final int MOST_BLOCKS = 60;
    private static final int STARTS = 5;
    private static final double NARROW = 0.01;
    private static final double WANTED_PERCENT = 2.0;
    private static final double WANTED_START = 1.5;

    /// Quantiles 0.975 of Student's distribution for 1 to 10 degrees of freedom.
    private static final double[] STUDENT = {
        12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23
    };

    private final Session session;

    private ProfilingOverhead(Session session) {
        this.session = session;
    }

    /// Measures and writes the page.
    public static void main(String[] args) throws Exception {
        Session session = Session.ofProperties();
        Files.createDirectories(session.work());
        new ProfilingOverhead(session).measure();
    }

    private void measure() throws Exception {
        Page page = new Page("What profiling costs");
        run(true, ROUNDS);
        List<Double> ratios = new ArrayList<>();
        double half = Double.POSITIVE_INFINITY;
        double plainSum = 0;
        while (ratios.size() < FEWEST_BLOCKS || (half > NARROW && ratios.size() < MOST_BLOCKS)) {
            double plain = run(false, ROUNDS).cpu();
            double profiled = run(true, ROUNDS).cpu() + run(true, ROUNDS).cpu();
            plain += run(false, ROUNDS).cpu();
            plainSum += plain / 2;
            ratios.add(profiled / plain);
            half = halfWidth(ratios);
            System.err.printf(
                    "overhead: block %d, %+.2f %% +- %.2f%n",
                    ratios.size(), 100 * (mean(ratios) - 1), 100 * half);
        }
        double percent = 100 * (mean(ratios) - 1);
        page.target(
                "processor time, upper end of the 95 % interval, %",
                percent + 100 * half, Double.NaN, WANTED_PERCENT, false, "%.2f");
        double added = addedToStart();
        page.target("added to a start, seconds", added, Double.NaN, WANTED_START, false, "%.2f");
        page.section("Processor time")
                .say(
                        """
                        `FixedWork %s`, %.2f s of processor time, with and without `venturi profile --quiet --json=FILE --`: \
                        %d blocks of plain, profiled, profiled, plain; ratio of the sums of each block. The profiled program's own time, not \
                        that of the report.\
                        """
                                .formatted(ROUNDS, plainSum / ratios.size(), ratios.size()))
                .table(
                        List.of("mean", "95 % interval", "blocks"),
                        List.of(
                                List.of(
                                        "%+.2f %%".formatted(percent),
                                        "%+.2f to %+.2f %%"
                                                .formatted(
                                                        percent - 100 * half, percent + 100 * half),
                                        Integer.toString(ratios.size()))));
        page.write("profiling-overhead", session, "not used");
    }

    private double addedToStart() throws Exception {
        List<Double> added = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            double plain = run(false, "1").wall();
            added.add(run(true, "1").wall() - plain);
        }
        added.sort(null);
        return added.get(STARTS / 2);
    }

    /// @param cpu seconds that the program itself says it took
    private record Ran(double wall, double cpu) {}

    private Ran run(boolean profiled, String rounds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (profiled) {
            Path report = session.work().resolve("overhead.json");
            command.addAll(
                    List.of(
                            session.root().resolve("venturi").toString(),
                            "profile",
                            "--quiet",
                            "--overwrite",
                            "--json=" + report,
                            "--"));
        }
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xms256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FixedWork.class.getName(),
                        rounds));
        Path said = session.work().resolve("overhead.txt");
        long began = System.nanoTime();
        int exit =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor();
        double wall = (System.nanoTime() - began) / 1e9;
        String text = Files.readString(said);
        int cpu = text.indexOf("cpu ");
        if (exit != 0 || cpu < 0) {
            throw new IllegalStateException("%s ended with %d: %s".formatted(command, exit, text));
        }
        String nanos = text.substring(cpu + "cpu ".length()).lines().findFirst().orElseThrow();
        return new Ran(wall, Long.parseLong(nanos.strip()) / 1e9);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double halfWidth(List<Double> values) {
        int n = values.size();
        if (n < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = mean(values);
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double student = n - 2 < STUDENT.length ? STUDENT[n - 2] : 2.1;
        return student * Math.sqrt(squares / (n - 1) / n);
    }
}
