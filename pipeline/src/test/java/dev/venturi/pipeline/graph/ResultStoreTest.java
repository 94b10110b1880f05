package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.venturi.pipeline.graph.PlannedStage.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a later run finds: what it computes again and what not.
@Timeout(60)
class ResultStoreTest {
    @TempDir Path directory;

    /// Names of stages that ran, in that order.
    private final List<String> ran = new ArrayList<>();

    private Stage<String> stage(String name, String code, String... inputs) {
        return Stage.of(
                        name,
                        (StageContext<String> context) -> {
                            ran.add(name);
                            context.count("rows", 5);
                            return code + context.inputs().values();
                        })
                .after(inputs)
                .reusedBy(code);
    }

    private GraphResult<String> run(StageGraph<String> graph) {
        return run(graph, Set.of(), Long.MAX_VALUE);
    }

    private GraphResult<String> run(StageGraph<String> graph, Set<String> again, long limit) {
        ran.clear();
        try (ResultStore<String> store = ResultStore.open(directory, new TextCodec(), limit)) {
            return graph.run(
                            GraphOptions.<String>defaults()
                                    .withWorkers(1)
                                    .withStore(store)
                                    .withAgain(again))
                    .orThrow();
        }
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(path -> path.getFileName().toString().length() == 64)
                    .sorted()
                    .toList();
        }
    }

    private Path entryOf(String text) throws IOException {
        for (Path entry : entries()) {
            if (Files.readString(entry.resolve("files").resolve(TextCodec.FILE)).equals(text)) {
                return entry;
            }
        }
        throw new AssertionError("no result holds " + text);
    }

    private StageGraph<String> chain(String a, String b, String c) {
        return StageGraph.of(stage("a", a), stage("b", b, "a"), stage("c", c, "b"));
    }

    @Test
    void aSecondRunComputesNothing() {
        assertThat(run(chain("1", "2", "3")).result("c")).isEqualTo("3[2[1[]]]");
        assertThat(ran).containsExactly("a", "b", "c");
        GraphResult<String> second = run(chain("1", "2", "3"));
        assertThat(ran).isEmpty();
        assertThat(second.result("c")).isEqualTo("3[2[1[]]]");
        assertThat(second.report().stages())
                .allSatisfy(stage -> {
                    assertThat(stage.state()).isEqualTo(StageState.REUSED);
                    assertThat(stage.attempts()).isZero();
                    assertThat(stage.counts()).containsEntry("rows", 5L);
                    assertThat(stage.keptBytes()).isPositive();
                });
    }

    @Test
    void onlyWhatChangedAndWhatDependsOnItIsComputedAgain() {
        run(chain("1", "2", "3"));
        assertThat(run(chain("1", "x", "3")).result("c")).isEqualTo("3[x[1[]]]");
        assertThat(ran).containsExactly("b", "c");
        run(chain("1", "2", "3"));
        assertThat(ran).as("both are kept").isEmpty();
    }

    @Test
    void aStageOfOtherCodeAndEqualContentHasNothingAfterItComputedAgain() {
        Stage<String> a = stage("a", "1").reusedBy("first version");
        run(StageGraph.of(a, stage("b", "2", "a")));
        run(StageGraph.of(a.reusedBy("second version"), stage("b", "2", "a")));
        assertThat(ran).containsExactly("a");
    }

    @Test
    void aStageWithoutFingerprintIsNeverReused() throws IOException {
        StageGraph<String> graph =
                StageGraph.of(
                        new Stage<>("a", List.of(), stage("a", "1").work(), null, Retry.NONE, null),
                        stage("b", "2", "a"));
        run(graph);
        assertThat(run(graph).result("a")).isEqualTo("1[]");
        assertThat(ran).containsExactly("a");
        assertThat(entries()).hasSize(1);
    }

    @Test
    void stagesAskedForAgainAreComputedWithAllThatNeedThem() {
        run(chain("1", "2", "3"));
        run(chain("1", "2", "3"), Set.of("b"), Long.MAX_VALUE);
        assertThat(ran).containsExactly("b", "c");
        run(chain("1", "2", "3"));
        assertThat(ran).isEmpty();
    }

    @Test
    void aFingerprintThatFailsFailsItsStage() {
        StageGraph<String> graph =
                StageGraph.of(
                        stage("a", "1")
                                .reusedBy(() -> {
                                    throw new IOException("gone.csv: is missing");
                                }));
        assertThatThrownBy(() -> run(graph))
                .hasMessage("stage \"a\" is FAILED: gone.csv: is missing");
    }

    @Test
    void aDamagedResultIsComputedAgainAndThatIsSaid() throws IOException {
        run(chain("1", "2", "3"));
        Path file = entryOf("2[1[]]").resolve("files").resolve(TextCodec.FILE);
        Files.writeString(file, "2[9[]]");
        GraphResult<String> second = run(chain("1", "2", "3"));
        assertThat(ran).containsExactly("b");
        assertThat(second.result("c")).isEqualTo("3[2[1[]]]");
        assertThat(second.report().warnings()).hasSize(1);
        assertThat(second.report().warnings().getFirst())
                .startsWith("stage \"b\": a kept result is corrupt and was computed again: " + file)
                .contains("found CRC32C");
        GraphResult<String> third = run(chain("1", "2", "3"));
        assertThat(ran).as("it is whole again").isEmpty();
        assertThat(third.report().warnings()).as("and not said again").isEmpty();
    }

    @Test
    void everyKindOfDamageIsNoticed() throws IOException {
        interface Damage {
            void to(Path entry) throws IOException;
        }
        List<Damage> damages =
                List.of(
                        entry -> Files.writeString(entry.resolve("files/text.txt"), "short"),
                        entry -> Files.delete(entry.resolve("files/text.txt")),
                        entry -> Files.writeString(entry.resolve("files/more.txt"), "more"),
                        entry -> Files.delete(entry.resolve("result.json")),
                        entry -> Files.writeString(entry.resolve("result.json"), "{}"),
                        entry -> Files.writeString(entry.resolve("result.json"), "{\"files\": 3}"),
                        entry -> Files.writeString(entry.resolve("result.json"), ""),
                        entry -> {
                            Path description = entry.resolve("result.json");
                            String text = Files.readString(description);
                            Files.writeString(
                                    description, text.replace("\"rows\": 5", "\"rows\": 6"));
                        });
        for (Damage damage : damages) {
            run(StageGraph.of(stage("a", "1")));
            damage.to(entryOf("1[]"));
            GraphResult<String> again = run(StageGraph.of(stage("a", "1")));
            assertThat(ran).containsExactly("a");
            assertThat(again.report().warnings()).hasSize(1);
            run(StageGraph.of(stage("a", "1")));
            assertThat(ran).isEmpty();
        }
    }

    @Test
    void ofTooManyResultsThoseGoThatWereNotUsedForLongest() throws IOException {
        run(StageGraph.of(stage("a", "1"), stage("b", "2"), stage("c", "3")));
        long each = sizeOf(entryOf("1[]"));
        Instant now = Instant.now();
        for (String text : List.of("1[]", "2[]", "3[]")) {
            Path description = entryOf(text).resolve("result.json");
            Files.setLastModifiedTime(description, FileTime.from(now.minusSeconds(1000)));
        }
        run(StageGraph.of(stage("b", "2"))); // uses it
        run(StageGraph.of(stage("d", "4")), Set.of(), 2 * each + 10);
        assertThat(entries()).hasSize(2);
        run(StageGraph.of(stage("b", "2"), stage("d", "4")));
        assertThat(ran).as("used last, or just computed").isEmpty();
    }

    private static long sizeOf(Path entry) throws IOException {
        return Files.size(entry.resolve("result.json"))
                + Files.size(entry.resolve("files").resolve(TextCodec.FILE));
    }

    @Test
    void whatAnotherRunUsesIsNotTakenAway() throws IOException {
        StageGraph<String> graph = StageGraph.of(stage("a", "1"));
        try (ResultStore<String> other = ResultStore.open(directory, new TextCodec())) {
            graph.run(GraphOptions.<String>defaults().withStore(other)).orThrow();
            run(StageGraph.of(stage("b", "2")), Set.of(), 1);
            assertThat(entries()).as("the one in use").hasSize(2);
            run(graph, Set.of("a"), Long.MAX_VALUE);
            assertThat(ran).containsExactly("a");
        }
        run(StageGraph.of(stage("c", "3")), Set.of(), 1);
        assertThat(entries()).as("the one just computed").hasSize(1);
    }

    @Test
    void stagesOfEqualFingerprintAndInputsShareOneResult() throws IOException {
        GraphResult<String> result =
                run(StageGraph.of(stage("a", "1"), stage("b", "1"), stage("c", "2", "a")));
        assertThat(result.report().stage("b").state()).isEqualTo(StageState.REUSED);
        assertThat(entries()).hasSize(2);
    }

    @Test
    void nothingTemporaryIsLeft() throws IOException {
        run(chain("1", "2", "3"));
        run(chain("1", "x", "3"));
        try (Stream<Path> found = Files.list(directory)) {
            assertThat(found.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.length() == 64 || name.equals("store.lock"));
        }
    }

    @Test
    void aTemporaryStoreLeavesNothing() throws IOException {
        try (ResultStore<String> store = ResultStore.temporary(directory, new TextCodec())) {
            GraphResult<String> result =
                    chain("1", "2", "3").run(GraphOptions.<String>defaults().withStore(store));
            assertThat(result.orThrow().result("c")).isEqualTo("3[2[1[]]]");
        }
        try (Stream<Path> found = Files.list(directory)) {
            assertThat(found).isEmpty();
        }
    }

    @Test
    void filesThatAStageWritesItselfAreItsResult() throws IOException {
        ResultCodec<Path> codec =
                new ResultCodec<>() {
                    @Override
                    public void write(Path result, Path place) {}

                    @Override
                    public Path read(Path place) {
                        return place.resolve("data.txt");
                    }
                };
        StageGraph<Path> graph =
                StageGraph.of(
                        Stage.<Path>of(
                                        "a",
                                        context ->
                                                Files.writeString(
                                                        context.directory().resolve("data.txt"),
                                                        "content"))
                                .reusedBy("1"));
        try (ResultStore<Path> store = ResultStore.open(directory, codec)) {
            Path result = graph.run(GraphOptions.<Path>defaults().withStore(store)).result("a");
            assertThat(result).startsWith(directory).hasContent("content");
        }
        assertThat(entries()).hasSize(1);
    }

    @Test
    void withoutAStoreADirectoryIsRefusedWithTheCure() {
        StageGraph<String> graph =
                StageGraph.of(
                        Stage.of(
                                "a",
                                (StageContext<String> context) -> context.directory().toString()));
        assertThat(graph.run(GraphOptions.defaults()).report().stage("a").reason())
                .contains("runs without a result store")
                .contains("withStore");
    }

    @Test
    void aStoreThatCannotBeMadeNamesItsPlace() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> ResultStore.open(file.resolve("store"), new TextCodec()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.resolve("store") + ": cannot keep results");
    }

    @Test
    void thePlanSaysWhatARunWouldDoAndDoesNothing() throws IOException {
        run(chain("1", "2", "3"));
        ran.clear();
        Stage<String> never =
                new Stage<>("e", List.of(), stage("e", "5").work(), null, Retry.NONE, null);
        StageGraph<String> changed =
                StageGraph.of(
                        stage("a", "1"),
                        stage("b", "x", "a"),
                        stage("c", "3", "b"),
                        stage("d", "4"),
                        never);
        try (ResultStore<String> store = ResultStore.open(directory, new TextCodec())) {
            GraphOptions<String> options = GraphOptions.<String>defaults().withStore(store);
            assertThat(changed.plan(options.withTargets(Set.of("c", "e"))))
                    .extracting(PlannedStage::name, PlannedStage::action)
                    .containsExactlyInAnyOrder(
                            tuple("a", Action.REUSE),
                            tuple("b", Action.COMPUTE),
                            tuple("c", Action.COMPUTE_IF_CHANGED),
                            tuple("d", Action.SKIP),
                            tuple("e", Action.COMPUTE));
            assertThat(chain("1", "2", "3").plan(options.withAgain(Set.of("b"))))
                    .extracting(PlannedStage::action)
                    .containsExactly(Action.REUSE, Action.COMPUTE, Action.COMPUTE);
        }
        assertThat(chain("1", "2", "3").plan(GraphOptions.defaults()))
                .extracting(PlannedStage::action)
                .containsOnly(Action.COMPUTE);
        assertThat(ran).isEmpty();
        assertThat(entries()).hasSize(3);
    }

    @Test
    void aResultThatCannotBeWrittenFailsItsStageAndLeavesNothing() throws IOException {
        ResultCodec<String> full =
                new ResultCodec<>() {
                    @Override
                    public void write(String result, Path place) throws IOException {
                        Files.writeString(place.resolve("half"), "ha");
                        throw new IOException(place + ": No space left on device");
                    }

                    @Override
                    public String read(Path place) {
                        throw new AssertionError("nothing was kept");
                    }
                };
        try (ResultStore<String> store = ResultStore.open(directory, full)) {
            RunReport report =
                    chain("1", "2", "3")
                            .run(GraphOptions.<String>defaults().withStore(store))
                            .report();
            assertThat(report.stage("a").state()).isEqualTo(StageState.FAILED);
            assertThat(report.stage("a").reason()).endsWith("No space left on device");
            assertThat(report.stage("a").failure()).isInstanceOf(IOException.class);
            assertThat(report.stage("b").state()).isEqualTo(StageState.UPSTREAM_FAILED);
        }
        assertThat(entries()).isEmpty();
        try (Stream<Path> found = Files.list(directory)) {
            assertThat(found).containsExactly(directory.resolve("store.lock"));
        }
    }
}
