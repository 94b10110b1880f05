package dev.venturi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What only a process of its own shows: signals, pipes, streams, the end of the memory.
class ProcessTest {
    @TempDir private Path directory;
    private Path work;
    private Path errors;

    private record Ended(int exit, String out, String err) {}

    @BeforeEach
    void prepare() throws IOException {
        work = Files.createDirectory(directory.resolve("work"));
        errors = directory.resolve("errors.txt");
    }

    private static List<String> java(List<String> options, String... args) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("env", "--default-signal=INT"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("dev.venturi.cli.Main");
        command.addAll(List.of(args));
        return command;
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectError(errors.toFile())
                .start();
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Process process = start(command);
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(exit(process), out, Files.readString(errors));
    }

    private static int exit(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        return process.exitValue();
    }

    private void vitals(String name, int patients, String... more) {
        List<String> args = new ArrayList<>(List.of("generate", "vitals", "--days=365"));
        args.addAll(List.of("--patients=" + patients, "-o", work.resolve(name).toString()));
        args.addAll(List.of(more));
        assertThat(Cli.run(args.toArray(String[]::new)).exit()).isZero();
    }

    private List<String> namesInWork() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void exitCodesReachTheShell() throws Exception {
        assertThat(run(java(List.of(), "--version")).exit()).isZero();
        assertThat(run(java(List.of(), "features", "nowhere.csv")).exit()).isEqualTo(2);
        Files.writeString(work.resolve("empty.csv"), "");
        assertThat(run(java(List.of(), "features", "empty.csv")).exit()).isEqualTo(3);
        assertThat(run(java(List.of(), "features", "empty.csv", "-o", "/proc/x.csv")).exit())
                .isEqualTo(4);
    }

