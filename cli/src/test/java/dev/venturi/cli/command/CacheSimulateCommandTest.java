package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The curves of a trace, for people and for programs.
class CacheSimulateCommandTest {
    /// Round and round through three keys: LRU of two never hits.
    private static final String TRACE = "at,user_id\n1,a\n2,b\n3,c\n4,a\n5,b\n6,c\n7,a\n8,b\n";

    @TempDir private Path directory;
    private Path trace;

    @BeforeEach
    void write() throws IOException {
        trace = Files.writeString(directory.resolve("trace.csv"), TRACE);
    }

    private static Cli.Result run(int exit, String... args) {
        Cli.Result result = Cli.run(args);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        return result;
    }

    @Test
    void missesAreShownBySizeAndPolicy() {
        String text = run(0, "cache", "simulate", trace.toString(), "--key", "user_id").out();
        assertThat(text)
                .contains("8 keys asked for, 3 of them different: 37.5% are asked for the first")
                .containsPattern(" entries +LRU +FIFO +W-TinyLFU +optimum")
                .containsPattern("\n +2 +100\\.0% +100\\.0% +[0-9.]+% +62\\.5%\n")
                .containsPattern("\n +3 +37\\.5% +37\\.5% +37\\.5% +37\\.5%\n");
    }

    @Test
    void programsGetTheRatios() {
        String json =
                run(
                                0,
                                "cache",
                                "simulate",
                                trace.toString(),
                                "--key=user_id",
                                "--sizes=2",
                                "--json")
                        .out();
        JsonObject report = (JsonObject) JsonReader.parse(json, "report");
        assertThat(report.get("keys")).isEqualTo(JsonValue.of(8));
        assertThat(report.get("different")).isEqualTo(JsonValue.of(3));
        JsonArray sizes = (JsonArray) Objects.requireNonNull(report.get("sizes"));
        JsonObject point = (JsonObject) sizes.elements().getFirst();
        JsonObject ratios = (JsonObject) Objects.requireNonNull(point.get("missRatios"));
        assertThat(point.get("entries")).isEqualTo(JsonValue.of(2));
        assertThat(ratios.get("LRU")).isEqualTo(JsonValue.of(1.0));
        assertThat(ratios.get("optimum")).isEqualTo(JsonValue.of(0.625));
    }

    @Test
    void thePageAppearsOnceItIsComplete() {
        Path page = directory.resolve("misses.html");
        String[] args = {
            "cache", "simulate", trace.toString(), "--key", "user_id", "--html", page.toString()
        };
        run(0, args);
        assertThat(page).content().contains("<svg").contains("trace.csv");
        assertThat(run(2, args).err()).contains("exists; use --overwrite");
    }

    @Test
    void mistakesSayWhatToDo() throws IOException {
        assertThat(run(2, "cache", "simulate", trace.toString()).err())
                .contains("several columns: at, user_id; name the one with the keys");
        assertThat(run(2, "cache", "simulate", trace.toString(), "--key", "user_ids").err())
                .contains("no column \"user_ids\"; did you mean \"user_id\"?");
        assertThat(run(2, "cache", "simulate", trace.toString(), "--key=at", "--sizes=0").err())
                .contains("expected numbers of entries");
        assertThat(run(2, "cache").err()).contains("expected simulate");
        Path empty = Files.writeString(directory.resolve("empty.csv"), "key\n");
        assertThat(run(3, "cache", "simulate", empty.toString()).err()).contains("no rows");
    }
}
