package dev.venturi.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.CsvTable;
import dev.venturi.csv.CsvWriter;
import dev.venturi.csv.InputFiles;
import dev.venturi.feature.Features;
import dev.venturi.feature.RunOptions;
import dev.venturi.generate.PatientVitals;
import dev.venturi.table.Batch;
import dev.venturi.table.Column;
import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.RandomTable;
import dev.venturi.table.Schema;
import dev.venturi.table.TableSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Arrow files read as what was written, and as the same rows in CSV.
class ArrowTableTest {
    @TempDir Path directory;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenIsRead(long seed) throws IOException {
        Random random = new Random(seed);
        RandomTable table = new RandomTable(seed, random.nextInt(3000), true);
        check(table, 1 + random.nextInt(100_000), 1 + random.nextInt(700));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537})
    void bordersOfRecordBatches(int rows) throws IOException {
        check(new RandomTable(rows, rows, true), 1 << 20, 4096);
    }

    private void check(RandomTable table, long splitBytes, int capacity) throws IOException {
        Path file = directory.resolve("out.arrow");
        try (ArrowWriter writer = ArrowWriter.open(file.toString(), table.schema(), true, true)) {
            table.writeTo(writer);
            writer.commit();
        }
        List<List<@Nullable Object>> cells = ReadCells.of(file, splitBytes, capacity);
        for (int c = 0; c < cells.size(); c++) {
            Field field = table.schema().fields().get(c);
            List<@Nullable Object> expected = new ArrayList<>();
            for (Object cell : table.cells(c)) {
                expected.add(cell == null ? null : expected(cell, field.type()));
            }
            assertThat(cells.get(c).equals(expected)).as(field.name()).isTrue();
        }
    }

    private static Object expected(Object cell, ColumnType type) {
        return switch (type) {
            case INT64, FLOAT64, TEXT -> cell;
            case BOOLEAN -> cell.equals(true) ? 1.0 : 0.0;
            case DATE -> LocalDate.ofEpochDay((Long) cell).toString();
            case TIMESTAMP ->
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME
                            .format(
                                    LocalDateTime.ofEpochSecond(
                                            Math.floorDiv((Long) cell, 1_000_000_000L),
                                            (int) Math.floorMod((Long) cell, 1_000_000_000L),
                                            ZoneOffset.UTC))
                            .replaceFirst("(\\.\\d*?)0+$", "$1");
        };
    }

    @Test
    void featuresAreThoseOfTheCsv() throws Exception {
        PatientVitals vitals = PatientVitals.of(200, 60).irregular(true);
        Path csv = directory.resolve("vitals.csv");
        Path arrow = directory.resolve("vitals.arrow");
        try (OutputStream out = Files.newOutputStream(csv)) {
            vitals.writeCsv(out, _ -> {});
        }
        try (ArrowWriter writer =
                ArrowWriter.open(arrow.toString(), vitals.schema(), true, false)) {
            vitals.writeTo(writer, _ -> {});
            writer.commit();
        }
        try (InputFiles texts = InputFiles.of(csv);
                InputFiles batches = InputFiles.of(arrow)) {
            String expected = features(CsvTable.open(texts, CsvOptions.DEFAULTS));
            assertThat(features(ArrowTable.open(batches))).isEqualTo(expected);
        }
    }

    private String features(TableSource table) throws Exception {
        Path out = directory.resolve("features.csv");
        Features.of(table)
                .by("patient_id")
                .orderBy("day")
                .options(RunOptions.defaults().withWorkers(2).withSplitBytes(20_000))
                .computeTo(schema -> CsvWriter.open(out.toString(), schema.names(), true));
        return Files.readString(out);
    }

    @Test
    void theEarliestBadRowIsNamed() throws IOException {
        Path file = directory.resolve("out.arrow");
        Schema schema = new Schema(List.of(new Field("day", ColumnType.INT64, "given")));
        boolean[] nulls = new boolean[5000];
        nulls[4321] = true;
        try (ArrowWriter writer = ArrowWriter.open(file.toString(), schema, true, false)) {
            writer.write(new Batch(5000, List.of(new Column.LongColumn(new long[5000], nulls))));
            writer.commit();
        }
        try (InputFiles input = InputFiles.of(file)) {
            ArrowTable table = ArrowTable.open(input);
            assertThatThrownBy(() -> Features.of(table).by("day").select("day").compute(_ -> {}))
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessage(
                            file
                                    + ":4322: column \"day\": the key is missing; drop such rows, or"
                                    + " make them an entity of their own with --keep-null-key");
        }
    }

    @Test
    void whatIsNotWholeIsRefused() throws IOException {
        Path file = directory.resolve("out.arrow");
        RandomTable table = new RandomTable(1, 100, true);
        try (ArrowWriter writer = ArrowWriter.open(file.toString(), table.schema(), true, false)) {
            table.writeTo(writer);
            writer.commit();
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 37) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> ReadCells.of(file, 1000, 100))
                    .as("%d bytes", length)
                    .isInstanceOf(MalformedDataException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }
}
