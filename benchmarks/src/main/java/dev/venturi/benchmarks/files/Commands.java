package dev.venturi.benchmarks.files;

import dev.venturi.benchmarks.duckdb.FeaturesFromFile;
import dev.venturi.benchmarks.duckdb.SqlStatement;
import dev.venturi.benchmarks.duckdb.VitalsSql;
import dev.venturi.benchmarks.report.Session;
import dev.venturi.feature.Preset;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The command lines that are timed: ours through its launcher, DuckDB's in a small JVM.
final class Commands {
    private final Session session;
    private final Path library;

    /// Unpacks DuckDB's native library once, which its driver else does at every start.
    Commands(Session session) throws IOException {
        this.session = session;
        library = session.work().resolve("duckdb-library");
        unpackLibrary(library);
    }

    private static void unpackLibrary(Path directory) throws IOException {
        boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).contains("aarch64");
        String packed = "/libduckdb_java.so_linux_" + (arm ? "arm64" : "amd64");
        Files.createDirectories(directory);
        Path unpacked = directory.resolve(System.mapLibraryName("duckdb_java"));
        try (InputStream in = Commands.class.getResourceAsStream(packed)) {
            if (in != null && System.getProperty("os.name").equals("Linux")) {
                Files.deleteIfExists(unpacked);
                Files.copy(in, unpacked);
            }
        }
    }

    private String launcher() {
        return session.root().resolve("venturi").toString();
    }

    /// Our start alone.
    List<String> version() {
        return List.of(launcher(), "--version");
    }

    /// Makes a CSV file of vitals.
    List<String> generate(int patients, Path csv) {
        return List.of(
                launcher(),
                "generate",
                "vitals",
                "--patients",
                Integer.toString(patients),
                "--days",
                "365",
                "--seed",
                "42",
                "--quiet",
                "--overwrite",
                "-o",
                csv.toString());
    }

    /// Computes features of a table of `id`, `day` and numbers.
    List<String> features(Path table, Path out) {
        return List.of(
                launcher(),
                "features",
                table.toString(),
                "--by",
                "id",
                "--order-by",
                "day",
                "--preset",
                Preset.CASE_V1.label(),
                "--quiet",
                "--overwrite",
                "-o",
                out.toString());
    }

    /// Computes features of it.
    List<String> features(Path csv, Preset preset, int workers, Path out) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                launcher(),
                                "features",
                                csv.toString(),
                                "--by",
                                "patient_id",
                                "--order-by",
                                "day"));
        if (preset != Preset.STANDARD) {
            command.addAll(List.of("--preset", preset.label()));
        }
        command.addAll(
                List.of(
                        "--workers",
                        Integer.toString(workers),
                        "--quiet",
                        "--overwrite",
                        "-o",
                        out.toString()));
        return command;
    }

    /// The same by DuckDB.
    List<String> duckDb(
            Path csv, VitalsSql query, FeaturesFromFile.Source source, int threads, Path out) {
        return duckDb(csv, query, source, threads, "80%", out);
    }

    /// The same within a memory limit.
    List<String> duckDb(
            Path in,
            VitalsSql query,
            FeaturesFromFile.Source source,
            int threads,
            String memory,
            Path out) {
        List<String> command = new ArrayList<>(duckDbStart());
        command.addAll(FeaturesFromFile.arguments(in, out, query, source, threads, memory));
        return command;
    }

    /// A statement of DuckDB within a memory limit.
    ///
    /// @param temporary directory for its temporary files
    List<String> duckDb(String sql, int threads, String memory, Path temporary) {
        List<String> command = new ArrayList<>(smallJvm());
        command.addAll(
                List.of(
                        SqlStatement.class.getName(),
                        Integer.toString(threads),
                        memory,
                        temporary.toString(),
                        sql));
        return command;
    }

    /// DuckDB's start alone.
    List<String> duckDbStart() {
        List<String> command = new ArrayList<>(smallJvm());
        command.add(FeaturesFromFile.class.getName());
        return command;
    }

    private List<String> smallJvm() {
        List<String> command = new ArrayList<>(java());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Djava.library.path=" + library));
        return command;
    }

    /// A JVM with our classes and DuckDB's; options and the name of the class follow.
    List<String> java() {
        String classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(part -> !part.contains("jmh") && !part.contains("picocli"))
                        .reduce((a, b) -> a + File.pathSeparator + b)
                        .orElseThrow();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath);
    }
}
