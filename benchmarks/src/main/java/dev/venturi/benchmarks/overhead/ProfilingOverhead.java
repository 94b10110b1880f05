package dev.venturi.benchmarks.overhead;

import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Measures what `venturi profile` costs the program that it profiles, in processor time of
/// [FixedWork], beside what JFR costs with its own default settings and with no event at all.
///
/// The profiled program and a plain one run at the same time on the same core, so that whatever
/// else happens on the machine slows both alike; core, and which of them begins, change from pair
/// to pair. Until the work is warm and afterwards are told apart: the first holds the start of JFR,
/// which is paid once. Pairs are added until the 95 % interval of the mean is 1 % to either side,
/// or they run out. Last, how much longer a program takes that does next to nothing.
public final class ProfilingOverhead {
    private static final String WARM = "4000";
    private static final String THEN = "16000";
    private static final int FEWEST_PAIRS = 8;
    private static final int MOST_PAIRS = 24;
    private static final int STARTS = 5;
    private static final double NARROW = 0.01;
    private static final double WANTED_PERCENT = 2.0;
    private static final double WANTED_START = 1.5;

    /// Quantiles 0.975 of Student's distribution for 1 to 23 degrees of freedom.
    private static final double[] STUDENT = {
        12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13,
        2.12, 2.11, 2.10, 2.09, 2.09, 2.08, 2.07, 2.07
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

    /// A way to run the work.
    ///
    /// @param before in front of the `java`
    /// @param options of the JVM
    private record Way(String name, List<String> before, List<String> options) {}

    /// Processor seconds, as the program itself says them.
    private record Cpu(double warm, double then) {}

    private record Pair(Cpu plain, Cpu profiled) {
        double once() {
            return profiled.warm - plain.warm;
        }

        double ratio() {
            return profiled.then / plain.then;
        }
    }

    private void measure() throws Exception {
        Way plain = new Way("plain", List.of(), List.of());
        List<Way> ways =
                List.of(
                        new Way("`venturi profile --quiet --json=FILE --`", profile(), List.of()),
                        new Way("JFR, `settings=default`", List.of(), recording("default")),
                        new Way("JFR, `settings=none`", List.of(), recording("none")));
        Page page = new Page("What profiling costs");
        List<List<String>> rows = new ArrayList<>();
        for (Way way : ways) {
            List<Pair> pairs = pairs(plain, way);
            double percent = 100 * (mean(pairs, Pair::ratio) - 1);
            double half = 100 * halfWidth(pairs, Pair::ratio);
            if (way.equals(ways.getFirst())) {
                page.target(
                        "processor time once warm, upper end of the 95 % interval, %",
                        percent + half, Double.NaN, WANTED_PERCENT, false, "%.2f");
            }
            rows.add(
                    List.of(
                            way.name,
                            "%+.2f %% (%+.2f to %+.2f)"
                                    .formatted(percent, percent - half, percent + half),
                            "%+.2f s (half-width %.2f)"
                                    .formatted(
                                            mean(pairs, Pair::once), halfWidth(pairs, Pair::once)),
                            "%.2f, %.2f s"
                                    .formatted(
                                            mean(pairs, p -> p.plain.warm),
                                            mean(pairs, p -> p.plain.then)),
                            Integer.toString(pairs.size())));
        }
        page.target(
                "added to a start, seconds",
                addedToStart(plain, ways.getFirst()),
                Double.NaN,
                WANTED_START,
                false,
                "%.2f");
        page.section("Processor time")
                .say(
                        """
                        `FixedWork %s %s`: each way in pairs with a plain run, both at the same time on one core (`taskset`), core and \
                        order in turn. Mean with its 95 %% interval of the ratio once warm, and of the seconds added until then. The \
                        profiled program's own time, not that of the report.\
                        """
                                .formatted(WARM, THEN))
                .table(
                        List.of(
                                "way",
                                "once warm",
                                "until warm, added",
                                "plain: until warm, after",
                                "pairs"),
                        rows);
        page.write("profiling-overhead", session, "not used");
    }

    private List<String> profile() {
        return List.of(
                session.root().resolve("venturi").toString(),
                "profile",
                "--quiet",
                "--overwrite",
                "--json=" + session.work().resolve("overhead.json"),
                "--");
    }

    private List<String> recording(String settings) {
        return List.of(
                "-XX:StartFlightRecording:settings=%s,filename=%s"
                        .formatted(settings, session.work().resolve("overhead.jfr")));
    }

    private List<Pair> pairs(Way plain, Way way) throws IOException, InterruptedException {
        List<Pair> pairs = new ArrayList<>();
        while (pairs.size() < FEWEST_PAIRS
                || (halfWidth(pairs, Pair::ratio) > NARROW && pairs.size() < MOST_PAIRS)) {
            int core = pairs.size() % 2;
            boolean plainFirst = pairs.size() / 2 % 2 == 0;
            Path plainSaid = session.work().resolve("overhead-plain.txt");
            Path said = session.work().resolve("overhead.txt");
            Process first = plainFirst ? start(plain, core, plainSaid) : start(way, core, said);
            Process second = plainFirst ? start(way, core, said) : start(plain, core, plainSaid);
            await(first);
            await(second);
            pairs.add(new Pair(cpu(plainSaid), cpu(said)));
            System.err.printf(
                    "overhead: %s: pair %d, %+.2f %% +- %.2f, once %.2f s%n",
                    way.name,
                    pairs.size(),
                    100 * (mean(pairs, Pair::ratio) - 1),
                    100 * halfWidth(pairs, Pair::ratio),
                    mean(pairs, Pair::once));
        }
        return pairs;
    }

    private double addedToStart(Way plain, Way way) throws IOException, InterruptedException {
        double[] added = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            added[i] = -wall(plain) + wall(way);
        }
        Arrays.sort(added);
        return added[STARTS / 2];
    }

