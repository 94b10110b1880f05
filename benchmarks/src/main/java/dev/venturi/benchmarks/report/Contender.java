package dev.venturi.benchmarks.report;

/// One line of a table of times.
///
/// @param what what ran
/// @param threads with how many threads
public record Contender(String what, int threads) {
    @Override
    public String toString() {
        return "%s, %d thread%s".formatted(what, threads, threads == 1 ? "" : "s");
    }
}
