package dev.venturi.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venturi.feature.NpmPackage;
import dev.venturi.parquet.write.DuckDbFile;
import dev.venturi.parquet.write.ParquetOptions;
import dev.venturi.parquet.write.ParquetWriter;
import dev.venturi.table.DescribedSink;
import dev.venturi.table.RandomTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What we write Polars reads, and what it writes we read (npm package `nodejs-polars`).
class PolarsTest {
    private static final String VERSION = "0.26.1";
    private static final String NATIVE = "nodejs-polars-linux-x64-gnu";
    private static final int ROWS = 70_000;

    private static Path polars = Path.of("");
    private static Path modules = Path.of("");

    @TempDir Path directory;

    @BeforeAll
    static void fetch() throws Exception {
        boolean here =
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64");
        assumeTrue(here, "the native part of Polars is fetched for Linux on x64");
        polars = NpmPackage.unpacked("nodejs-polars", VERSION).toAbsolutePath();
        modules = Files.createDirectories(Path.of("target", "npm", "modules")).toAbsolutePath();
        Path library = modules.resolve(NATIVE);
        Files.deleteIfExists(library);
        Files.createSymbolicLink(library, NpmPackage.unpacked(NATIVE, VERSION).toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.parquet", "out.arrow"})
    void polarsReadsWhatWeWrite(String name) throws Exception {
        RandomTable table = new RandomTable(name.length(), ROWS, true);
        Path file = directory.resolve(name);
        try (DescribedSink sink =
                name.endsWith(".arrow")
                        ? ArrowWriter.open(file.toString(), table.schema(), true, false)
                        : ParquetWriter.open(
                                file.toString(), table.schema(), ParquetOptions.DEFAULTS, false)) {
            sink.describe("venturi.contract", "{}");
            table.writeTo(sink);
            sink.commit();
        }
        Path copy = directory.resolve("copy.parquet");
        copy(file, copy, "");
        assertThat(DuckDbFile.cells(copy, table.schema(), "true").equals(table.cells())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "lz4", "zstd"})
    void weReadWhatPolarsWrites(String compression) throws Exception {
        RandomTable table = new RandomTable(compression.length(), ROWS, true);
        Path file = directory.resolve("out.arrow");
        try (ArrowWriter writer = ArrowWriter.open(file.toString(), table.schema(), true, false)) {
            table.writeTo(writer);
            writer.commit();
        }
        Path copy = directory.resolve("copy.arrow");
        copy(file, copy, compression);
        assertThat(ReadCells.of(copy, 100_000, 777)).isEqualTo(ReadCells.of(file, 1 << 20, 4096));
    }

    private void copy(Path from, Path to, String compression)
            throws IOException, InterruptedException {
        Path script = Path.of("src", "test", "resources", "polars", "copy.js");
        ProcessBuilder node =
                new ProcessBuilder(
                        "node",
                        script.toString(),
                        polars.toString(),
                        from.toString(),
                        to.toString(),
                        compression);
        node.environment().put("NODE_PATH", modules.toString());
        Path output = directory.resolve("node.txt");
        Process process = node.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("node ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