    private double wall(Way way) throws IOException, InterruptedException {
        long began = System.nanoTime();
        await(command(way, List.of(), session.work().resolve("overhead.txt"), "1", "1").start());
        return (System.nanoTime() - began) / 1e9;
    }

    private Process start(Way way, int core, Path said) throws IOException {
        return command(way, List.of("taskset", "-c", Integer.toString(core)), said, WARM, THEN)
                .start();
    }

    private ProcessBuilder command(
            Way way, List<String> before, Path said, String warm, String then) {
        List<String> command = new ArrayList<>(before);
        command.addAll(way.before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(way.options);
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xms256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FixedWork.class.getName(),
                        warm,
                        then));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    }

    private static void await(Process process) throws InterruptedException {
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException("%s ended with %d".formatted(process.info(), exit));
        }
    }

    private static Cpu cpu(Path said) throws IOException {
        double warm = seconds(said, "warm ");
        return new Cpu(warm, seconds(said, "end ") - warm);
    }

    private static double seconds(Path said, String word) throws IOException {
        String line =
                Files.readString(said)
                        .lines()
                        .filter(l -> l.startsWith(word))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(said + ": no " + word));
        return Long.parseLong(line.substring(word.length())) / 1e9;
    }

    private static double mean(List<Pair> pairs, ToDoubleFunction<Pair> of) {
        return pairs.stream().mapToDouble(of).average().orElseThrow();
    }

    private static double halfWidth(List<Pair> pairs, ToDoubleFunction<Pair> of) {
        int n = pairs.size();
        if (n < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double mean = mean(pairs, of);
        double squares = 0;
        for (Pair pair : pairs) {
            double away = of.applyAsDouble(pair) - mean;
            squares += away * away;
        }
        return STUDENT[Math.min(n - 2, STUDENT.length - 1)] * Math.sqrt(squares / (n - 1) / n);
    }
}
