package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Work in a JVM of its own: what passes to it and back, and that it is killed.
@Timeout(120)
class IsolatedWorkTest {
    @TempDir Path directory;

    /// What the child does, by the parameter `what`.
    static final class Work implements StageWork<String> {
        private final Map<String, String> parameters;

        Work(Map<String, String> parameters) {
            this.parameters = parameters;
        }

        @Override
        @SuppressWarnings("SystemExitOutsideMain") // on purpose
        public String run(StageContext<String> context) throws Exception {
            String what = parameters.getOrDefault("what", "");
            switch (what) {
                case "turn" -> {
                    Files.writeString(
                            Path.of(parameters.get("pid")),
                            Long.toString(ProcessHandle.current().pid()));
                    context.progress("turning", 0.5);
                    while (true) {
                        Thread.interrupted();
                    }
                }
                case "exit" -> System.exit(7);
                case "malformed" ->
                        throw new MalformedDataException(
                                new Position("x.csv", 3, "a"), "expected a number");
                case "usage" -> throw new UsageException("no column \"b\"");
                case "disk" ->
                        throw new UncheckedIOException("x: disk full", new IOException("full"));
                case "broken" -> throw new IllegalStateException("broken\nin two lines");
                default -> {}
            }
            System.out.println("what a class prints is not mixed with replies");
            context.progress("half", 0.5);
            context.count("rows", 12);
            context.warn("odd");
            return "%s by another process: %s"
                    .formatted(
                            context.inputs(),
                            ProcessHandle.current().pid() != Long.parseLong(parameters.get("me")));
        }
    }

    private static Stage<String> isolated(Map<String, String> parameters) {
        return isolated(Work.class.getName(), parameters);
    }

    private static Stage<String> isolated(String work, Map<String, String> parameters) {
        return Stage.of(
                "isolated",
                new IsolatedWork<>(
                        work,
                        parameters,
                        new TextCodec(),
                        ChildJvm.likeThis().withOption("-Xshare:auto").withHeapBytes(64 << 20)));
    }

    private GraphResult<String> run(StageGraph<String> graph, Queue<StageEvent> events) {
        try (ResultStore<String> store = ResultStore.open(directory, new TextCodec())) {
            return graph.run(
                    GraphOptions.<String>defaults()
                            .withWorkers(2)
                            .withStore(store)
                            .withListener(events::add));
        }
    }

    private StageReport failed(Stage<String> stage) {
        GraphResult<String> result = run(StageGraph.of(stage), new ConcurrentLinkedQueue<>());
        assertThat(result.report().stage("isolated").state()).isEqualTo(StageState.FAILED);
        return result.report().stage("isolated");
    }

    @Test
    void inputsParametersProgressAndFactsPass() throws IOException {
        Queue<StageEvent> events = new ConcurrentLinkedQueue<>();
        String me = Long.toString(ProcessHandle.current().pid());
        GraphResult<String> result =
                run(
                        StageGraph.of(
                                Stage.of("a", (StageContext<String> _) -> "1"),
                                Stage.of("b", (StageContext<String> _) -> "ü"),
                                isolated(Map.of("me", me)).after("b", "a").reusedBy("1")),
                        events);
        assertThat(result.orThrow().result("isolated"))
                .isEqualTo("{b=ü, a=1} by another process: true");
        StageReport report = result.report().stage("isolated");
        assertThat(report.counts()).containsEntry("rows", 12L);
        assertThat(report.warnings()).containsExactly("odd");
        assertThat(events).contains(new StageEvent.Progressed("isolated", "half", 0.5));
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
                    .as("only the result is kept")
                    .containsExactlyInAnyOrder("store.lock", "result.json", "text.txt");
        }
    }

    /// The fault: a timeout that leaves the stage running.
    @Test
    void aDeafChildIsKilledAtItsTimeoutAndTheRunGoesOn() throws IOException {
        Path pid = directory.resolve("pid.txt");
        Queue<StageEvent> events = new ConcurrentLinkedQueue<>();
        GraphResult<String> result =
                run(
                        StageGraph.of(
                                isolated(Map.of("what", "turn", "pid", pid.toString()))
                                        .within(Duration.ofSeconds(5)),
                                Stage.of("other", (StageContext<String> _) -> "other")),
                        events);
        RunReport report = result.report();
        assertThat(report.stage("isolated").state()).isEqualTo(StageState.TIMED_OUT);
        assertThat(report.stage("isolated").hanging()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.stage("other").state()).isEqualTo(StageState.SUCCEEDED);
        assertThat(events).contains(new StageEvent.Progressed("isolated", "turning", 0.5));
        long child = Long.parseLong(Files.readString(pid));
        ProcessHandle.of(child).ifPresent(process -> process.onExit().join());
        assertThat(ProcessHandle.of(child)).isEmpty();
    }

    @Test
    void failuresThatDecideTheExitCodeKeepTheirType() {
        StageReport malformed = failed(isolated(Map.of("what", "malformed")));
        assertThat(malformed.failure()).isInstanceOf(MalformedDataException.class);
        assertThat(malformed.reason()).isEqualTo("x.csv:3: column \"a\": expected a number");
        StageReport usage = failed(isolated(Map.of("what", "usage")));
        assertThat(usage.failure())
                .isInstanceOf(UsageException.class)
                .hasMessage("no column \"b\"");
        StageReport disk = failed(isolated(Map.of("what", "disk")));
        assertThat(disk.failure())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("x: disk full");
    }

    @Test
    void otherFailuresSayWhatWasThrownAndWhere() {
        assertThat(failed(isolated(Map.of("what", "broken"))).reason())
                .startsWith(
                        "the isolated JVM of stage \"isolated\" failed: java.lang.IllegalStateException: broken\nin two lines")
                .contains("IsolatedWorkTest$Work.run");
    }

    @Test
    void aChildThatDiesSilentlyFailsItsStage() {
        assertThat(failed(isolated(Map.of("what", "exit"))).reason())
                .isEqualTo(
                        "the isolated JVM of stage \"isolated\" ended with exit code 7; what it said stands on standard error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.nowhere.Missing", "java.lang.String"})
    void aClassThatCannotDoTheWorkIsNamed(String name) {
        StageReport report = failed(isolated(name, Map.of()));
        assertThat(report.failure()).isInstanceOf(UsageException.class);
        assertThat(report.reason()).startsWith("class " + name + ": is not");
    }

    @Test
    void theClassPathAndOptionsOfAChildCanBeAddedTo() {
        List<String> command =
                ChildJvm.likeThis()
                        .withClasses(Path.of("extra.jar"))
                        .withOption("-Da=b")
                        .command(IsolatedMain.class, "job.json");
        assertThat(command).contains("-Da=b").endsWith(IsolatedMain.class.getName(), "job.json");
        assertThat(command.get(command.size() - 3)).endsWith("extra.jar");
    }
}
