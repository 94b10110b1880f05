package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong for users: one clear message with the place and the cure, the exit code of the
/// contract, and nothing half-written.
class BadInputTest {
    private static final int USAGE = 2;
    private static final int CONTENT = 3;
    private static final int MACHINE = 4;

    @TempDir private Path directory;
    private Path input;
    private Path out;
    private boolean outputExpected;

    @BeforeEach
    void name() {
        input = directory.resolve("readings.csv");
        out = directory.resolve("out.csv");
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(file -> file.contains("venturi"))
                    .filteredOn(file -> file.startsWith("out"))
                    .hasSize(outputExpected ? 2 : 0);
        }
    }

    private Cli.Result features(String... more) {
        return featuresOf(input.toString(), more);
    }

    private Cli.Result featuresOf(String path, String... more) {
        List<String> args = new ArrayList<>(List.of("features", path));
        args.addAll(List.of(more));
        if (!args.contains("-o")) {
            args.addAll(List.of("-o", out.toString()));
        }
        return Cli.run(args.toArray(String[]::new));
    }

    private static void assertFails(Cli.Result result, int exit, String... parts) {
        assertThat(result.err())
                .startsWith("venturi: ")
                .contains(parts)
                .doesNotContain("\tat ", "Exception", "defect");
        assertThat(result.out()).isEmpty();
        assertThat(result.exit()).isEqualTo(exit);
    }

    private void table(String text) throws IOException {
        Files.writeString(input, text);
    }

    @Test
    void missingFile() throws IOException {
        table("id,x\na,1\n");
        assertFails(
                featuresOf(directory.resolve("reading.csv").toString(), "--by", "id"),
                USAGE,
                "reading.csv: no such file; did you mean readings.csv?");
    }

    @Test
    void missingDirectory() {
        assertFails(
                featuresOf(directory.resolve("nowhere/readings.csv").toString()),
                USAGE,
                "no such file",
                "nowhere does not exist");
    }

    @Test
    void missingColumn() throws IOException {
        table("patient_id,x\na,1\n");
        assertFails(
                features("--by", "patientid"),
                USAGE,
                "--by: no column \"patientid\"; did you mean \"patient_id\"?");
        assertFails(features("--by", "patient_id", "--order-by", "zz"), USAGE, "--order-by", "zz");
        assertFails(features("--by", "patient_id", "--select", "y"), USAGE, "--select");
    }

    @Test
    void emptyFile() throws IOException {
        table("");
        assertFails(features(), CONTENT, "readings.csv", "empty");
    }

    @Test
    void headerOnly() throws IOException {
        table("id,x\n");
        assertFails(features("--by", "id"), CONTENT, "readings.csv", "no row");
    }

    @Test
    void raggedRow() throws IOException {
        table("id,x\na,1\nb,2,3\n");
        assertFails(features("--by", "id"), CONTENT, "readings.csv:3: expected 2 fields, found 3");
    }

    @Test
    void unparsableNumber() throws IOException {
        table("id,x\na,1\nb,72..1\n");
        assertFails(
                features("--by", "id"),
                CONTENT,
                "readings.csv:3: column \"x\"",
                "\"72..1\"",
                "--null-tokens",
                "--types x:text");
    }

    @Test
    void unterminatedQuote() throws IOException {
        table("id,x\n\"a,1\nb,2\n");
        assertFails(features("--by", "id"), CONTENT, "readings.csv:2", "quote");
    }

    @Test
    void duplicateColumn() throws IOException {
        table("id,x,x\na,1,2\n");
        assertFails(
                features("--by", "id"),
                CONTENT,
                "readings.csv",
                "\"x\"",
                "two columns have this name");
    }

    @Test
    void integerOverflowOfASum() throws IOException {
        table("id,x\na,9223372036854775807\na,1\n");
        assertFails(
                features("--by", "id", "--features", "sum"),
                CONTENT,
                "column \"x\"",
                "entity a",
                "int64",
                "--types x:float64");
    }

    @Test
    void nullKey() throws IOException {
        table("id,x\na,1\n,2\n");
        assertFails(
                features("--by", "id"),
                CONTENT,
                "readings.csv:3: column \"id\"",
                "--keep-null-key");
        outputExpected = true;
        assertThat(features("--by", "id", "--keep-null-key").exit()).isZero();
    }

    @Test
    void nullOrder() throws IOException {
        table("id,t,x\na,1,1\na,,2\n");
        assertFails(
                features("--by", "id", "--order-by", "t"), CONTENT, "readings.csv:3: column \"t\"");
    }

    @Test
    void unsortedWithRequireOrdered() throws IOException {
        table("id,t,x\na,2,1\na,1,2\n");
        assertFails(
                features("--by", "id", "--order-by", "t", "--require-ordered"),
                CONTENT,
                "readings.csv:3",
                "a",
                "--require-ordered");
    }

    @Test
    void outputExists() throws IOException {
        table("id,x\na,1\n");
        Files.writeString(out, "mine");
        assertFails(
                features("--by", "id"), USAGE, "out.csv: exists; use --overwrite to replace it");
        assertThat(out).hasContent("mine");
        assertFails(featuresOf("nowhere.csv"), USAGE, "out.csv: exists");
        Files.delete(out);

        Path contract = directory.resolve("out.csv.contract.json");
        Files.writeString(contract, "mine");
        assertFails(features("--by", "id"), USAGE, "out.csv.contract.json: exists");
        assertThat(contract).hasContent("mine");
        assertThat(features("--by", "id", "--overwrite").exit()).isZero();
        assertThat(contract).content().startsWith("{");
        outputExpected = true;
    }

    @Test
    void outputIsAnInput() throws IOException {
        table("id,x\na,1\n");
        assertFails(
                features("--by", "id", "--overwrite", "-o", input.toString()),
                USAGE,
                "readings.csv: is one of the inputs");
        assertThat(input).hasContent("id,x\na,1\n");
    }

    @Test
    void outputDirectoryMissing() throws IOException {
        table("id,x\na,1\n");
        assertFails(
                features("--by", "id", "-o", directory.resolve("nowhere/f.csv").toString()),
                USAGE,
                "f.csv: the directory",
                "nowhere does not exist");
        assertFails(
                features("--by", "id", "-o", input.resolve("f.csv").toString()), USAGE, "f.csv");
        assertFails(features("--by", "id", "-o", directory.toString()), USAGE, "is a directory");
    }

    @Test
    void outputDirectoryReadOnly() throws IOException {
        table("id,x\na,1\n");
        assertFails(
                features("--by", "id", "-o", "/proc/features.csv"), MACHINE, "/proc/features.csv");
    }

    @Test
    void diskFull() throws IOException {
        table("id,x\na,1\n");
        assertFails(
                features("--by", "id", "-o", "/dev/full"),
                MACHINE,
                "/dev/full",
                "No space left on device");
    }

    @Test
    void unknownFeatureOrParameter() throws IOException {
        table("id,x\na,1\n");
        assertFails(
                features("--features", "maen"),
                USAGE,
                "unknown feature \"maen\"; did you mean \"mean\"?");
        assertFails(features("--features", "quantile"), USAGE, "quantile", "q");
        assertFails(features("--features", "quantile(1.5)"), USAGE, "0 to 1", "1.5");
        assertFails(features("--features", "std(dof=1)"), USAGE, "dof", "ddof");
        assertFails(features("--features", "y:mean"), USAGE, "\"y\"");
    }

    @Test
    void windowLongerThanEverySeries() throws IOException {
        table("id,x\na,1\na,2\nb,3\n");
        assertFails(
                features("--by", "id", "--features", "moving_average(3)"),
                CONTENT,
                "moving_average",
                "longer than every series");
    }

    @Test
    void invalidUtf8InAKey() throws IOException {
        Files.write(input, "id,x\na,1\nM\u00fcller,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertFails(features("--by", "id"), CONTENT, "readings.csv:3: column \"id\"", "UTF-8");
    }

    @Test
    void gzipCutShort() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 5000; i++) {
                gzip.write("%d,%d\n".formatted(i, i * 31 % 977).getBytes(StandardCharsets.UTF_8));
            }
        }
        Path cut = directory.resolve("cut.csv.gz");
        Files.write(cut, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
        assertFails(
                featuresOf(cut.toString(), "--no-header", "--by", "c1"),
                CONTENT,
                "cut.csv.gz",
                "gzip");
    }

    @Test
    void noNumericColumn() throws IOException {
        table("id,name\na,b\n");
        assertFails(features("--by", "id"), USAGE, "no numeric column", "id (text)", "name (text)");
    }

    @Test
    void remotePaths() {
        for (String path : List.of("s3://bucket/a.csv", "http://host/a.csv")) {
            assertFails(featuresOf(path), USAGE, path, "only local files are read");
            assertFails(features("-o", path), USAGE, path, "only local files are written");
        }
    }

    @Test
    void aTemporaryDirectoryThatDoesNotExist() throws IOException {
        table("id,x\na,1\nb,2\na,3\n");
        String nowhere = directory.resolve("nowhere").toString();
        assertFails(
                features("--by", "id", "--temp-dir", nowhere),
                USAGE,
                "--temp-dir",
                nowhere,
                "create it first");
    }

    @Test
    void sizesThatAreNone() throws IOException {
        table("id,x\na,1\n");
        assertFails(features("--memory", "64m"), USAGE, "--memory", "64m", "at least 192m");
        assertFails(features("--memory", "lots"), USAGE, "--memory", "\"lots\"", "512m");
        assertFails(features("--temp-limit", "-1"), USAGE, "--temp-limit", "512m");
    }

    @Test
    void entitiesOfUnequalLengthUnderCaseV3() throws IOException {
        table("id,x\na,1\na,2\nb,3\n");
        assertFails(features("--by", "id", "--preset", "case-v3"), CONTENT, "a has 2", "b has 1");
    }

    @Test
    void filesOfDifferentColumns() throws IOException {
        table("id,x\na,1\n");
        Files.writeString(directory.resolve("readings2.csv"), "id,y\na,1\n");
        assertFails(
                featuresOf(directory + "/readings*.csv"), CONTENT, "readings.csv", "readings2.csv");
    }

    @Test
    void formatsOfLaterVersions() {
        assertFails(
                features("-o", directory.resolve("out.orc").toString()),
                USAGE,
                "out.orc: this version does not write orc; expected one of csv, tsv, parquet, arrow");
        assertFails(features("--format", "csb"), USAGE, "\"csb\"; did you mean csv?");
        assertFails(
                features("--format", "orc"), USAGE, "--format: this version does not write orc");
    }

    @Test
    void compressionThatDoesNotFitTheFormat() {
        String csv = directory.resolve("out.csv").toString();
        String parquet = directory.resolve("out.parquet").toString();
        assertFails(features("-o", csv, "--codec", "zstd"), USAGE, "--codec: is for Parquet");
        assertFails(
                features("-o", parquet, "--codec", "zst"), USAGE, "\"zst\"; did you mean zstd?");
        assertFails(features("-o", parquet + ".gz"), USAGE, "leave .gz out");
    }

    @Test
    void reportAndTableOnOneStandardOutput() throws IOException {
        table("id,x\na,1\n");
        assertFails(
                features("--by", "id", "--json", "-o", "-"),
                USAGE,
                "--json and -o - both want standard output");
    }

    @Test
    void valuesOfOptions() throws IOException {
        table("id,x\na,1\n");
        assertFails(features("--workers", "0"), USAGE, "--workers: found 0, expected 1 to 1024");
        assertFails(
                features("--workers", "two"),
                USAGE,
                "--workers: expected a whole number, found \"two\"");
        assertFails(features("--limit", "0"), USAGE, "--limit: found 0");
        assertFails(features("--kernels", "vectr"), USAGE, "--kernels vectr");
        assertFails(features("--types", "x:flot64"), USAGE, "\"flot64\"; did you mean float64?");
        assertFails(features("--types", "x"), USAGE, "--types: expected NAME:TYPE, found \"x\"");
        assertFails(features("--types", "z:text"), USAGE, "\"z\"");
        assertFails(features("--quote", "''"), USAGE, "--quote: expected one character");
        assertFails(features("--time-zone", "Europe/Berln"), USAGE, "did you mean Europe/Berlin?");
        assertFails(features("--by", "id,"), USAGE, "--by id,");
        assertFails(features("--by", "id", "--by", "id"), USAGE, "\"id\" is named twice");
        assertFails(
                features("--presett", "x"),
                USAGE,
                "unknown option --presett; did you mean --preset?");
    }

    @Test
    void noInput() {
        assertFails(Cli.run("features", "--by", "id"), USAGE, "INPUT is missing");
    }
}
