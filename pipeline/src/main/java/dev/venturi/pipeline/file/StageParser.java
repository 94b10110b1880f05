package dev.venturi.pipeline.file;

import dev.venturi.csv.CsvOptions;
import dev.venturi.feature.FeaturePlan;
import dev.venturi.feature.Preset;
import dev.venturi.feature.RowScope;
import dev.venturi.pipeline.Stage;
import dev.venturi.pipeline.StageOptions;
import dev.venturi.pipeline.file.StageKeys.StageType;
import dev.venturi.pipeline.file.YamlNode.Entry;
import dev.venturi.pipeline.file.YamlNode.Mapping;
import dev.venturi.pipeline.file.YamlNode.Text;
import dev.venturi.pipeline.stage.AggregateStep;
import dev.venturi.pipeline.stage.DatabaseLink;
import dev.venturi.pipeline.stage.DistinctStep;
import dev.venturi.pipeline.stage.FeaturesStep;
import dev.venturi.pipeline.stage.FilterStep;
import dev.venturi.pipeline.stage.KeysStep;
import dev.venturi.pipeline.stage.LookupStep;
import dev.venturi.pipeline.stage.LookupStep.From;
import dev.venturi.pipeline.stage.MapStep;
import dev.venturi.pipeline.stage.ReadDatabaseStep;
import dev.venturi.pipeline.stage.ReadStep;
import dev.venturi.pipeline.stage.ResampleStep;
import dev.venturi.pipeline.stage.SortStep;
import dev.venturi.pipeline.stage.SqlStep;
import dev.venturi.pipeline.stage.Step;
import dev.venturi.pipeline.stage.TopStep;
import dev.venturi.pipeline.stage.WriteDatabaseStep;
import dev.venturi.pipeline.stage.WriteStep;
import dev.venturi.table.ColumnType;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes a stage of its part of a pipeline file.
final class StageParser {
    private final Path directory;
    private final Map<String, DatabaseLink> databases;

    /// @param directory of the pipeline file, from which files are named
    StageParser(Path directory, Map<String, DatabaseLink> databases) {
        this.directory = directory;
        this.databases = databases;
    }

