package dev.venturi.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.csv.TextValue.Meaning;
import dev.venturi.table.ColumnType;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.TextRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTextsTest {
    @TempDir private Path directory;

    @Test
    void textsAreTheContentOfTheFields() throws IOException {
        CsvTable table = table("id,t\r\n1,\"a,\"\"b\"\"\"\r\n2, c \r\n\r\n3,\"\"");
        assertThat(rows(table, "t", "id"))
                .containsExactly(List.of("a,\"b\"", "1"), List.of(" c ", "2"), List.of("", "3"));
    }

    @Test
    void columnsAreFoundByNameInEveryFileAndInItsPath() throws IOException {
        Path first = file("day=1/a.csv", "id,x\n1,10\n2,20\n");
        Path second = file("day=2/b.csv", "x,id\n30,3\n");
        CsvTable table = CsvTable.open(InputFiles.of(first, second), CsvOptions.DEFAULTS);
        assertThat(rows(table, "day", "id", "x"))
                .containsExactly(
                        List.of("1", "1", "10"), List.of("1", "2", "20"), List.of("2", "3", "30"));
    }

    @Test
    void manyRowsAreReadOnce() throws IOException {
        StringBuilder text = new StringBuilder("id\n");
        for (int i = 0; i < 100_000; i++) {
            text.append(i).append('\n');
        }
        CsvTable table = table(text.toString());
        try (TextRows texts = table.texts(List.of(), List.of(0))) {
            for (int i = 0; i < 100_000; i++) {
                assertThat(texts.next()).isTrue();
                assertThat(text(texts, 0)).isEqualTo(Integer.toString(i));
            }
            assertThat(texts.next()).isFalse();
            assertThat(texts.next()).isFalse();
            assertThat(texts.bytesRead()).isEqualTo(table.bytes());
        }
    }

    @Test
    void problemsNameLineAndColumn() throws IOException {
        CsvTable table = table("id,x\n1,10\n2,20\n");
        try (TextRows texts = table.texts(List.of(), List.of(1))) {
            texts.next();
            texts.next();
            assertThat(texts.problem(0, "odd"))
                    .hasMessage(directory.resolve("table.csv") + ":3: column \"x\": odd");
        }
    }

    @Test
    void raggedRowIsAnError() throws IOException {
        CsvTable table = table("id,x\n1,10\n2\n");
        assertThatThrownBy(() -> rows(table, "id"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(":3: expected 2 fields, found 1");
    }

    @ParameterizedTest
    @CsvSource({
        "INT64, ' 12 ', WHOLE, 12",
        "INT64, 12.5, FRACTION, 12.5",
        "FLOAT64, -3, WHOLE, -3",
        "FLOAT64, NaN, MISSING, ",
        "FLOAT64, nAn, MISSING, ",
        "FLOAT64, '', MISSING, ",
        "FLOAT64, abc, TEXT, ",
        "BOOLEAN, True, WHOLE, 1",
        "BOOLEAN, FALSE, WHOLE, 0",
        "BOOLEAN, 1, WHOLE, 1",
        "BOOLEAN, maybe, TEXT, ",
        "TEXT, 12, TEXT, ",
        "TEXT, NA, MISSING, ",
        "DATE, 12, TEXT, ",
    })
    void fieldsAreReadAsWhatTheirColumnHolds(
            ColumnType type, String text, Meaning meaning, Double value) throws IOException {
        TextValue reader = table("id\n1\n").textValue();
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        assertThat(reader.read(bytes, 1, bytes.length - 1, type)).isEqualTo(meaning);
        if (value != null) {
            assertThat(reader.value()).isEqualTo(value);
        }
    }

    @Test
    void timesAreNanosecondsAndFirstValuesHaveTypes() throws IOException {
        TextValue reader = table("id\n1\n").textValue();
        byte[] time = "1970-01-01T00:00:01+00:00".getBytes(StandardCharsets.UTF_8);
        assertThat(reader.read(time, 0, time.length, ColumnType.TIMESTAMP)).isEqualTo(Meaning.TIME);
        assertThat(reader.whole()).isEqualTo(1_000_000_000);
        assertThat(reader.typeOf(time, 0, time.length)).isEqualTo(ColumnType.TIMESTAMP);
        assertThat(reader.typeOf(time, 0, 0)).isNull();
        assertThat(reader.typeOf(time, 0, 4)).isEqualTo(ColumnType.INT64);
    }

    private static List<List<String>> rows(CsvTable table, String... columns) {
        List<Integer> asked =
                List.of(columns).stream().map(name -> table.schema().indexOf(name)).toList();
        List<List<String>> rows = new ArrayList<>();
        try (TextRows texts = table.texts(List.of(), asked)) {
            while (texts.next()) {
                List<String> row = new ArrayList<>();
                for (int slot = 0; slot < columns.length; slot++) {
                    row.add(text(texts, slot));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String text(TextRows texts, int slot) {
        int from = texts.from(slot);
        return new String(texts.bytes(slot), from, texts.to(slot) - from, StandardCharsets.UTF_8);
    }

    private CsvTable table(String text) throws IOException {
        return CsvTable.open(InputFiles.of(file("table.csv", text)), CsvOptions.DEFAULTS);
    }

    private Path file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
