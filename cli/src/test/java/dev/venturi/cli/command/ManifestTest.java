package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What has changed in files since their checksums were written is noticed before it becomes a
/// result, and is not noticed without.
class ManifestTest {
    @TempDir private Path directory;
    private Path lake;
    private Path out;

    @BeforeEach
    void name() {
        lake = directory.resolve("lake");
        out = directory.resolve("out.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet", "arrow"})
    void everyFlippedBitOfAValueIsAnErrorWhereItWouldHaveBeenAnotherResult(String format)
            throws IOException {
        generate(format);
        run(0, "manifest", lake.toString());
        String right = features("--verify-manifest");
        assertThat(features()).isEqualTo(right);
        long seed = 20261121;
        Random random = new Random(seed);
        int silent = 0;
        for (int i = 0; i < 20; i++) {
            Path file = lake.resolve("part-0000" + (1 + random.nextInt(3)) + "." + format);
            int at = random.nextInt((int) Files.size(file) / 8, (int) Files.size(file) * 3 / 4);
            flip(file, at, 1 << random.nextInt(4));
            Cli.Result result = cli("--verify-manifest", "-o", out.toString());
            assertThat(result.exit()).as("seed %d, %s, byte %d", seed, file, at).isEqualTo(3);
            assertThat(result.err()).contains(file.toString());
            assertThat(out).doesNotExist();
            Cli.Result without = cli("-o-");
            if (without.exit() == 0 && !without.out().equals(right)) {
                silent++;
            }
            flip(file, at, 0);
        }
        assertThat(features("--verify-manifest")).isEqualTo(right);
        if (format.equals("csv")) {
            assertThat(silent).isPositive();
        }
    }

    private byte[] before = {};

    /// Flips bits of a byte; 0 puts back what was there before.
    private void flip(Path file, int at, int bits) throws IOException {
        if (bits == 0) {
            Files.write(file, before);
        } else {
            before = Files.readAllBytes(file);
            byte[] damaged = before.clone();
            damaged[at] ^= (byte) bits;
            Files.write(file, damaged);
        }
    }

    @Test
    void theErrorNamesFileRowGroupExpectedAndFound() throws IOException {
        generate("parquet");
        run(0, "manifest", lake.toString());
        flip(lake.resolve("part-00002.parquet"), 2_000, 1);
        assertThat(cli("--verify-manifest").err())
                .containsPattern(
                        "part-00002.parquet: row group 0: expected CRC32C [0-9a-f]{8} for bytes 0 to"
                                + " [0-9,]+ as in the manifest, found [0-9a-f]{8}");
    }

    @Test
    void theManifestHoldsTheChecksumsOfTheFilesAndIsTheSameEachTime() throws IOException {
        generate("parquet");
        Path manifest = lake.resolve("venturi-manifest.json");
        run(0, "manifest", lake.toString(), "--workers=1");
        String first = Files.readString(manifest);
        run(2, "manifest", lake.toString());
        run(0, "manifest", lake.toString(), "--workers=3", "--overwrite");
        assertThat(manifest).hasContent(first);
        JsonObject document = (JsonObject) JsonReader.parse(first, "manifest");
        List<JsonValue> files = ((JsonArray) member(document, "files")).elements();
        assertThat(files).hasSize(3);
        for (JsonValue one : files) {
            byte[] bytes = Files.readAllBytes(lake.resolve(text(one, "name")));
            assertThat(text(one, "crc32c")).isEqualTo(crc(bytes, 0, bytes.length));
            assertThat(text(one, "blocks"))
                    .isEqualTo(crc(bytes, 0, Math.min(1 << 16, bytes.length)));
            JsonValue group = ((JsonArray) member(one, "rowGroups")).elements().getFirst();
            int from = Integer.parseInt(digits(group, "from"));
            int length = Integer.parseInt(digits(group, "bytes"));
            assertThat(digits(group, "rows")).isIn("80", "90");
            assertThat(from).isEqualTo(4);
            assertThat(text(group, "crc32c")).isEqualTo(crc(bytes, from, length));
        }
    }

    private static JsonValue member(JsonValue object, String name) {
        return java.util.Objects.requireNonNull(((JsonObject) object).get(name));
    }

