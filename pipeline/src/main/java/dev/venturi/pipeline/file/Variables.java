package dev.venturi.pipeline.file;

import dev.venturi.pipeline.file.YamlNode.Entry;
import dev.venturi.pipeline.file.YamlNode.Items;
import dev.venturi.pipeline.file.YamlNode.Mapping;
import dev.venturi.pipeline.file.YamlNode.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts values for `${name}`, `${env:NAME}` and `${env:NAME:-otherwise}`; `$${` stands for `${`.
final class Variables {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(\\$)?\\{(?:(env):)?([^}:]*)(?::-([^}]*))?}");

    private final Map<String, String> values;
    private final Function<String, @Nullable String> environment;

    /// @param values of the parameters and of the matrix
    /// @param environment gives null for what is not there
    Variables(Map<String, String> values, Function<String, @Nullable String> environment) {
        this.values = values;
        this.environment = environment;
    }

    /// The same with values put in.
    ///
    /// @throws dev.venturi.table.UsageException when there is none for a name
    YamlNode applyTo(YamlNode node) {
        return switch (node) {
            case Text text ->
                    text.value().contains("${")
                            ? new Text(text.place(), replaced(text), text.missing())
                            : text;
            case Items items ->
                    new Items(items.place(), items.values().stream().map(this::applyTo).toList());
            case Mapping mapping -> {
                Map<String, Entry> entries = new LinkedHashMap<>();
                mapping.entries()
                        .forEach((name, entry) ->
                                entries.put(name, new Entry(entry.name(), applyTo(entry.value()))));
                yield new Mapping(mapping.place(), entries);
            }
        };
    }

    private String replaced(Text text) {
        Matcher variable = VARIABLE.matcher(text.value());
        StringBuilder out = new StringBuilder();
        while (variable.find()) {
            String value =
                    variable.group(1) == null
                            ? value(text.place(), variable)
                            : variable.group().substring(1);
            variable.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return variable.appendTail(out).toString();
    }

    private String value(Place place, Matcher variable) {
        String name = variable.group(3);
        String otherwise = variable.group(4);
        boolean fromEnvironment = variable.group(2) != null;
        String value = fromEnvironment ? environment.apply(name) : values.get(name);
        if (value != null) {
            return value;
        }
        if (otherwise != null) {
            return otherwise;
        }
        if (fromEnvironment) {
            throw place.problem(
                    "${env:%s}: the environment has no %s; set it, or say what holds without it: ${env:%s:-...}"
                            .formatted(name, name, name));
        }
        throw place.problem(
                "${%s}: no parameter \"%s\"; %s"
                        .formatted(
                                name,
                                name,
                                values.isEmpty()
                                        ? "name it under params:, or write $${ for the signs themselves"
                                        : Section.nearest(name, List.copyOf(values.keySet()))));
    }
}
