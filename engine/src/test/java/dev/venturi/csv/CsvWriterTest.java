package dev.venturi.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.AtomicOutput;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows are written so that they read back, and only whole files appear.
class CsvWriterTest {
    @TempDir Path directory;

    @Test
    void columnsOfEveryKind() throws IOException {
        Path file = directory.resolve("out.csv");
        try (CsvWriter writer = CsvWriter.open(file.toString(), List.of("k", "n", "x"), false)) {
            writer.write(
                    new Batch(
                            3,
                            List.of(
                                    texts("a", "b,c", ""),
                                    new Column.LongColumn(
                                            new long[] {1, 2, -3},
                                            new boolean[] {false, true, false}),
                                    new Column.DoubleColumn(new double[] {0.5, 72, Double.NaN}))));
            writer.commit();
        }
        assertThat(file).hasContent("k,n,x\na,1,0.5\n\"b,c\",,72\n,-3,\n");
    }

    @Test
    void textsAreQuotedWhereTheyMustBe() throws IOException {
        Path file = directory.resolve("out.csv");
        List<String> texts = List.of("plain", " blank", "blank ", "a\"b", "a\nb", "a\rb", "a;b");
        try (CsvWriter writer = CsvWriter.open(file.toString(), List.of("a,b", "c"), false, ',')) {
            Column column = texts(texts.toArray(String[]::new));
            writer.write(new Batch(texts.size(), List.of(column, column)));
            writer.commit();
        }
        assertThat(Files.readString(file))
                .startsWith(
                        "\"a,b\",c\nplain,plain\n\" blank\",\" blank\"\n\"blank \",\"blank \"\n")
                .contains("\"a\"\"b\",\"a\"\"b\"\n\"a\nb\",\"a\nb\"\n\"a\rb\",\"a\rb\"\na;b,a;b\n");
    }

    @Test
    void anOutputMayBeAnyStream() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AtomicOutput output = AtomicOutput.direct("bytes", bytes);
        try (CsvWriter writer = CsvWriter.to(output, List.of("x", "y"), '\t', false)) {
            Column column = new Column.DoubleColumn(new double[] {0.5});
            writer.write(new Batch(1, List.of(column, column)));
            writer.commit();
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("x\ty\n0.5\t0.5\n");
    }

    @Test
    void aMissingValueThatIsAloneInItsRowIsARow() throws IOException {
        Path file = directory.resolve("out.csv");
        try (CsvWriter writer = CsvWriter.open(file.toString(), List.of("x"), false)) {
            writer.write(
                    new Batch(2, List.of(new Column.DoubleColumn(new double[] {Double.NaN, 1}))));
            writer.commit();
        }
        assertThat(file).hasContent("x\n\"\"\n1\n");
    }

    @Test
    void compressedAndTabbedByName() throws IOException {
        Path file = directory.resolve("out.tsv.gz");
        try (CsvWriter writer = CsvWriter.open(file.toString(), List.of("a", "b"), false)) {
            writer.write(new Batch(1, List.of(texts("x"), texts("y,z"))));
            writer.commit();
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("a\tb\nx\ty,z\n");
        }
    }

    @Test
    void aLongTableIsWrittenWhole() throws IOException {
        Path file = directory.resolve("out.csv");
        double[] values = new double[100_000];
        try (CsvWriter writer = CsvWriter.open(file.toString(), List.of("x"), false)) {
            for (int i = 0; i < values.length; i++) {
                values[i] = i / 8.0;
            }
            writer.write(new Batch(values.length, List.of(new Column.DoubleColumn(values))));
            writer.commit();
        }
        assertThat(Files.readAllLines(file)).hasSize(100_001).endsWith("12499.75", "12499.875");
    }

    @Test
    void nothingIsLeftWithoutCommit() throws IOException {
        try (CsvWriter writer =
                CsvWriter.open(directory.resolve("out.csv").toString(), List.of("x"), false)) {
            writer.write(new Batch(1, List.of(texts("y"))));
            try (var files = Files.list(directory)) {
                assertThat(files)
                        .singleElement()
                        .matches(file ->
                                file.getFileName().toString().startsWith(".out.csv.venturi-"));
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anExistingFileStaysAsItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("out.csv"), "mine");
        assertThatThrownBy(() -> CsvWriter.open(file.toString(), List.of("x"), false))
                .isInstanceOf(UsageException.class)
                .hasMessage(file + ": exists; use --overwrite to replace it");
        assertThat(file).hasContent("mine");
    }

    private static Column texts(String... texts) {
        int[] offsets = new int[texts.length + 1];
        byte[] bytes = String.join("", texts).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < texts.length; i++) {
            offsets[i + 1] = offsets[i] + texts[i].getBytes(StandardCharsets.UTF_8).length;
        }
        return new Column.TextColumn(bytes, offsets);
    }
}
