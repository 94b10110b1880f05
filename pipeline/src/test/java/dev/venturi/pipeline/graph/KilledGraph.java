package dev.venturi.pipeline.graph;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.Features;
import dev.venturi.feature.RunOptions;
import dev.venturi.feature.RunProgress;
import dev.venturi.spill.SpillPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/// The graph that kill tests run, in a process of its own or in the test's: two chains that meet,
/// one of them with features of a scattered table, which spill.
///
/// As a process it tells of what happens on standard output, `EVENT stage` a line. At the event it
/// is to die at it stands still: on the thread it happens on, in the middle of what it is about.
final class KilledGraph {
    static final List<String> STAGES =
            List.of("numbers", "squares", "features", "joined", "checked", "written");

    /// Events at which it can be stopped, in the order they happen to a stage.
    static final List<String> EVENTS =
            List.of("STARTED", "HALF", "KEEPING", "WRITING", "READING", "ENDED");

    private KilledGraph() {}

    /// Arguments: the store, the table, workers, and the event to stand still at.
    public static void main(String[] arguments) {
        String stop = arguments[3];
        GraphResult<Path> result =
                run(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        (event, stage) -> {
                            String line = event + " " + stage;
                            synchronized (KilledGraph.class) {
                                System.out.println(line);
                            }
                            if (isReached(line, stop)) {
                                standStill();
                            }
                        });
        result.orThrow();
        System.exit(0);
    }

    /// Whether what is told is the event waited for, or the same phase further on.
    static boolean isReached(String line, String stop) {
        return stop.indexOf('-') < 0
                ? line.equals(stop)
                : phase(line).equals(phase(stop)) && tenth(line) >= tenth(stop);
    }

    private static String phase(String line) {
        return line.substring(0, line.indexOf('-') + 1);
    }

    private static int tenth(String line) {
        return Integer.parseInt(line.substring(line.indexOf('-') + 1, line.indexOf(' ')));
    }

    private static void standStill() {
        while (true) {
            LockSupport.park();
            Thread.interrupted();
        }
    }

    /// Runs the graph; results are gone with the store unless they are kept.
    static GraphResult<Path> run(
            Path directory, Path table, int workers, BiConsumer<String, String> told) {
        FileCodec codec = new FileCodec(told);
        try (ResultStore<Path> store = ResultStore.open(directory, codec)) {
            GraphOptions<Path> options =
                    GraphOptions.<Path>defaults()
                            .withWorkers(workers)
                            .withStore(store)
                            .withListener(event -> tell(event, told));
            return graph(table, told).run(options);
        }
    }

    private static void tell(StageEvent event, BiConsumer<String, String> told) {
        switch (event) {
            case StageEvent.Started started -> told.accept("STARTED", started.stage());
            case StageEvent.Progressed half -> told.accept(half.what(), half.stage());
            case StageEvent.Keeping keeping -> told.accept("KEEPING", keeping.stage());
            case StageEvent.Ended(StageReport report) -> {
                told.accept("ENDED", report.name());
                told.accept(report.state().toString(), report.name());
            }
            case StageEvent.Pausing _, StageEvent.Stopping _ -> {}
        }
    }

    private static StageGraph<Path> graph(Path table, BiConsumer<String, String> told) {
        return StageGraph.of(
                text("numbers"),
                text("squares", "numbers"),
                Stage.<Path>of("features", context -> features(table, context, told))
                        .reusedBy(() -> ContentHash.begin().text("1").file(table).hex()),
                text("joined", "squares", "features"),
                text("checked", "features"),
                text("written", "joined", "checked"));
    }

    /// Writes, in two halves, how much it was given.
    private static Stage<Path> text(String name, String... inputs) {
        return Stage.<Path>of(
                        name,
                        context -> {
                            Path file = context.directory().resolve(FileCodec.NAME);
                            StringBuilder lines = new StringBuilder(name).append('\n');
                            for (Map.Entry<String, Path> input : context.inputs().entrySet()) {
                                String content = Files.readString(input.getValue());
                                lines.append(input.getKey())
                                        .append(content.hashCode())
                                        .append('\n');
                            }
                            Files.writeString(file, lines.substring(0, lines.length() / 2));
                            context.progress("HALF", 0.5);
                            return Files.writeString(file, lines);
                        })
                .after(inputs)
                .reusedBy(name + " 1");
    }

    private static Path features(
            Path table, StageContext<Path> context, BiConsumer<String, String> told)
            throws Exception {
        Path output = context.directory().resolve(FileCodec.NAME);
        RunProgress progress = new RunProgress();
        CountDownLatch done = new CountDownLatch(1);
        Thread teller =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> phases(context.stage(), progress, done, told));
        context.progress("HALF", 0.5);
        try (InputFiles files = InputFiles.of(table)) {
            RunOptions options =
                    RunOptions.defaults()
                            .withWorkers(1)
                            .withSplitBytes(1 << 14)
                            .withRegroupBytes(1 << 16)
                            .withSpill(new SpillPlace(context.directory(), Long.MAX_VALUE))
                            .withProgress(progress);
            Features.of(CsvTable.open(files, CsvOptions.DEFAULTS))
                    .by("id")
                    .orderBy("day")
                    .options(options)
                    .computeTo(schema -> CsvWriter.open(output.toString(), schema.names(), false));
        } finally {
            done.countDown();
            teller.join();
        }
        return output;
    }

    /// Tells of a phase with tenths, such as `DIVIDING-3 features`.
    private static void phases(
            String stage,
            RunProgress progress,
            CountDownLatch done,
            BiConsumer<String, String> told) {
        String last = "";
        while (done.getCount() > 0) {
            String now = progress.phase() + "-" + (int) (progress.fraction() * 10);
            if (!now.equals(last)) {
                last = now;
                told.accept(now, stage);
            }
            LockSupport.parkNanos(50_000);
        }
    }

    /// A file as a result, which its stage has put in place; tells of its writing and reading.
    private record FileCodec(BiConsumer<String, String> told) implements ResultCodec<Path> {
        static final String NAME = "result.txt";

        @Override
        public void write(Path result, Path directory) {
            told.accept("WRITING", name(result));
        }

        @Override
        public Path read(Path directory) {
            Path result = directory.resolve(NAME);
            told.accept("READING", name(result));
            return result;
        }

        /// The first word of the file is the stage; features begin with a header instead.
        private static String name(Path file) {
            try (var lines = Files.lines(file)) {
                String first = lines.findFirst().orElse("");
                return STAGES.contains(first) ? first : "features";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
