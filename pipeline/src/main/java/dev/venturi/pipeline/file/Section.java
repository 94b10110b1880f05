package dev.venturi.pipeline.file;

import dev.venturi.pipeline.file.YamlNode.Entry;
import dev.venturi.pipeline.file.YamlNode.Items;
import dev.venturi.pipeline.file.YamlNode.Mapping;
import dev.venturi.pipeline.file.YamlNode.Text;
import dev.venturi.table.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A part of a pipeline file whose keys are known: checked when made, then asked for values.
final class Section {
    private final Mapping mapping;
    private final String what;

    private Section(Mapping mapping, String what) {
        this.mapping = mapping;
        this.what = what;
    }

    /// Checks a part: it has no keys but these, those required, each of its form.
    ///
    /// @param what it is, for messages: `stage "best" (top)`
    /// @throws dev.venturi.table.UsageException for the first mistake, with its place
    static Section of(YamlNode node, String what, List<Key> keys) {
        if (!(node instanceof Mapping mapping)) {
            throw node.place()
                    .problem(
                            "%s: expected names with values, such as %s: ..., found %s"
                                    .formatted(what, keys.getFirst().name(), node.kind()));
        }
        Map<String, Key> known = new LinkedHashMap<>();
        keys.forEach(key -> known.put(key.name(), key));
        for (Map.Entry<String, Entry> entry : mapping.entries().entrySet()) {
            Key key = known.get(entry.getKey());
            if (key == null) {
                String written = entry.getKey();
                throw entry.getValue()
                        .name()
                        .problem(
                                "%s: unknown key \"%s\"; %s"
                                        .formatted(
                                                what,
                                                written,
                                                nearest(written, List.copyOf(known.keySet()))));
            }
            checkForm(key, entry.getValue().value(), what);
        }
        for (Key key : keys) {
            if (key.required() && !mapping.entries().containsKey(key.name())) {
                throw mapping.place()
                        .problem(
                                "%s: \"%s\" is missing; expected %s"
                                        .formatted(what, key.name(), key.form().expected()));
            }
        }
        return new Section(mapping, what);
    }

    static String nearest(String written, List<String> known) {
        return NearestName.of(written, known)
                .map("did you mean \"%s\"?"::formatted)
                .orElseGet(() -> "expected one of " + String.join(", ", known));
    }

    private static void checkForm(Key key, YamlNode value, String what) {
        boolean fits =
                switch (key.form()) {
                    case Form.Text(), Form.StageName(), Form.DatabaseName() -> isText(value);
                    case Form.Texts(), Form.StageNames() -> isTexts(value);
                    case Form.Whole(long least, long most) ->
                            isText(value) && isWhole(((Text) value).value(), least, most);
                    case Form.Share() -> isText(value) && isShare(((Text) value).value());
                    case Form.Flag() ->
                            value instanceof Text(_, String text, _)
                                    && (text.equals("true") || text.equals("false"));
                    case Form.Span() ->
                            value instanceof Text(_, String text, _)
                                    && Spans.parse(text).isPresent();
                    case Form.Choice(List<String> words) -> {
                        if (isText(value) && !words.contains(((Text) value).value())) {
                            String written = ((Text) value).value();
                            throw value.place()
                                    .problem(
                                            "%s: \"%s\": unknown word \"%s\"; %s"
                                                    .formatted(
                                                            what,
                                                            key.name(),
                                                            written,
                                                            nearest(written, words)));
                        }
                        yield isText(value);
                    }
                    case Form.NamedTexts() ->
                            value instanceof Mapping named
                                    && named.entries().values().stream()
                                            .allMatch(entry -> isText(entry.value()));
                    case Form.NamedLists() ->
                            value instanceof Mapping named
                                    && named.entries().values().stream()
                                            .allMatch(entry -> isTexts(entry.value()));
                    case Form.NamedParts _, Form.NamedStages _, Form.Part _ ->
                            value instanceof Mapping;
                };
        if (!fits) {
            throw value.place()
                    .problem(
                            "%s: \"%s\": expected %s, found %s"
                                    .formatted(
                                            what, key.name(), key.form().expected(), value.kind()));
        }
        switch (key.form()) {
            case Form.Part(_, List<Key> keys) ->
                    of(value, "%s: \"%s\"".formatted(what, key.name()), keys);
            case Form.NamedParts(Form.Part part) ->
                    ((Mapping) value)
                            .entries()
                            .forEach((name, entry) ->
                                    of(
                                            entry.value(),
                                            "\"%s\" of %s".formatted(name, key.name()),
                                            part.keys()));
            default -> {}
        }
    }

