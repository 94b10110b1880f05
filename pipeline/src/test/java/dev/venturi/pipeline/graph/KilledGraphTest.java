package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is killed, anywhere, is taken up by the next one: what was finished is not computed
/// again, the answer is that of an undisturbed run, and nothing temporary is left. Kills wait for
/// an event and not for a time; the run stands still at it until it is dead.
class KilledGraphTest {
    private static final int ENTITIES = 600;
    private static final int DAYS = 20;

    @TempDir static Path data;
    private static Path table;
    private static String undisturbed;

    /// Where to kill.
    ///
    /// @param where `run` or `spill`
    /// @param at beginning of the line that tells of it
    record Kill(String where, int workers, String at) {}

    /// What came of it.
    ///
    /// @param spilled bytes of spilled rows on disk when it was dead
    /// @param finished stages that had a result before
    /// @param reused stages the next run did not compute
    /// @param left temporary files after the next run
    record Outcome(
            Kill kill,
            boolean killed,
            long spilled,
            int finished,
            int reused,
            boolean same,
            int left) {
        boolean fine() {
            boolean inPlace = spilled > 0 || !kill.where().equals("spill");
            return killed && inPlace && same && left == 0 && reused >= finished;
        }
    }

    @BeforeAll
    static void write() throws Exception {
        Random random = new Random(5);
        List<String> lines = new ArrayList<>(List.of("id,day,x"));
        for (int d = 0; d < DAYS; d++) {
            for (int e = 0; e < ENTITIES; e++) {
                lines.add(e + "," + d + ',' + random.nextGaussian());
            }
        }
        table = Files.write(data.resolve("daily.csv"), lines);
        undisturbed = answer(data.resolve("undisturbed"), new TreeSet<>());
    }

    /// Runs the graph in this process.
    ///
    /// @param reused receives the stages that were not computed
    private static String answer(Path store, Set<String> reused) throws IOException {
        GraphResult<Path> result =
                KilledGraph.run(
                                store,
                                table,
                                2,
                                (event, stage) -> {
                                    if (event.equals("REUSED")) {
                                        synchronized (reused) {
                                            reused.add(stage);
                                        }
                                    }
                                })
                        .orThrow();
        StringBuilder all = new StringBuilder();
        for (String stage : KilledGraph.STAGES) {
            all.append(Files.readString(result.result(stage)));
        }
        return all.toString();
    }

    private static Process start(Path store, Kill kill) throws IOException {
        boolean spills = kill.where().equals("spill");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        spills ? "-Xint" : "-XX:TieredStopAtLevel=1", // slowly: phases are seen
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledGraph.class.getName(),
                        store.toString(),
                        table.toString(),
                        Integer.toString(kill.workers()),
                        kill.at())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Kills a run, and lets the next one finish.
    private static Outcome outcome(Kill kill, Path store) throws Exception {
        Process process = start(store, kill);
        Set<String> finished = new TreeSet<>();
        try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                if (line.startsWith("SUCCEEDED ") || line.startsWith("REUSED ")) {
                    finished.add(line.substring(line.indexOf(' ') + 1));
                }
                if (KilledGraph.isReached(line, kill.at())) {
                    process.destroyForcibly();
                    break;
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        boolean killed = process.exitValue() == 128 + 9;
        long spilled = spilledBytes(store);
        Set<String> reused = new TreeSet<>();
        boolean same = answer(store, reused).equals(undisturbed);
        assertThat(reused).as("%s: finished before the kill", kill).containsAll(finished);
        return new Outcome(
                kill,
                killed,
                spilled,
                finished.size(),
                reused.size(),
                same,
                temporary(store).size());
    }

    private static long spilledBytes(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(file -> file.toString().contains(".spill.venturi-"))
                    .filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static List<Path> temporary(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(file -> !file.equals(store))
                    .filter(file -> {
                        String first = store.relativize(file).getName(0).toString();
                        boolean lasting = first.length() == 64 || first.equals("store.lock");
                        return !lasting || file.toString().contains(".venturi-");
                    })
                    .toList();
        }
    }

    private static void check(List<Kill> kills, Path directory) throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (Kill kill : kills) {
            outcomes.add(outcome(kill, directory.resolve("store-" + outcomes.size())));
        }
        System.out.print(tabulated(outcomes));
        assertThat(outcomes).allMatch(Outcome::fine);
    }

