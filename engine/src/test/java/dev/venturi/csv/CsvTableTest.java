package dev.venturi.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of every ordinary form give their rows.
class CsvTableTest {
    @TempDir Path directory;

    @Test
    void rowsOfASimpleFile() throws IOException {
        Path file = directory.resolve("a.csv");
        Files.writeString(
                file,
                "patient_id,day,heart_rate,note\n1,0,72.1,x\n1,1,,y\n2,0,-3,z\n2,1,NA,\"a,b\"\n");
        try (InputFiles input = InputFiles.of(file)) {
            CsvTable table = CsvTable.open(input, CsvOptions.DEFAULTS);
            RowsRead read =
                    RowsRead.of(
                            table,
                            RowsRead.columns(
                                    table,
                                    List.of("patient_id"),
                                    List.of("day"),
                                    List.of("heart_rate")),
                            1000);
            assertThat(read.rows).containsExactly("1|0|72.1", "1|1|NaN", "2|0|-3.0", "2|1|NaN");
        }
    }

    /// NaN in any case and with any sign is missing, so what follows decides the type.
    @Test
    void signedNanAtTheBeginningOfAColumnIsMissing() throws IOException {
        for (String nan : List.of("nan", "-nan", "+NaN", "-NAN")) {
            CsvTable table =
                    Tables.of(directory, "k,x\na,%s\na,2.5\n".formatted(nan), CsvOptions.DEFAULTS);
            assertThat(Tables.rows(table, "k//x")).as(nan).containsExactly("a|NaN", "a|2.5");
        }
    }
}
