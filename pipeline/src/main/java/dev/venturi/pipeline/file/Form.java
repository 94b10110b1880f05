package dev.venturi.pipeline.file;

import java.util.List;

/// What the value of a [Key] looks like.
sealed interface Form {
    /// A text.
    record Text() implements Form {}

    /// A text, or a list of such.
    record Texts() implements Form {}

    /// A whole number of a range.
    record Whole(long least, long most) implements Form {}

    /// A number above 0 and below 1.
    record Share() implements Form {}

    /// `true` or `false`.
    record Flag() implements Form {}

    /// `500ms`, `30s`, `5m`, `2h`, `7d`.
    record Span() implements Form {}

    /// One of some words.
    record Choice(List<String> words) implements Form {}

    /// The name of a stage.
    record StageName() implements Form {}

    /// The name of a stage, or a list of such.
    record StageNames() implements Form {}

    /// The name of a database that the file describes.
    record DatabaseName() implements Form {}

    /// Names of the user's own with texts.
    record NamedTexts() implements Form {}

    /// Names of the user's own with a text or a list of texts each.
    record NamedLists() implements Form {}

    /// Names of the user's own with a part each.
    record NamedParts(Part part) implements Form {}

    /// Names of the user's own with a stage each.
    record NamedStages() implements Form {}

    /// Some keys again.
    ///
    /// @param what it is, as messages call it: `a way of trying again`
    record Part(String what, List<Key> keys) implements Form {}

    /// How messages say what is expected.
    default String expected() {
        return switch (this) {
            case Text() -> "a text";
            case Texts() -> "a text or a list of texts";
            case Whole(long least, long most) ->
                    most == Long.MAX_VALUE
                            ? "a whole number from %,d on".formatted(least)
                            : "a whole number from %,d to %,d".formatted(least, most);
            case Share() -> "a number above 0 and below 1";
            case Flag() -> "true or false";
            case Span() -> "a duration such as 500ms, 30s, 5m, 2h or 7d";
            case Choice(List<String> words) -> "one of " + String.join(", ", words);
            case StageName() -> "the name of a stage";
            case StageNames() -> "the name of a stage or a list of such";
            case DatabaseName() -> "the name of a database";
            case NamedTexts() -> "names with a text each";
            case NamedLists() -> "names with a list of values each";
            case NamedStages() -> "names with a stage each";
            case NamedParts(Part part) -> "names with " + part.what() + " each";
            case Part(String what, _) -> what;
        };
    }
}