    @Test
    void standardInputToStandardOutputIsTheTableOnly() throws Exception {
        Process process =
                start(
                        java(
                                List.of("--add-modules=jdk.incubator.vector"),
                                "features",
                                "-",
                                "--by",
                                "id",
                                "--features",
                                "mean",
                                "--kernels",
                                "vector",
                                "-o",
                                "-"));
        try (OutputStream in = process.getOutputStream()) {
            in.write("id,x\na,1\na,2\nb,5\n".getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(exit(process)).isZero();
        assertThat(out).isEqualTo("id,x_mean\na,1.5\nb,5\n");
        assertThat(errors).content().contains("3 rows of standard input", "vector (");
    }

    @Test
    void numbersAreWrittenTheSameInEveryCountry() throws Exception {
        Files.writeString(work.resolve("a.csv"), "id,x\na,1.5\n");
        for (String language : List.of("de", "ar")) {
            Ended ended =
                    run(
                            java(
                                    List.of("-Duser.language=" + language, "-Duser.country=EG"),
                                    "features",
                                    "a.csv",
                                    "--by=id",
                                    "--features=mean",
                                    "-o",
                                    "-"));
            assertThat(ended.out()).isEqualTo("id,x_mean\na,1.5\n");
            assertThat(ended.err()).contains("read      1 row of", "below 200,000,000 compiling");
        }
    }

    @Test
    void aReaderThatLeavesIsTheQuietEnd() throws Exception {
        vitals("vitals.csv", 2000);
        List<String> command =
                new ArrayList<>(
                        List.of("bash", "-c", "\"$@\" | head -n 1; exit ${PIPESTATUS[0]}", "bash"));
        command.addAll(java(List.of(), "features", "vitals.csv", "--by", "patient_id", "-o", "-"));
        Ended ended = run(command);
        assertThat(ended.out()).startsWith("patient_id,day_count,").hasLineCount(1);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.exit()).isZero();
    }

    @Test
    void interruptedWorkLeavesNothing() throws Exception {
        vitals("vitals.csv", 8000);
        interruptOnceThereIs(
                ".features.csv.venturi",
                java(
                        List.of(),
                        "features",
                        "vitals.csv",
                        "--by",
                        "patient_id",
                        "-o",
                        "features.csv"));
        assertThat(namesInWork()).containsExactly("vitals.csv");
    }

    @Test
    void interruptedGenerationLeavesNothing() throws Exception {
        interruptOnceThereIs(
                ".vitals.csv.venturi",
                java(List.of(), "generate", "vitals", "--patients=10000", "-o", "vitals.csv"));
        assertThat(namesInWork()).isEmpty();
    }

    @Test
    void interruptedGenerationOfADirectoryLeavesNothing() throws Exception {
        interruptOnceThereIs(
                ".lake.venturi",
                java(
                        List.of(),
                        "generate",
                        "vitals",
                        "--patients=10000",
                        "--layout=daily",
                        "-o",
                        "lake/"));
        assertThat(namesInWork()).isEmpty();
    }

    @Test
    void interruptedReadingOfStandardInputLeavesNothing() throws Exception {
        interruptOnceThereIs(
                "venturi-input",
                java(List.of("-Djava.io.tmpdir=" + work), "features", "-", "-o", "features.csv"));
        assertThat(namesInWork()).isEmpty();
    }

    @Test
    void interruptedComparisonOnDiskLeavesNothing() throws Exception {
        vitals("vitals.csv", 1500);
        vitals("shuffled.csv", 1500, "--layout=shuffled");
        interruptOnceThereIs(
                "venturi-compare",
                java(
                        List.of("-Xmx24m", "-Djava.io.tmpdir=" + work),
                        "compare",
                        "vitals.csv",
                        "shuffled.csv",
                        "--by=patient_id,day"));
        assertThat(namesInWork()).containsExactly("shuffled.csv", "vitals.csv");
    }

    private void interruptOnceThereIs(String prefix, List<String> command) throws Exception {
        try (WatchService watch = work.getFileSystem().newWatchService()) {
            work.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Process process = start(command);
            boolean there = false;
            while (!there) {
                WatchKey key = watch.poll(60, TimeUnit.SECONDS);
                assertThat(key).as("a file " + prefix).isNotNull();
                there =
                        key.pollEvents().stream()
                                .anyMatch(e -> e.context().toString().startsWith(prefix));
                key.reset();
            }
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            assertThat(exit(process)).isEqualTo(130);
            assertThat(errors).isEmptyFile();
        }
    }

    /// A limit to the size of files stands for a disk that fills up half-way.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "features vitals.csv --by patient_id,day -o full.csv",
                "features - --by patient_id -o full.csv",
                "generate vitals -o full.csv.gz",
                "generate vitals --files 2 -o full/"
            })
    void anOutputThatCannotGrowLeavesNothing(String line) throws Exception {
        vitals("vitals.csv", 100);
        List<String> command =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f 64; \"$@\" <vitals.csv", "bash"));
        command.addAll(java(List.of("-Djava.io.tmpdir=" + work), line.split(" ", -1)));
        Ended ended = run(command);
        assertThat(ended.err()).startsWith("venturi: ").contains(": File too large");
        assertThat(ended.err()).hasLineCount(1);
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(namesInWork()).containsExactly("vitals.csv");
    }

    @Test
    void theEndOfTheMemoryHasACure() throws Exception {
        vitals("vitals.csv", 3000);
        Ended ended =
                run(
                        java(
                                List.of("-Xmx10m"),
                                "features",
                                "vitals.csv",
                                "--by",
                                "patient_id,day",
                                "--sort-output",
                                "-o",
                                "features.csv"));
        assertThat(ended.err()).startsWith("venturi: out of memory").contains("-Xmx");
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(namesInWork()).containsExactly("vitals.csv");
    }

    @Test
    void theTraceIsThereForWhoAsks() throws Exception {
        List<String> command = new ArrayList<>(List.of("env", "VENTURI_TRACE=1"));
        command.addAll(java(List.of(), "features", "nowhere.csv"));
        assertThat(run(command).err()).contains("UsageException", "\tat ", "venturi: nowhere.csv");
    }
}
