package dev.venturi.feature;

import dev.venturi.table.NumberText;
import java.util.List;
import java.util.regex.Pattern;

/// A parameter of a feature: its name, what it may be, and what it is when nothing is said.
///
/// @param defaultText its value when nothing is said, as users write it; empty when it must be
///   given
/// @param least smallest number allowed; not used for words
/// @param greatest largest number allowed; not used for words
/// @param words the words allowed; empty for numbers
/// @param alwaysNamed whether the output column shows it as name and value (`ddof0`) even though it
///   is the first parameter
/// @param meaning one phrase for the catalog
public record FeatureParameter(
        String name,
        Kind kind,
        String defaultText,
        double least,
        double greatest,
        List<String> words,
        boolean alwaysNamed,
        String meaning) {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

    /// What a value of the parameter is.
    public enum Kind {
        /// A finite double.
        NUMBER,
        /// An integer.
        WHOLE,
        /// One of a few words.
        WORD
    }

    public FeatureParameter {
        words = List.copyOf(words);
    }

    /// A finite number that must be given.
    public static FeatureParameter number(
            String name, double least, double greatest, String meaning) {
        return new FeatureParameter(
                name, Kind.NUMBER, "", least, greatest, List.of(), false, meaning);
    }

    /// An integer that must be given.
    public static FeatureParameter whole(String name, int least, int greatest, String meaning) {
        return new FeatureParameter(
                name, Kind.WHOLE, "", least, greatest, List.of(), false, meaning);
    }

    /// One of some words; the first is the default.
    public static FeatureParameter word(String name, List<String> words, String meaning) {
        return new FeatureParameter(name, Kind.WORD, words.getFirst(), 0, 0, words, false, meaning);
    }

    /// The same with a value for when nothing is said.
    public FeatureParameter orElse(String text) {
        return new FeatureParameter(
                name, kind, canonical(text), least, greatest, words, alwaysNamed, meaning);
    }

    /// The same, shown as name and value in column names.
    FeatureParameter shownWithName() {
        return new FeatureParameter(name, kind, defaultText, least, greatest, words, true, meaning);
    }

    /// Whether a list of features has to give it.
    public boolean required() {
        return defaultText.isEmpty();
    }

    /// What it may be, for messages and the catalog: `a whole number from 1 to 8192`.
    public String range() {
        if (kind == Kind.WORD) {
            return String.join(" or ", words);
        }
        String number = kind == Kind.WHOLE ? "a whole number" : "a number";
        if (least == -Double.MAX_VALUE && greatest == Double.MAX_VALUE) {
            return number;
        }
        return "%s from %s to %s".formatted(number, NumberText.of(least), NumberText.of(greatest));
    }

    /// The one way a value is written: `0.90` becomes `0.9`.
    ///
    /// @throws IllegalArgumentException when it may not be that, saying what it may be
    String canonical(String text) {
        if (kind == Kind.WORD) {
            return words.stream()
                    .filter(text::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> refused(text));
        }
        if (!NUMBER.matcher(text).matches()) {
            throw refused(text);
        }
        double value = Double.parseDouble(text);
        boolean whole = kind == Kind.NUMBER || value == Math.rint(value);
        if (!whole || !(value >= least && value <= greatest)) {
            throw refused(text);
        }
        return NumberText.of(value + 0.0); // -0 is 0
    }

    private IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "%s must be %s, found \"%s\"".formatted(name, range(), text));
    }
}
