package dev.venturi.benchmarks.report;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/// What one call of `benchmarks/end-to-end/run` was asked for.
///
/// @param command the call, for the results pages
/// @param commit of the repository, `-dirty` when it was changed
/// @param full whether every form is timed at every size, as often as at the small ones
/// @param root of the repository
/// @param work directory for data and outputs, some 3 GB
/// @param results directory of the pages
/// @param sizes numbers of patients to measure instead of the usual ones; empty: the usual ones
/// @param deadline after which what can be measured less often is
/// @param date of the pages
public record Session(
        String command,
        String commit,
        boolean full,
        Path root,
        Path work,
        Path results,
        List<Integer> sizes,
        Instant deadline,
        LocalDate date) {
    public Session {
        sizes = List.copyOf(sizes);
    }

    /// The session that the script describes in system properties.
    public static Session ofProperties() {
        return new Session(
                property("command"),
                property("commit"),
                Boolean.parseBoolean(property("full")),
                Path.of(property("root")),
                Path.of(property("work")),
                Path.of(property("results")),
                Arrays.stream(property("sizes").split(","))
                        .filter(size -> !size.isBlank())
                        .map(Integer::valueOf)
                        .toList(),
                Instant.now().plusSeconds(Long.parseLong(property("seconds"))),
                LocalDate.now(ZoneOffset.UTC));
    }

    /// The sizes asked for, or these.
    public List<Integer> sizesOr(List<Integer> usual) {
        return sizes.isEmpty() ? usual : sizes;
    }

    private static String property(String name) {
        String value = System.getProperty("bench." + name);
        if (value == null) {
            throw new IllegalStateException(
                    "-Dbench.%s is missing; start it with benchmarks/end-to-end/run"
                            .formatted(name));
        }
        return value;
    }
}