    private static String tabulated(List<Outcome> outcomes) {
        StringBuilder out = new StringBuilder();
        out.append(
                "| # | killed in | workers | at | dead by signal 9 | spilled bytes on disk | finished before | reused after | same answer | temporary files left |\n");
        out.append("|---|---|---|---|---|---|---|---|---|---|\n");
        int number = 0;
        for (Outcome of : outcomes) {
            number++;
            out.append(
                    String.format(
                            Locale.ROOT,
                            "| %d | %s | %d | %s | %s | %,d | %d | %d | %s | %d |%n",
                            number,
                            of.kill().where(),
                            of.kill().workers(),
                            of.kill().at(),
                            of.killed() ? "yes" : "no",
                            of.spilled(),
                            of.finished(),
                            of.reused(),
                            of.same() ? "yes" : "no",
                            of.left()));
        }
        return out.toString();
    }

    private static Kill run(int workers, String event, String stage) {
        return new Kill("run", workers, event + " " + stage);
    }

    private static Kill spill(String phase) {
        return new Kill("spill", 2, phase + " features");
    }

    @Test
    void aKilledRunIsTakenUp(@TempDir Path directory) throws Exception {
        check(
                List.of(
                        run(2, "HALF", "squares"),
                        run(1, "KEEPING", "joined"),
                        run(2, "READING", "checked"),
                        run(2, "ENDED", "features"),
                        spill("DIVIDING-5"),
                        spill("COMPUTING-2")),
                directory);
    }

    @Test
    @Tag("heavy")
    void fiftyKilledRunsAreTakenUp(@TempDir Path directory) throws Exception {
        List<Kill> kills = new ArrayList<>();
        for (String stage : KilledGraph.STAGES) {
            for (String event : KilledGraph.EVENTS) {
                kills.add(run(1 + kills.size() % 2, event, stage));
            }
        }
        for (int tenth = 3; tenth < 10; tenth++) {
            kills.add(spill("DIVIDING-" + tenth));
        }
        for (int tenth : new int[] {1, 3, 5, 7, 8}) {
            kills.add(spill("COMPUTING-" + tenth));
        }
        kills.add(spill("WRITING-0"));
        kills.add(spill("WRITING-0"));
        assertThat(kills).hasSize(50);
        check(kills, directory);
    }

    /// Killed again and again, each time a little later, a run still gets to its end.
    @Test
    void aRunKilledAgainAndAgainGetsToItsEnd(@TempDir Path directory) throws Exception {
        Path store = directory.resolve("store");
        Set<String> finished = new TreeSet<>();
        for (String stage : List.of("numbers", "features", "checked", "written")) {
            Process process = start(store, run(1, "KEEPING", stage));
            try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
                String line = told.readLine();
                while (line != null && !line.equals("KEEPING " + stage)) {
                    String of = line.substring(line.indexOf(' ') + 1);
                    if (line.startsWith("STARTED ")) {
                        assertThat(finished).as("not computed again").doesNotContain(of);
                    } else if (line.startsWith("SUCCEEDED ")) {
                        finished.add(of);
                    }
                    line = told.readLine();
                }
                process.destroyForcibly();
            }
            assertThat(process.waitFor()).isEqualTo(128 + 9);
        }
        Set<String> reused = new TreeSet<>();
        assertThat(answer(store, reused)).isEqualTo(undisturbed);
        assertThat(reused).isEqualTo(finished).hasSize(5);
        assertThat(temporary(store)).isEmpty();
    }

    @Test
    void anIsolatedJvmDiesWithAKilledParent(@TempDir Path directory) throws Exception {
        Path pid = directory.resolve("pid.txt");
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName(),
                                directory.resolve("store").toString(),
                                pid.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader told = parent.inputReader(StandardCharsets.UTF_8)) {
            assertThat(told.readLine()).isEqualTo("turning");
            parent.destroyForcibly();
        }
        assertThat(parent.waitFor()).isEqualTo(128 + 9);
        long child = Long.parseLong(Files.readString(pid));
        ProcessHandle.of(child)
                .ifPresent(process ->
                        assertThat(process.onExit()).succeedsWithin(30, TimeUnit.SECONDS));
    }

    /// Runs an isolated stage that never ends.
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) {
            StageGraph<String> graph =
                    StageGraph.of(
                            Stage.of(
                                    "turns",
                                    new IsolatedWork<>(
                                            IsolatedWorkTest.Work.class.getName(),
                                            Map.of("what", "turn", "pid", arguments[1]),
                                            new TextCodec(),
                                            ChildJvm.likeThis())));
            try (ResultStore<String> store =
                    ResultStore.open(Path.of(arguments[0]), new TextCodec())) {
                graph.run(
                        GraphOptions.<String>defaults()
                                .withStore(store)
                                .withListener(event -> {
                                    if (event instanceof StageEvent.Progressed progressed) {
                                        System.out.println(progressed.what());
                                    }
                                }));
            }
        }
    }
}
