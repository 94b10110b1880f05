package dev.venturi.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables that Polars has written as CSV and as Parquet in every codec: the same features.
class PolarsFilesTest {
    private static final String VERSION = "0.26.1";

    private static final String SCRIPT =
            """
            const pl = require(process.argv[2]);
            const id = [], day = [], x = [], n = [], flag = [];
            for (let i = 0; i < 6000; i++) {
                id.push('e' + Math.floor(i / 70));
                day.push(new Date(Date.UTC(2026, 0, 1) + (i % 70) * 5400000));
                x.push(i % 9 == 0 ? null : (i * 7919 % 4000) / 10 - 50);
                n.push(i % 11 == 0 ? null : i * 31 % 300);
                flag.push(i % 5 == 0 ? null : i % 3 == 0);
            }
            const table = pl.DataFrame({ id, day, x, n, flag }).withColumn(pl.col('n').cast(pl.Int32));
            table.writeCSV('t.csv');
            for (const compression of ['uncompressed', 'snappy', 'gzip', 'lz4', 'zstd']) {
                table.writeParquet(compression + '.parquet', { compression, rowGroupSize: 700 });
            }
            """;

    @TempDir Path directory;

    /// The native half of the package for this machine.
    private static String platform() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        return mac
                ? "nodejs-polars-darwin-" + (arm ? "arm64" : "x64")
                : "nodejs-polars-linux-" + (arm ? "arm64" : "x64") + "-gnu";
    }

    /// Has node run the script; the two packages are found below one directory of modules.
    private void write() throws IOException, InterruptedException {
        Path modules = Files.createDirectories(directory.resolve("node_modules"));
        for (String name : List.of("nodejs-polars", platform())) {
            Path unpacked = NpmPackage.unpacked(name, VERSION).toAbsolutePath();
            Files.createSymbolicLink(modules.resolve(name), unpacked);
        }
        Files.writeString(directory.resolve("write.js"), SCRIPT);
        Path said = directory.resolve("said.txt");
        Process node =
                new ProcessBuilder(
                                "node",
                                "--preserve-symlinks",
                                "--preserve-symlinks-main",
                                "write.js",
                                "nodejs-polars")
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        boolean ended = node.waitFor(120, TimeUnit.SECONDS);
        node.destroyForcibly();
        Files.delete(modules.resolve("nodejs-polars")); // links, which nobody should follow
        Files.delete(modules.resolve(platform()));
        assertThat(ended && node.exitValue() == 0).as(Files.readString(said)).isTrue();
    }

    private String features(String file) throws IOException, InterruptedException {
        FeaturePlan plan =
                new FeaturePlan(
                        List.of("id"),
                        List.of("day"),
                        List.of(),
                        Preset.STANDARD,
                        "",
                        false,
                        false,
                        false);
        try (InputFiles input = InputFiles.of(directory.resolve(file))) {
            RunOptions options = CsvRun.PLAIN.withWorkers(2).withSplitBytes(10_000);
            return CsvRun.of(TableFiles.open(input, CsvOptions.DEFAULTS), plan, options).text();
        }
    }

    @Test
    void everyCodecGivesTheFeaturesOfTheCsv() throws Exception {
        write();
        String expected = features("t.csv");
        assertThat(expected.lines()).hasSize(87);
        for (String codec : List.of("uncompressed", "snappy", "gzip", "lz4", "zstd")) {
            assertThat(features(codec + ".parquet")).as(codec).isEqualTo(expected);
        }
    }
}
