package dev.venturi.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.generate.PatientVitals.Layout;
import dev.venturi.table.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatientVitalsTest {
    private static final PatientVitals SMALL = PatientVitals.of(70, 31);

    static Stream<PatientVitals> kinds() {
        return Stream.of(Layout.values())
                .flatMap(layout ->
                        Stream.of(false, true).map(i -> SMALL.layout(layout).irregular(i)));
    }

    @Test
    void seed42GivesTheseRows() throws Exception {
        String csv = Collected.csv(PatientVitals.of(1_000, 30), 1 << 14);
        assertThat(csv)
                .startsWith(
                        """
                        patient_id,day,heart_rate,systolic_bp,diastolic_bp,temperature,oxygen_sat,respiratory_rate
                        0,0,73.2,113.7,87,97.92,90.9,20
                        0,1,81.8,138.5,85,99,97.8,19
                        0,2,77.5,,62.5,98.11,96.1,16
                        0,3,67.3,115.9,90.8,98.55,95.7,14
                        """);
        assertThat(digest(csv))
                .isEqualTo("afeab41cb65d7097dec2d2a149a77a84a2d69be926da6c7835645237065f5529");
    }

    @Test
    void seed42GivesTheseIrregularAndShuffledTables() throws Exception {
        PatientVitals table = PatientVitals.of(1_000, 30);
        assertThat(digest(Collected.csv(table.irregular(true), 1 << 14)))
                .isEqualTo("b2394634d911d551cfaa828f1043a443af99e68ec437583705f9a94081480c72");
        assertThat(digest(Collected.csv(table.layout(Layout.SHUFFLED), 1 << 14)))
                .isEqualTo("53fb4074fd0ef5d25dd0aea4bd9a086aff2ec53c8912518cd9d3f568d5923f79");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void bytesDependNeitherOnWorkersNorOnChunks(PatientVitals table) throws IOException {
        String expected = Collected.csv(table, Integer.MAX_VALUE);
        for (int workers = 1; workers <= 9; workers++) {
            for (int chunk : new int[] {1, 2, 30, 31, 32, 1_000, 16_384}) {
                assertThat(Collected.csv(table.workers(workers), chunk))
                        .as("%d workers, chunks of %d", workers, chunk)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void batchesHoldTheDoublesOfTheText(PatientVitals table) throws IOException {
        Collected batches = Collected.of(table.workers(3));
        List<String> lines = Collected.csv(table, 1 << 14).lines().skip(1).toList();
        assertThat(lines).hasSize(batches.rows());
        for (int r = 0; r < lines.size(); r++) {
            String[] texts = lines.get(r).split(",", -1);
            assertThat(texts).hasSize(8);
            for (int c = 0; c < 8; c++) {
                double value = batches.columns()[c][r];
                assertThat(texts[c]).isEqualTo(text(value));
                double read = texts[c].isEmpty() ? Double.NaN : Double.parseDouble(texts[c]);
                assertThat(Double.doubleToRawLongBits(read))
                        .isEqualTo(Double.doubleToRawLongBits(value));
            }
        }
    }

    /// What CONTRACT says of the text of a double.
    private static String text(double value) {
        String text = Double.isNaN(value) ? "" : Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void layoutsHoldTheSameRows(PatientVitals table) throws IOException {
        List<String> clustered = lines(table.layout(Layout.CLUSTERED));
        List<String> shuffled = lines(table.layout(Layout.SHUFFLED));
        assertThat(shuffled).isNotEqualTo(clustered);
        assertThat(shuffled.stream().sorted().toList())
                .isEqualTo(clustered.stream().sorted().toList());
    }

    @Test
    void shuffledRowsOfAPatientAreFarApart() throws IOException {
        List<String> rows = lines(PatientVitals.of(500, 365).layout(Layout.SHUFFLED));
        long together = 0;
        for (int r = 1; r < rows.size(); r++) {
            together += patient(rows.get(r)).equals(patient(rows.get(r - 1))) ? 1 : 0;
        }
        // 1 of 500 by chance
        double expected = rows.size() / 500.0;
        assertThat((double) together)
                .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
    }

    @Test
    void moreDaysAndPatientsKeepTheRowsThatWereThere() throws IOException {
        assertThat(lines(PatientVitals.of(90, 40))).containsAll(lines(SMALL));
    }

    @Test
    void anotherSeedGivesAnotherTable() throws IOException {
        List<String> other = lines(SMALL.seed(43));
        assertThat(other).hasSize(70 * 31).doesNotContainAnyElementsOf(lines(SMALL));
        assertThat(lines(SMALL.seed(42))).isEqualTo(lines(SMALL));
    }

    @Test
    void patientAndDayCountUp() throws IOException {
        PatientVitals table = PatientVitals.of(3, 12_001);
        Collected rows = Collected.of(table);
        List<String> lines = lines(table);
        for (int r = 0; r < rows.rows(); r++) {
            assertThat(lines.get(r)).startsWith("%d,%d,".formatted(r / 12_001, r % 12_001));
        }
    }

    @Test
    void numbersOfAnyLengthAreWritten() {
        for (int number : new int[] {0, 9, 10, 9_999, 10_000, 10_001, 99_999_999, 100_000_000}) {
            assertThat(number(number)).isEqualTo(Integer.toString(number));
        }
        assertThat(number(Integer.MAX_VALUE)).isEqualTo("2147483647");
    }

    private static String number(int number) {
        byte[] out = new byte[11 + CsvText.SLACK];
        int end = CsvText.putNumber(out, 0, number);
        return new String(out, 0, end, StandardCharsets.US_ASCII);
    }

    @Test
    void sizeIsKnownBefore() throws IOException {
        PatientVitals table = PatientVitals.of(1_200, 200);
        int bytes = Collected.csv(table, 1 << 14).length();
        assertThat(table.estimatedRows()).isEqualTo(240_000);
        assertThat((double) table.estimatedBytes()).isBetween(bytes * 0.999, bytes * 1.001);

        PatientVitals irregular = PatientVitals.of(20_000, 50).irregular(true);
        int irregularBytes = Collected.csv(irregular, 1 << 14).length();
        assertThat((double) irregular.estimatedBytes())
                .isBetween(irregularBytes * 0.98, irregularBytes * 1.02);
    }

    @Test
    void tableThatDoesNotFitOnTheDiskIsRefusedBeforeItIsWritten(@TempDir Path directory) {
        Path target = directory.resolve("big.csv");
        PatientVitals table = PatientVitals.of(2_000_000_000, 100_000);
        assertThatThrownBy(() -> PatientVitals.checkDiskSpace(target, table.estimatedBytes()))
                .isInstanceOf(NotEnoughDiskSpaceException.class)
                .hasMessageStartingWith(target + ": needs about ")
                .hasMessageContaining("%,d bytes, but only ".formatted(table.estimatedBytes()))
                .hasMessageEndingWith("write to another disk or ask for fewer rows");
        assertThat(target).doesNotExist();
    }

    @Test
    void tableThatFitsIsNotRefused(@TempDir Path directory) throws IOException {
        PatientVitals.checkDiskSpace(directory.resolve("small.csv"), SMALL.estimatedBytes());
    }

    @Test
    void progressCountsUpToTheWholeTable() throws IOException {
        List<GenerateProgress> told = new ArrayList<>();
        GenerateProgress end =
                SMALL.workers(4).whole().writeCsv(new ByteArrayOutputStream(), told::add, 100);
        assertThat(end).isEqualTo(new GenerateProgress(70 * 31, 1.0));
        assertThat(told).hasSize(22).last().isEqualTo(end);
        assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a.rows(), b.rows()));
    }

    @Test
    void impossibleSizesAreUsageErrors() {
        assertThatThrownBy(() -> PatientVitals.of(0, 1))
                .isInstanceOf(UsageException.class)
                .hasMessage("patients 0: expected 1 or more");
        assertThatThrownBy(() -> PatientVitals.of(1, -1))
                .isInstanceOf(UsageException.class)
                .hasMessage("days -1: expected 1 or more");
        assertThatThrownBy(() -> SMALL.workers(0))
                .isInstanceOf(UsageException.class)
                .hasMessage("workers 0: expected 1 or more");
        assertThatThrownBy(() -> PatientVitals.of(Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("at most");
        assertThatThrownBy(() -> Layout.named("sorted"))
                .isInstanceOf(UsageException.class)
                .hasMessage("layout \"sorted\": expected clustered, daily or shuffled");
        assertThat(Layout.named("shuffled")).isEqualTo(Layout.SHUFFLED);
    }

    @Test
    void schemaNamesTheColumnsOfTheHeader() throws IOException {
        String header = Collected.csv(SMALL, 1 << 14).lines().findFirst().orElseThrow();
        assertThat(SMALL.schema().names()).isEqualTo(Arrays.asList(header.split(",")));
    }

    private static List<String> lines(PatientVitals table) throws IOException {
        return Collected.csv(table, 1 << 14).lines().skip(1).toList();
    }

    private static String patient(String line) {
        return line.substring(0, line.indexOf(','));
    }

    private static String digest(String text) throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
