package dev.venturi.pipeline.stage;

import dev.venturi.table.UsageException;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How messages call the values of a stage: by their place in the pipeline file where there is one.
///
/// @param of the text for a key: `pipeline.yaml:12:9: stage "best": by`
public record Roles(UnaryOperator<String> of) {
    /// What the engine says of options of the command; here they are keys.
    private static final Pattern OPTION = Pattern.compile("--([a-z-]+)(:? |: )");

    /// The mistake in a value.
    UsageException problem(String key, String message) {
        return new UsageException(of.apply(key) + ": " + message);
    }

    /// A mistake that the engine found, with the place of the value it is about.
    ///
    /// @param otherwise the key it is about unless it names an option
    public UsageException renamed(UsageException found, String otherwise) {
        String message = Objects.requireNonNullElse(found.getMessage(), "");
        Matcher option = OPTION.matcher(message);
        return option.lookingAt()
                ? new UsageException(
                        of.apply(option.group(1)) + ": " + message.substring(option.end()))
                : new UsageException(of.apply(otherwise) + ": " + message);
    }

    /// Does something; what is wrong with its values gets their place.
    ///
    /// @param key what it is about unless the engine names an option
    <T> T with(String key, Work<T> work) {
        try {
            return work.run();
        } catch (UsageException e) {
            throw renamed(e, key);
        }
    }

    /// Something that may find a mistake.
    interface Work<T> {
        T run();
    }
}
