package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tables made as directories of files: there complete, or not at all.
class GenerateFilesTest {
    @TempDir private Path directory;
    private Path lake;

    @BeforeEach
    void name() {
        lake = directory.resolve("lake");
    }

    @Test
    void featuresOfTheFilesAreThoseOfOneFile() throws IOException {
        generate(0, "--files=7", "-o", lake.toString());
        assertThat(names(lake)).hasSize(7).startsWith("part-00001.csv").endsWith("part-00007.csv");
        Path one = directory.resolve("one.csv");
        generate(0, "-o", one.toString());
        assertThat(features(lake)).isEqualTo(features(one));
    }

    @Test
    void parquetFilesGiveTheSameFeatures() throws IOException {
        generate(0, "--files=7", "--format=parquet", "-o", lake.toString());
        assertThat(names(lake)).hasSize(7).startsWith("part-00001.parquet");
        Path one = directory.resolve("one.csv");
        generate(0, "-o", one.toString());
        assertThat(features(lake)).isEqualTo(features(one));
    }

    private static String features(Path input) {
        Cli.Result result =
                Cli.run("features", input.toString(), "--by=patient_id", "--order-by=day", "-o-");
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out();
    }

    @Test
    void byDayThereIsAFileForEachInTheOrderOfTheDays() throws IOException {
        Cli.Result result = generate(0, "--layout=daily", "-o", lake.toString());
        assertThat(result.err()).contains("lake: 12 files, 240 rows of 20 patients, ");
        List<String> names = names(lake);
        assertThat(names).hasSize(12).startsWith("day-000.csv").endsWith("day-011.csv");
        for (int day = 0; day < 12; day++) {
            assertThat(Files.readAllLines(lake.resolve(names.get(day))))
                    .hasSize(21)
                    .element(20)
                    .asString()
                    .startsWith("19," + day + ",");
        }
    }

    @Test
    void aNameWithAnExtensionIsOneFileAlsoByDay() {
        Path file = directory.resolve("daily.csv");
        generate(0, "--layout=daily", "-o", file.toString());
        assertThat(file).isRegularFile();
        generate(0, "--layout=daily", "--files=1", "-o", lake.toString());
        assertThat(lake).hasSameBinaryContentAs(file);
    }

    @Test
    void aSlashOrADirectoryThatIsThereMeansADirectory() throws IOException {
        generate(0, "--format=tsv", "-o", lake + "/");
        assertThat(names(lake)).containsExactly("part-00001.tsv");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        generate(0, "-o", empty.toString());
        assertThat(names(empty)).containsExactly("part-00001.csv");
    }

    @Test
    void whatIsThereIsReplacedOnlyOnDemandAndOnlyFilesOfThisCommand() throws IOException {
        generate(0, "--files=3", "-o", lake.toString());
        assertThat(generate(2, "--files=2", "-o", lake.toString()).err())
                .contains("exists and is not empty; use --overwrite");
        assertThat(names(lake)).hasSize(3);
        generate(0, "--files=2", "-o", lake.toString(), "--overwrite");
        assertThat(names(lake)).containsExactly("part-00001.csv", "part-00002.csv");
        Files.writeString(lake.resolve("thesis.txt"), "years of work");
        assertThat(generate(2, "--files=1", "-o", lake.toString(), "--overwrite").err())
                .contains("holds thesis.txt, which this command does not write");
        assertThat(names(lake)).hasSize(3).contains("thesis.txt");
        assertThat(names(directory)).containsExactly("lake"); // and nothing beside it
    }

    @Test
    void whatCannotBeIsSaidBeforeAnythingIsMade() throws IOException {
        assertThat(generate(2, "--files=21", "-o", lake.toString()).err())
                .contains("--files 21: expected at most 20, one for each patient");
        assertThat(generate(2, "--files=2", "-o", "-").err()).contains("standard output is one");
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(generate(2, "--files=2", "-o", file.toString()).err())
                .contains("is a file, expected a directory");
        assertThat(names(directory)).containsExactly("file");
    }

    private static Cli.Result generate(int exit, String... more) {
        List<String> args = new ArrayList<>(List.of("generate", "vitals"));
        args.addAll(List.of("--patients=20", "--days=12"));
        args.addAll(List.of(more));
        Cli.Result result = Cli.run(args.toArray(String[]::new));
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        return result;
    }

    private static List<String> names(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