    /// The stage.
    ///
    /// @param group `sources`, `stages` or `sinks`
    /// @throws dev.venturi.table.UsageException for the first mistake, with its place
    Stage stage(String group, String name, Entry entry) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
            throw entry.name()
                    .problem(
                            "stage \"%s\": expected a name of letters, digits, _ and - that begins with a letter"
                                    .formatted(name));
        }
        if (!(entry.value() instanceof Mapping mapping)) {
            throw entry.value()
                    .place()
                    .problem(
                            "stage \"%s\": expected type: and what it needs, found %s"
                                    .formatted(name, entry.value().kind()));
        }
        StageType type = type(group, name, mapping, entry.name());
        List<Key> keys = new ArrayList<>(type.keys());
        keys.add(Key.of("type", new Form.Choice(List.of(type.word)), "The type of the stage."));
        String what = "stage \"%s\" (%s)".formatted(name, type.word);
        Section section = Section.of(new Mapping(entry.name(), mapping.entries()), what, keys);
        Map<String, String> places = new LinkedHashMap<>(section.places());
        places.put("", entry.name().toString());
        return new Stage(name, step(type, section), options(section), places);
    }

    private static StageType type(String group, String name, Mapping mapping, Place place) {
        String fixed = group.equals("sources") ? "read" : group.equals("sinks") ? "write" : "";
        Entry written = mapping.entries().get("type");
        if (written == null) {
            if (fixed.isEmpty()) {
                throw place.problem(
                        "stage \"%s\": \"type\" is missing; expected one of %s"
                                .formatted(name, String.join(", ", StageType.words())));
            }
            return named(fixed);
        }
        String word = written.value() instanceof Text(_, String text, _) ? text : "";
        if (!StageType.words().contains(word)) {
            throw written.value()
                    .place()
                    .problem(
                            "stage \"%s\": unknown type \"%s\"; %s"
                                    .formatted(
                                            name, word, Section.nearest(word, StageType.words())));
        }
        if (!fixed.isEmpty() && !word.equals(fixed)) {
            throw written.value()
                    .place()
                    .problem(
                            "stage \"%s\": found type %s under %s; put it under stages"
                                    .formatted(name, word, group));
        }
        return named(word);
    }

    private static StageType named(String word) {
        return Arrays.stream(StageType.values())
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    private StageOptions options(Section section) {
        StageOptions[] made = {StageOptions.DEFAULTS};
        section.span("timeout")
                .ifPresent(limit -> {
                    if (limit.isZero()) {
                        throw section.place("timeout")
                                .problem(
                                        "%s: \"timeout\": expected more than 0"
                                                .formatted(section.what()));
                    }
                    made[0] = made[0].withTimeout(limit);
                });
        section.part(
                "retry",
                keys("retry"),
                retry ->
                        made[0] =
                                made[0].withAttempts(
                                        (int) retry.whole("attempts", 1),
                                        retry.span("wait").orElse(StageOptions.DEFAULTS.pause())));
        made[0] = made[0].withIsolation(section.flag("isolate", false));
        section.part(
                "rejects",
                keys("rejects"),
                rejects ->
                        made[0] =
                                made[0].withRejects(
                                        path(rejects.text("file")),
                                        rejects.whole("limit", StageOptions.USUAL_REJECTS)));
        return made[0];
    }

    private static List<Key> keys(String common) {
        return StageKeys.COMMON.stream()
                .filter(key -> key.name().equals(common))
                .map(key -> ((Form.Part) key.form()).keys())
                .findFirst()
                .orElseThrow();
    }

    private Step step(StageType type, Section section) {
        String input = section.text("input", "");
        return switch (type) {
            case READ -> read(section);
            case SQL -> new SqlStep(section.text("query").strip(), section.texts("inputs"));
            case FEATURES -> new FeaturesStep(input, plan(section));
            case AGGREGATE ->
                    new AggregateStep(
                            input,
                            section.texts("by"),
                            section.namedTexts("compute"),
                            section.flag("reproducible", false));
            case SORT -> new SortStep(input, section.texts("by"));
            case TOP ->
                    new TopStep(
                            input,
                            (int) section.whole("count", 1),
                            section.texts("by"),
                            section.texts("per"));
            case DISTINCT -> new DistinctStep(input, section.texts("by"));
            case LOOKUP -> lookup(section, input);
            case MAP -> new MapStep(input, section.text("class"), section.namedTexts("with"));
            case FILTER -> {
                section.requireOneOf("where:, class: or keys-of:", "where", "class", "keys-of");
                section.requireWith("class", "with");
                section.requireWith("keys-of", "key", "match", "false-positives");
                if (section.has("keys-of")) {
                    String key = required(section, "key", "keys-of");
                    yield new KeysStep(
                            input,
                            key,
                            section.text("keys-of"),
                            section.text("match", key),
                            section.share("false-positives", KeysStep.USUAL_FALSE_POSITIVES));
                }
                yield new FilterStep(
                        input,
                        section.texts("where"),
                        section.text("class", ""),
                        section.namedTexts("with"));
            }
            case RESAMPLE ->
                    new ResampleStep(
                            input,
                            section.texts("by"),
                            section.text("time"),
                            positive(section, "every"),
                            section.namedTexts("compute"),
                            ResampleStep.Fill.valueOf(upper(section.text("fill", "none"))));
            case WRITE -> write(section, input);
        };
    }

    private static Duration positive(Section section, String key) {
        Duration span = section.span(key).orElse(Duration.ZERO);
        if (span.isZero()) {
            throw section.place(key)
                    .problem("%s: \"%s\": expected more than 0".formatted(section.what(), key));
        }
        return span;
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private Step read(Section section) {
        section.requireOneOf(
                "files: readings.csv, or database: with table: or query:", "files", "database");
        section.requireWith("database", "table", "query");
        section.requireWith(
                "files", "select", "types", "header", "delimiter", "null-tokens", "time-zone");
        if (section.has("files")) {
            return new ReadStep(
                    section.texts("files").stream().map(this::path).toList(),
                    csv(section),
                    section.texts("select"));
        }
        section.requireOneOf("table: or query:", "table", "query");
        return new ReadDatabaseStep(
                database(section), section.text("table", ""), section.text("query", ""));
    }

    private DatabaseLink database(Section section) {
        String name = section.text("database");
        DatabaseLink link = databases.get(name);
        if (link == null) {
            throw section.place("database")
                    .problem(
                            "%s: no database \"%s\"; %s"
                                    .formatted(
                                            section.what(),
                                            name,
                                            databases.isEmpty()
                                                    ? "describe it under databases:"
                                                    : Section.nearest(
                                                            name,
                                                            List.copyOf(databases.keySet()))));
        }
        return link;
    }

    private CsvOptions csv(Section section) {
        CsvOptions options = CsvOptions.DEFAULTS.withHeader(section.flag("header", true));
        if (section.has("delimiter")) {
            String delimiter = section.text("delimiter");
            options = options.withDelimiter(delimiter.equals("tab") ? "\t" : delimiter);
        }
        if (section.has("null-tokens")) {
            options = options.withNullTokens(section.texts("null-tokens"));
        }
        if (section.has("time-zone")) {
            try {
                options = options.withTimeZone(ZoneId.of(section.text("time-zone")));
            } catch (DateTimeException _) {
                throw section.place("time-zone")
                        .problem(
                                "%s: no zone \"%s\"; expected one such as UTC, Europe/Berlin or +02:00"
                                        .formatted(section.what(), section.text("time-zone")));
            }
        }
        Map<String, ColumnType> types = new LinkedHashMap<>();
        section.named("types")
                .forEach((column, entry) -> types.put(column, columnType(section, entry.value())));
        return options.withTypes(types);
    }

    private static ColumnType columnType(Section section, YamlNode node) {
        String word = ((Text) node).value();
        List<String> words =
                Arrays.stream(ColumnType.values())
                        .map(type -> type.name().toLowerCase(Locale.ROOT))
                        .toList();
        if (!words.contains(word)) {
            throw node.place()
                    .problem(
                            "%s: unknown type \"%s\"; %s"
                                    .formatted(section.what(), word, Section.nearest(word, words)));
        }
        return ColumnType.valueOf(upper(word));
    }

    private static FeaturePlan plan(Section section) {
        return new FeaturePlan(
                section.texts("by"),
                section.texts("order-by"),
                section.texts("select"),
                Preset.named(section.text("preset", "standard")),
                String.join(",", section.texts("features")),
                false,
                section.flag("keep-null-key", false),
                section.flag("sort-output", false),
                new RowScope(
                        section.texts("where"),
                        section.text("as-of", ""),
                        section.texts("windows"),
                        section.text("every", "")));
    }

    private Step lookup(Section section, String input) {
        section.requireOneOf("from: a stage, or database: and table:", "from", "database");
        section.requireWith("database", "table", "cache");
        From from =
                section.has("from")
                        ? new From.Stage(section.text("from"))
                        : new From.Table(database(section), required(section, "table"));
        if (from instanceof From.Table) {
            required(section, "add");
        }
        LookupStep.Cache[] cache = {LookupStep.Cache.DEFAULTS};
        List<Key> keys =
                StageKeys.StageType.LOOKUP.keys().stream()
                        .filter(key -> key.name().equals("cache"))
                        .map(key -> ((Form.Part) key.form()).keys())
                        .findFirst()
                        .orElseThrow();
        section.part(
                "cache",
                keys,
                part ->
                        cache[0] =
                                new LookupStep.Cache(
                                        part.whole("entries", cache[0].entries()),
                                        part.span("ttl"),
                                        part.text("redis", "")));
        String key = section.text("key");
        LookupStep.Missing missing =
                LookupStep.Missing.valueOf(upper(section.text("missing", "keep")));
        if (missing == LookupStep.Missing.REJECT && !section.has("rejects")) {
            throw section.place("missing")
                    .problem(
                            "%s: \"missing: reject\" needs \"rejects\" beside it, which says where to"
                                    .formatted(section.what()));
        }
        return new LookupStep(
                input,
                key,
                from,
                section.text("match", key),
                section.texts("add"),
                missing,
                cache[0]);
    }

    private static String required(Section section, String key) {
        return required(section, key, "database");
    }

    private static String required(Section section, String key, String beside) {
        if (!section.has(key)) {
            throw section.place()
                    .problem(
                            "%s: \"%s\" is missing beside \"%s\""
                                    .formatted(section.what(), key, beside));
        }
        return section.texts(key).getFirst();
    }

    private Step write(Section section, String input) {
        section.requireOneOf("file: or database: and table:", "file", "database");
        section.requireWith("database", "table", "mode");
        section.requireWith("file", "format", "codec");
        if (section.has("file")) {
            return new WriteStep(
                    input,
                    path(section.text("file")),
                    section.text("format", ""),
                    section.text("codec", ""));
        }
        return new WriteDatabaseStep(
                input,
                database(section),
                required(section, "table"),
                WriteDatabaseStep.Mode.valueOf(upper(section.text("mode", "create"))));
    }

    /// A file as the pipeline's directory sees it.
    private String path(String written) {
        boolean apart = Path.of(written).isAbsolute() || directory.toString().isEmpty();
        return apart ? written : directory + "/" + written;
    }
}