    private static String text(JsonValue object, String name) {
        return ((JsonText) member(object, name)).value();
    }

    private static String digits(JsonValue object, String name) {
        return ((JsonValue.JsonNumber) member(object, name)).digits();
    }

    private static String crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    @Test
    void filesThatAreMissingNewOrOfAnotherSizeAreErrorsThatNameThem() throws IOException {
        generate("csv");
        run(0, "manifest", lake.toString());
        Path one = lake.resolve("part-00001.csv");
        byte[] content = Files.readAllBytes(one);
        Files.delete(one);
        assertThat(failed(3)).contains("part-00001.csv: expected this file as in the manifest");
        Files.write(one, content);
        Files.write(lake.resolve("part-00004.csv"), content);
        assertThat(failed(3)).contains("part-00004.csv: is not in the manifest");
        Files.delete(lake.resolve("part-00004.csv"));
        Files.writeString(one, "1,1,1,1,1,1,1,1\n", java.nio.file.StandardOpenOption.APPEND);
        assertThat(failed(3)).containsPattern("part-00001.csv: expected [0-9,]+ bytes as in");
        Files.write(one, content);
        assertThat(cli("--verify-manifest").exit()).isZero();
        Files.writeString(lake.resolve("venturi-manifest.json"), "{\"format\": 1}");
        assertThat(failed(3)).contains("expected a manifest of venturi");
        Files.delete(lake.resolve("venturi-manifest.json"));
        assertThat(failed(2)).contains("found no manifest", "venturi manifest");
    }

    private String failed(int exit) {
        Cli.Result result = cli("--verify-manifest", "-o", out.toString());
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(out).doesNotExist();
        return result.err();
    }

    @Test
    void aSingleFileHasItsManifestBesideItOrWhereItIsNamed() throws IOException {
        Path file = directory.resolve("one.csv.gz");
        run(0, "generate", "vitals", "--patients=30", "--days=20", "-o", file.toString());
        run(0, "manifest", file.toString());
        assertThat(directory.resolve("one.csv.gz.manifest.json")).exists();
        String[] features = {"features", file.toString(), "--by=patient_id", "-o-"};
        String right = run(0, features).out();
        assertThat(run(0, with(features, "--verify-manifest")).out()).isEqualTo(right);
        Path named = directory.resolve("elsewhere.json");
        Files.move(directory.resolve("one.csv.gz.manifest.json"), named);
        run(2, with(features, "--verify-manifest"));
        assertThat(run(0, with(features, "--verify-manifest=" + named)).out()).isEqualTo(right);
        run(2, "features", "-", "--verify-manifest");
        run(2, "manifest", "-");
    }

    @Test
    void theSummarySaysWhatWasVerified() {
        generate("csv");
        run(0, "manifest", lake.toString());
        assertThat(cli("-o", out.toString()).err())
                .contains("nothing, for lack of checksums; venturi manifest");
        assertThat(cli("--verify-manifest", "--overwrite", "-o", out.toString()).err())
                .contains("checksums of all that was read");
    }

    @Test
    void comparedTablesAreVerifiedToo() throws IOException {
        generate("csv");
        run(0, "manifest", lake.toString());
        String[] compare = {"compare", lake.toString(), lake.toString(), "--by=patient_id,day"};
        run(0, with(compare, "--verify-manifest"));
        flip(lake.resolve("part-00003.csv"), 900, 1);
        assertThat(run(3, with(compare, "--verify-manifest")).err()).contains("part-00003.csv: ");
        run(0, compare); // both sides are damaged in the same way
    }

    private void generate(String format) {
        run(
                0,
                "generate",
                "vitals",
                "--patients=26",
                "--days=10",
                "--files=3",
                "--format=" + format,
                "-o",
                lake.toString());
    }

    private String features(String... more) {
        Cli.Result result = cli(with(more, "-o-"));
        assertThat(result.exit()).as(result.err()).isZero();
        return result.out();
    }

    private Cli.Result cli(String... more) {
        List<String> args = new ArrayList<>(List.of("features", lake.toString()));
        args.add("--by=patient_id");
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private static String[] with(String[] args, String... more) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Cli.Result run(int exit, String... args) {
        Cli.Result result = Cli.run(args);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        return result;
    }
}
