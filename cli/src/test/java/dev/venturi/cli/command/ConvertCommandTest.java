package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `venturi convert`, as users type it.
class ConvertCommandTest {
    private static final String TEXT = "id,at,x\n1,2026-01-01T00:00:00Z,0.1\n2,,\n";

    @TempDir Path directory;
    private Path csv = Path.of("");

    @BeforeEach
    void writeInput() throws IOException {
        csv = Files.writeString(directory.resolve("in.csv"), TEXT);
    }

    private static Cli.Result run(Object... args) {
        return Cli.run(
                Stream.concat(Stream.of("convert"), Arrays.stream(args).map(Object::toString))
                        .toArray(String[]::new));
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    @Test
    void eachFormatByItsExtension() throws IOException {
        for (String name : List.of("a.parquet", "a.arrow", "a.tsv.gz", "a.feather")) {
            Cli.Result there = run(csv, path(name));
            assertThat(there.exit()).as(there.err()).isZero();
            assertThat(there.err())
                    .contains(path(name) + ": 2 rows, 3 columns, ")
                    .contains("int64 id; timestamp (UTC) at; float64 x")
                    .contains("every cell, by reading it back");
            Cli.Result back = run(path(name), path("back.csv"), "--overwrite");
            assertThat(back.exit()).as(back.err()).isZero();
            assertThat(path("back.csv")).hasContent(TEXT);
        }
        assertThat(run(path("a.parquet"), "-").out()).isEqualTo(TEXT);
    }

    @Test
    void severalInputsAndOptions() throws IOException {
        Path more = Files.writeString(path("more.csv"), "id,x,at\n3,0.5,2026-01-02T00:00:00Z\n");
        Cli.Result result =
                run(
                        csv,
                        more,
                        "-o",
                        path("all.dat"),
                        "--format",
                        "parquet",
                        "--codec",
                        "gzip",
                        "--json",
                        "--no-verify",
                        "--select",
                        "x,id",
                        "--types",
                        "id:text",
                        "--quiet");
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        JsonValue json = JsonReader.parse(result.out(), "report");
        assertThat(json.toString()).contains("all.dat");
        assertThat(result.out())
                .contains("\"rows\": 3", "\"verifiedRows\": 0", "\"format\": \"parquet\"")
                .contains("\"id\": {\"type\": \"text\"");
        assertThat(run(path("all.dat"), "-").out()).isEqualTo("id,x\n1,0.1\n2,\n3,0.5\n");
    }

    @Test
    void misuseIsNamedWithItsCure() {
        requireUsage("the output is missing; name what to read and what to write", csv);
        requireUsage("its name does not tell a format; end it in .parquet", csv, path("out.dat"));
        requireUsage(
                "is one of the inputs; write the table to another file", csv, csv, "--overwrite");
        requireUsage("exists; use --overwrite to replace it", csv, existing());
        requireUsage("this version does not write xlsx", csv, path("out.xlsx"));
        requireUsage("--codec: is for Parquet", csv, path("out.arrow"), "--codec", "zstd");
        requireUsage("nowhere.csv", path("nowhere.csv"), path("out.parquet"));
        requireUsage("does not exist; create it first", csv, path("no/out.parquet"));
        requireUsage("both want standard output", csv, "-", "--json");
    }

    private Path existing() {
        Path file = path("there.parquet");
        assertThat(run(csv, file).exit()).isZero();
        return file;
    }

    private void requireUsage(String message, Object... args) {
        Cli.Result result = run(args);
        assertThat(result.err()).contains(message);
        assertThat(result.exit()).isEqualTo(2);
    }

    @Test
    void contentThatIsNotWhatItSaysEndsWithThree() throws IOException {
        Path bad = Files.writeString(path("bad.csv"), "x\n1\nl2\n");
        Cli.Result result = run(bad, path("out.parquet"));
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("bad.csv:3: column \"x\": expected a number");
        byte[] whole = Files.readAllBytes(existing());
        Path cut = Files.write(path("cut.parquet"), Arrays.copyOf(whole, whole.length - 9));
        assertThat(run(cut, path("out.csv")).exit()).isEqualTo(3);
        assertThat(path("out.parquet")).doesNotExist();
        assertThat(path("out.csv")).doesNotExist();
    }

    @Test
    void bytesOfValueZeroCannotStandInCsv() throws IOException {
        Path nul = Files.writeString(path("x.csv"), "n,m\na,b\n");
        assertThat(run(nul, path("x.arrow")).exit()).isZero();
        byte[] bytes = Files.readAllBytes(path("x.arrow"));
        int at = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("a\0\0\0\0\0\0\0");
        bytes[at] = 0;
        Files.write(path("x.arrow"), bytes);
        Cli.Result result = run(path("x.arrow"), path("out.csv"));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("out.csv: not written; verifying: ");
        assertThat(path("out.csv")).doesNotExist();
    }

    @Test
    void helpShowsExamples() {
        Cli.Result help = run("--help");
        assertThat(help.out())
                .contains(
                        "venturi convert readings.csv readings.parquet", "--no-verify", "--codec");
    }
}
