package dev.venturi.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venturi.cli.report.MadeUpRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file for pprof, of a made-up run with one stack, and what pprof itself reads in it.
class PprofFileTest {
    @TempDir private Path directory;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PprofFile.write(MadeUpRun.explanation(), out);
        file = Files.write(directory.resolve("run.pb.gz"), out.toByteArray());
    }

    @Test
    void itNamesMethodsAndFilesAndIsCompressed() throws IOException {
        byte[] plain =
                new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))
                        .readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8))
                .contains(
                        "com.acme.Orders.parse",
                        "com/acme/Orders.java",
                        "java/util/regex/Pattern.java",
                        "nanoseconds",
                        "com.acme.Main")
                .doesNotContain("orders.csv");
    }

    @Test
    void pprofReadsSamplesLinesAndThreads() throws Exception {
        assertThat(pprof("-raw"))
                .containsPattern("samples/count\\s+cpu/nanoseconds")
                .containsPattern("1140\\s+18400000000: 1 2")
                .contains("thread:[main]", "Period: 10000000", "Duration: 12.1")
                .containsPattern("com\\.acme\\.Orders\\.parse com/acme/Orders\\.java:31\\b")
                .containsPattern(
                        "java\\.util\\.regex\\.Pattern\\.compile java/util/regex/Pattern\\.java:1095\\b");
    }

    @Test
    void pprofSumsUpByMethodAndAsksForNoBinary() throws Exception {
        assertThat(pprof("-top"))
                .contains("File: com.acme.Main", "Type: cpu", "Total samples = 18.40s")
                .containsPattern("18\\.40s\\s+100%.*java\\.util\\.regex\\.Pattern\\.compile")
                .doesNotContain("inary filename");
    }

    @Test
    void pprofFindsTheSourceTextByItsPackage() throws Exception {
        Path source = Files.createDirectories(directory.resolve("src/com/acme"));
        Files.writeString(
                source.resolve("Orders.java"), "\n".repeat(30) + "    the line itself;\n");
        assertThat(pprof("-source_path=" + directory.resolve("src"), "-list=Orders.parse"))
                .containsPattern("18\\.40s\\s+31:\\s+the line itself;");
    }

    private String pprof(String... options) throws Exception {
        List<String> command = new ArrayList<>(reader());
        assumeTrue(!command.isEmpty(), "LEFT OUT: no pprof and no go on the PATH");
        command.addAll(List.of(options));
        command.add(file.toString());
        Path said = directory.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("PPROF_TMPDIR", directory.toString());
        int exit = builder.start().waitFor();
        assertThat(exit).as(Files.readString(said)).isZero();
        return Files.readString(said);
    }

    private static List<String> reader() {
        if (onThePath("pprof")) {
            return List.of("pprof");
        }
        return onThePath("go") ? List.of("go", "tool", "pprof") : List.of();
    }

    private static boolean onThePath(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(part -> Files.isExecutable(Path.of(part, name)));
    }
}