    private static boolean isText(YamlNode node) {
        return node instanceof Text text && !text.missing();
    }

    private static boolean isTexts(YamlNode node) {
        return isText(node)
                || (node instanceof Items items
                        && !items.values().isEmpty()
                        && items.values().stream().allMatch(Section::isText));
    }

    private static boolean isShare(String text) {
        try {
            double value = Double.parseDouble(text);
            return value > 0 && value < 1;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isWhole(String text, long least, long most) {
        try {
            long value = Long.parseLong(text.replace("_", ""));
            return value >= least && value <= most;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /// How messages call it.
    String what() {
        return what;
    }

    /// Where it begins.
    Place place() {
        return mapping.place();
    }

    /// Where the value of a key begins; where the part begins when it is not there.
    Place place(String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.place() : entry.value().place();
    }

    /// The places of all values.
    Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        mapping.entries()
                .forEach((name, entry) -> places.put(name, entry.value().place().toString()));
        return places;
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    private @Nullable YamlNode value(String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? null : entry.value();
    }

    /// Complains unless exactly one of some keys is there.
    ///
    /// @param cure what is said in either case: `files: readings.csv, or database: and table:`
    void requireOneOf(String cure, String... keys) {
        List<String> there = new ArrayList<>();
        for (String key : keys) {
            if (has(key)) {
                there.add(key);
            }
        }
        if (there.size() > 1) {
            throw place(there.get(1))
                    .problem(
                            "%s: \"%s\" and \"%s\" exclude each other; give one of them"
                                    .formatted(what, there.get(0), there.get(1)));
        }
        if (there.isEmpty()) {
            throw place().problem("%s: expected %s".formatted(what, cure));
        }
    }

    /// Complains about keys that mean nothing without another.
    void requireWith(String key, String... dependent) {
        for (String one : dependent) {
            if (has(one) && !has(key)) {
                throw place(one)
                        .problem("%s: \"%s\" needs \"%s\" beside it".formatted(what, one, key));
            }
        }
    }

    /// A text; the value without it when it is not there.
    String text(String key, String without) {
        return value(key) instanceof Text text ? text.value() : without;
    }

    /// A text that is required.
    String text(String key) {
        return ((Text) Objects.requireNonNull(value(key))).value();
    }

    Optional<String> optional(String key) {
        return value(key) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    long whole(String key, long without) {
        return optional(key).map(text -> Long.parseLong(text.replace("_", ""))).orElse(without);
    }

    double share(String key, double without) {
        return optional(key).map(Double::parseDouble).orElse(without);
    }

    boolean flag(String key, boolean without) {
        return optional(key).map(Boolean::parseBoolean).orElse(without);
    }

    Optional<Duration> span(String key) {
        return optional(key).flatMap(Spans::parse);
    }

    /// One or several texts; none when the key is not there.
    List<String> texts(String key) {
        return textNodes(key).stream().map(Text::value).toList();
    }

    /// As above, with places.
    List<Text> textNodes(String key) {
        return switch (value(key)) {
            case Text text -> List.of(text);
            case Items items -> items.values().stream().map(Text.class::cast).toList();
            case null, default -> List.of();
        };
    }

    /// Names with texts; empty when the key is not there.
    Map<String, String> namedTexts(String key) {
        Map<String, String> named = new LinkedHashMap<>();
        eachNamed(key, (name, entry) -> named.put(name, ((Text) entry.value()).value()));
        return named;
    }

    /// Names with lists of texts.
    Map<String, List<String>> namedLists(String key) {
        Map<String, List<String>> named = new LinkedHashMap<>();
        eachNamed(
                key,
                (name, entry) ->
                        named.put(
                                name,
                                switch (entry.value()) {
                                    case Text text -> List.of(text.value());
                                    case Items items ->
                                            items.values().stream()
                                                    .map(item -> ((Text) item).value())
                                                    .toList();
                                    case Mapping _ -> List.of();
                                }));
        return named;
    }

    /// Names with values, as they stand.
    Map<String, Entry> named(String key) {
        return value(key) instanceof Mapping named ? named.entries() : Map.of();
    }

    /// Where a name of the user's own stands.
    Place namePlace(String key, String name) {
        Entry entry = named(key).get(name);
        return entry == null ? place(key) : entry.name();
    }

    /// A part within this one, if it is there.
    void part(String key, List<Key> keys, Consumer<Section> use) {
        if (value(key) instanceof Mapping part) {
            use.accept(of(part, "%s: \"%s\"".formatted(what, key), keys));
        }
    }

    private void eachNamed(String key, BiConsumer<String, Entry> use) {
        named(key).forEach(use);
    }
}
