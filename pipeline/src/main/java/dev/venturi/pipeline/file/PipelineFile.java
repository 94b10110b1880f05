package dev.venturi.pipeline.file;

import dev.venturi.pipeline.Outputs;
import dev.venturi.pipeline.Pipeline;
import dev.venturi.pipeline.file.YamlNode.Entry;
import dev.venturi.pipeline.file.YamlNode.Mapping;
import dev.venturi.pipeline.stage.DatabaseLink;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A pipeline file that was read and checked: one pipeline, or one for each combination of its
/// `matrix:`.
///
/// Every mistake is a [UsageException] that begins with `file:line:column`. What is checked here
/// needs no data: names, forms, the graph. Columns and types are checked when the pipeline is run.
///
/// @param variants at least one
/// @param classpath jars and directories with classes of the user's own
public record PipelineFile(List<Variant> variants, List<Path> classpath) {
    private static final int MOST_VARIANTS = 10_000;

    /// One of the pipelines of a file.
    ///
    /// @param values of the matrix; empty without one
    public record Variant(Map<String, String> values, Pipeline pipeline) {
        /// `seed=1, year=2024`; empty without a matrix.
        public String label() {
            List<String> pairs = new ArrayList<>();
            values.forEach((name, value) -> pairs.add(name + "=" + value));
            return String.join(", ", pairs);
        }
    }

    public PipelineFile {
        variants = List.copyOf(variants);
        classpath = List.copyOf(classpath);
    }

    /// Reads a file.
    ///
    /// @param params values in place of those under `params:`
    /// @throws UsageException when it does not exist, and for the first mistake in it
    /// @throws UncheckedIOException when it cannot be read, naming it
    public static PipelineFile read(Path file, Map<String, String> params) {
        return read(file, params, System::getenv);
    }

    static PipelineFile read(
            Path file, Map<String, String> params, Function<String, @Nullable String> environment) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException _) {
            throw new UsageException("%s: no such file".formatted(file));
        } catch (CharacterCodingException _) {
            throw new UsageException(
                    "%s: expected YAML in UTF-8, found other bytes".formatted(file));
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot read".formatted(file), e);
        }
        return new Reading(file, params, environment).parse(text);
    }

    private static final class Reading {
        private final Path file;
        private final Map<String, String> params;
        private final Function<String, @Nullable String> environment;

        Reading(
                Path file,
                Map<String, String> params,
                Function<String, @Nullable String> environment) {
            this.file = file;
            this.params = params;
            this.environment = environment;
        }

        PipelineFile parse(String text) {
            YamlNode raw = YamlReader.read(file.toString(), text);
            if (!(raw instanceof Mapping document)) {
                throw raw.place()
                        .problem(
                                "expected sources:, stages: and sinks:, found %s"
                                        .formatted(raw.kind()));
            }
            Map<String, String> known = new LinkedHashMap<>();
            Variables fromEnvironment = new Variables(Map.of(), environment);
            Section heads = heads(document, fromEnvironment);
            known.putAll(heads.namedTexts("params"));
            for (String name : params.keySet()) {
                if (!known.containsKey(name)) {
                    throw new UsageException(
                            "--param %s: %s has no such parameter; %s"
                                    .formatted(
                                            name,
                                            file,
                                            known.isEmpty()
                                                    ? "name it under params:"
                                                    : Section.nearest(
                                                            name, List.copyOf(known.keySet()))));
                }
            }
            known.putAll(params);
            List<Map<String, String>> combinations = combinations(heads, known);
            List<Variant> variants = new ArrayList<>();
            List<String> classpath = new ArrayList<>();
            Outputs outputs = new Outputs();
            for (Map<String, String> values : combinations) {
                Map<String, String> all = new LinkedHashMap<>(known);
                all.putAll(values);
                YamlNode filled = new Variables(all, environment).applyTo(document);
                Section section = Section.of(filled, "pipeline", FileKeys.ALL);
                Pipeline pipeline = pipeline(section);
                outputs.add(pipeline.stages(), values);
                variants.add(new Variant(values, pipeline));
                classpath = section.texts("classpath");
            }
            Path directory = directory();
            return new PipelineFile(variants, classpath.stream().map(directory::resolve).toList());
        }

        /// `params:` and `matrix:`, which may use the environment only.
        private static Section heads(Mapping document, Variables fromEnvironment) {
            Map<String, Entry> heads = new LinkedHashMap<>();
            for (Key key : List.of(FileKeys.PARAMS, FileKeys.MATRIX)) {
                Entry entry = document.entries().get(key.name());
                if (entry != null) {
                    heads.put(
                            key.name(),
                            new Entry(entry.name(), fromEnvironment.applyTo(entry.value())));
                }
            }
            return Section.of(
                    new Mapping(document.place(), heads),
                    "pipeline",
                    List.of(FileKeys.PARAMS, FileKeys.MATRIX));
        }

        private static List<Map<String, String>> combinations(
                Section heads, Map<String, String> params) {
            List<Map<String, String>> combinations = List.of(Map.of());
            for (var axis : heads.namedLists("matrix").entrySet()) {
                Place place = heads.namePlace("matrix", axis.getKey());
                if (params.containsKey(axis.getKey())) {
                    throw place.problem(
                            "\"%s\" stands under params: and under matrix:; rename one"
                                    .formatted(axis.getKey()));
                }
                List<Map<String, String>> more = new ArrayList<>();
                for (Map<String, String> combination : combinations) {
                    for (String value : axis.getValue()) {
                        Map<String, String> one = new LinkedHashMap<>(combination);
                        one.put(axis.getKey(), value);
                        more.add(one);
                    }
                }
                if (more.size() > MOST_VARIANTS) {
                    throw place.problem(
                            "matrix: %,d combinations or more, expected at most %,d"
                                    .formatted(more.size(), MOST_VARIANTS));
                }
                combinations = more;
            }
            return combinations;
        }

        private Path directory() {
            Path parent = file.getParent();
            return parent == null ? Path.of("") : parent;
        }

        private Pipeline pipeline(Section section) {
            Map<String, DatabaseLink> databases = new LinkedHashMap<>();
            section.named("databases")
                    .forEach((name, entry) -> {
                        Section one =
                                Section.of(
                                        entry.value(),
                                        "database \"%s\"".formatted(name),
                                        FileKeys.DATABASE.keys());
                        if (!one.text("url").startsWith("jdbc:")) {
                            throw one.place("url")
                                    .problem(
                                            "database \"%s\": expected an address of JDBC such as jdbc:postgresql://localhost:5432/shop"
                                                    .formatted(name));
                        }
                        databases.put(
                                name,
                                new DatabaseLink(
                                        name,
                                        one.text("url"),
                                        one.text("user", ""),
                                        one.text("password", "")));
                    });
            StageParser parser = new StageParser(directory(), databases);
            String fileName = String.valueOf(file.getFileName());
            Pipeline.Builder pipeline =
                    Pipeline.named(section.text("name", fileName.replaceFirst("\\.ya?ml$", "")));
            boolean empty = true;
            for (String group : List.of("sources", "stages", "sinks")) {
                for (var entry : section.named(group).entrySet()) {
                    pipeline.stage(parser.stage(group, entry.getKey(), entry.getValue()));
                    empty = false;
                }
            }
            if (empty) {
                throw section.place().problem("no stage; expected sources:, stages: and sinks:");
            }
            return pipeline.build();
        }
    }
}
