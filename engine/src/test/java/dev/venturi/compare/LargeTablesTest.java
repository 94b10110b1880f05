package dev.venturi.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.generate.PatientVitals;
import dev.venturi.generate.PatientVitals.Layout;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables up to 200 MB, compared by a process with a heap of 128 MB.
class LargeTablesTest {
    private static final PatientVitals VITALS = PatientVitals.of(15_000, 365).workers(2);
    private static final int ROWS = 15_000 * 365;

    /// Still more than the process keeps in memory.
    private static final PatientVitals FEWER = PatientVitals.of(2_500, 365);

    @TempDir private static Path directory;

    private static Path clustered;

    @BeforeAll
    static void generate() throws IOException {
        clustered = write(VITALS, "clustered.csv");
        assertThat(Files.size(clustered)).isGreaterThan(200_000_000);
    }

    @Test
    void sortedTablesAreReadSideBySide() throws Exception {
        Path changed = write(VITALS, "changed.csv");
        changeLastDigit(changed);
        assertThat(compare(clustered, changed))
                .containsExactly(
                        "DIFFERENT MERGED %d %d %d".formatted(ROWS, ROWS, ROWS),
                        "respiratory_rate 1 14999, 364");
        Files.delete(changed);
    }

    @Test
    void tablesInDifferentOrderAreDividedOnDisk() throws Exception {
        Path shuffled = write(VITALS.layout(Layout.SHUFFLED), "shuffled.csv");
        assertThat(compare(clustered, shuffled))
                .containsExactly("EQUAL ON_DISK %d %d %d".formatted(ROWS, ROWS, ROWS));
        Files.delete(shuffled);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(clustered);
        }
    }

    @Test
    void tablesInTheSameUnsortedOrderAreReadSideBySide() throws Exception {
        Path shuffled = write(FEWER.layout(Layout.SHUFFLED), "shuffled.csv");
        assertThat(compare(shuffled, shuffled))
                .containsExactly("EQUAL SIDE_BY_SIDE 912500 912500 912500");
        Files.delete(shuffled);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(clustered);
        }
    }

    @Test
    void processThatIsEndedLeavesNoTemporaryFile() throws Exception {
        Path shuffled = write(FEWER.layout(Layout.SHUFFLED), "shuffled.csv");
        Path sorted = write(FEWER, "sorted.csv");
        Process process = start(sorted, shuffled, "comparing");
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("comparing");
            try (var files = Files.list(directory)) {
                assertThat(files).hasSize(5); // rows of both tables are on disk
            }
            process.destroy();
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        }
        Files.delete(sorted);
        Files.delete(shuffled);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(clustered);
        }
    }

    private static Path write(PatientVitals vitals, String name) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            vitals.writeCsv(out, progress -> {});
        }
        return file;
    }

    private static void changeLastDigit(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() - 2);
            int digit = bytes.read();
            bytes.seek(bytes.length() - 2);
            bytes.write(digit == '9' ? '8' : digit + 1);
        }
    }

    private static List<String> compare(Path before, Path after)
            throws IOException, InterruptedException {
        Process process = start(before, after, "");
        List<String> lines;
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            lines = output.lines().toList();
        }
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return lines;
    }

    /// @param stopAt the step before which it stops until it is ended
    private static Process start(Path before, Path after, String stopAt) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        before.toString(),
                        after.toString(),
                        stopAt)
                .redirectErrorStream(true)
                .start();
    }

    /// The process: prints the verdict, how it was found, and the columns that differ. Told a step,
    /// it prints that when it comes to it, and waits for what never comes.
    static final class Child {
        private Child() {}

        public static void main(String[] files) {
            ComparisonResult result =
                    TableComparison.of(
                                    Comparing.table(Path.of(files[0])),
                                    Comparing.table(Path.of(files[1])))
                            .by("patient_id", "day")
                            .compare(progress -> stopAt(files[2], progress));
            List<String> lines = new ArrayList<>();
            lines.add(
                    "%s %s %d %d %d"
                            .formatted(
                                    result.verdict(),
                                    result.method(),
                                    result.firstRows(),
                                    result.secondRows(),
                                    result.matchedKeys()));
            for (ColumnComparison column : result.columns()) {
                DifferingRow example = column.example();
                if (example != null) {
                    lines.add(
                            "%s %d %s"
                                    .formatted(column.column(), column.differing(), example.key()));
                }
            }
            lines.forEach(System.out::println);
        }

        private static void stopAt(String step, CompareProgress progress) {
            if (progress.step().equals(step)) {
                System.out.println(step);
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        }
    }
}
