package dev.venturi.aggregate;

/// Adds the result of a group to a column; the states stay as they are.
@FunctionalInterface
interface Answer {
    void add(int group, ResultColumn result);
}
