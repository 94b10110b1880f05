package dev.venturi.feature;

import dev.venturi.table.NearestName;
import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one feature list, left to right.
///
/// ```
/// list     = item { "," item }
/// item     = [ text ":" ] text [ "(" [ argument { "," argument } ] ")" ]
/// argument = [ text "=" ] text
/// text     = signs other than , : ( ) = " with blanks around dropped, or "..." with "" for a quote
/// ```
final class FeatureListParser {
    private static final String SPECIAL = ",:()=\"";

    private final String text;
    private final Preset preset;
    private final FeatureCatalog catalog;
    private int at;

    FeatureListParser(String text, Preset preset, FeatureCatalog catalog) {
        this.text = text;
        this.preset = preset;
        this.catalog = catalog;
    }

    /// A word of the list and where it stands.
    private record Word(String text, int from) {}

    FeatureList parse() {
        List<FeatureDefinition> definitions = new ArrayList<>();
        do {
            int from = skipBlanks();
            FeatureDefinition definition = item();
            FeatureDefinition same = FeatureList.sameAs(definition, definitions);
            if (same != null) {
                String twice =
                        same.toString().equals(definition.toString())
                                ? "\"%s\" is asked for twice".formatted(definition)
                                : "\"%s\" is asked for already, as \"%s\""
                                        .formatted(definition, same);
                throw refused(from, twice + "; drop one of them");
            }
            definitions.add(definition);
        } while (take(','));
        skipBlanks();
        if (at < text.length()) {
            throw refused(at, "expected \",\" before \"%s\"".formatted(rest()));
        }
        return new FeatureList(preset, definitions);
    }

    private FeatureDefinition item() {
        Word name = word("a feature");
        @Nullable String column = null;
        if (take(':')) {
            column = name.text();
            name = word("a feature after \"%s:\"".formatted(column));
            if (peek() == ':') {
                throw refused(at, "a column name that holds \":\" stands in quotes");
            }
        }
        if (!catalog.names().contains(name.text())) {
            throw refused(name.from(), catalog.unknown(name.text()));
        }
        FeatureContract contract = catalog.contract(name.text(), preset);
        Map<String, String> given = take('(') ? arguments(contract) : Map.of();
        for (FeatureParameter parameter : contract.parameters()) {
            if (parameter.required() && !given.containsKey(parameter.name())) {
                throw refused(
                        name.from(),
                        "%s needs %s, %s; for example %s"
                                .formatted(
                                        name.text(),
                                        parameter.name(),
                                        parameter.range(),
                                        contract.example()));
            }
        }
        return catalog.define(contract, given, preset).restrictedTo(column);
    }

    /// What stands between the parentheses, the first of which has been read.
    private Map<String, String> arguments(FeatureContract contract) {
        int open = at - 1;
        List<FeatureParameter> declared = contract.parameters();
        Map<String, String> given = new LinkedHashMap<>();
        if (take(')')) {
            return given;
        }
        boolean named = false;
        int position = 0;
        do {
            Word value = word("a value for a parameter of " + contract.name());
            FeatureParameter parameter;
            if (take('=')) {
                named = true;
                parameter = parameter(contract, value);
                value = word("a value for " + parameter.name());
            } else if (named) {
                throw refused(
                        value.from(),
                        "\"%s\" has no name; after a parameter given by name the others need theirs"
                                .formatted(value.text()));
            } else if (position == declared.size()) {
                throw refused(value.from(), tooMany(contract));
            } else {
                parameter = declared.get(position++);
            }
            String before = given.put(parameter.name(), accepted(contract, parameter, value));
            if (before != null) {
                throw refused(value.from(), "%s is given twice".formatted(parameter.name()));
            }
        } while (take(','));
        if (!take(')')) {
            throw refused(open, "no \")\" for the \"(\" of %s".formatted(contract.name()));
        }
        return given;
    }

    private String accepted(FeatureContract contract, FeatureParameter parameter, Word value) {
        try {
            return parameter.canonical(value.text());
        } catch (IllegalArgumentException e) {
            throw refused(value.from(), "%s: %s".formatted(contract.name(), e.getMessage()));
        }
    }

    private FeatureParameter parameter(FeatureContract contract, Word name) {
        for (FeatureParameter parameter : contract.parameters()) {
            if (parameter.name().equals(name.text())) {
                return parameter;
            }
        }
        List<String> names = contract.parameters().stream().map(FeatureParameter::name).toList();
        if (names.isEmpty()) {
            throw refused(name.from(), tooMany(contract));
        }
        String cure =
                NearestName.of(name.text(), names)
                        .map(near -> "did you mean \"%s\"?".formatted(near))
                        .orElse("its parameters are " + String.join(", ", names));
        throw refused(
                name.from(),
                "%s has no parameter \"%s\"; %s".formatted(contract.name(), name.text(), cure));
    }

    private static String tooMany(FeatureContract contract) {
        List<FeatureParameter> declared = contract.parameters();
        if (declared.isEmpty()) {
            return "%s takes no parameters".formatted(contract.name());
        }
        List<String> names = declared.stream().map(p -> p.name() + " (" + p.range() + ")").toList();
        return "%s takes no more than: %s".formatted(contract.name(), String.join(", ", names));
    }

    private Word word(String expected) {
        int from = skipBlanks();
        if (peek() == '"') {
            return quoted(from);
        }
        while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String found = text.substring(from, at).strip();
        if (found.isEmpty()) {
            String instead =
                    at == text.length() ? "the end of the list" : "\"" + text.charAt(at) + "\"";
            throw refused(from, "expected %s, found %s".formatted(expected, instead));
        }
        return new Word(found, from);
    }

    private Word quoted(int from) {
        StringBuilder content = new StringBuilder();
        at++;
        while (at < text.length()) {
            char sign = text.charAt(at++);
            if (sign != '"') {
                content.append(sign);
            } else if (peek() == '"') {
                content.append('"');
                at++;
            } else {
                return new Word(content.toString(), from);
            }
        }
        throw refused(from, "the quote is not closed");
    }

    private int skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean take(char sign) {
        skipBlanks();
        if (peek() != sign) {
            return false;
        }
        at++;
        return true;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private String rest() {
        String rest = text.substring(at);
        return rest.length() > 20 ? rest.substring(0, 20) + "..." : rest;
    }

    private UsageException refused(int from, String problem) {
        return new UsageException(
                "features \"%s\", character %d: %s".formatted(text, from + 1, problem));
    }
}
