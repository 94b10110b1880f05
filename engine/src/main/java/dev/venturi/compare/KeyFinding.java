package dev.venturi.compare;

import java.util.List;

/// Keys of which something is wrong.
///
/// @param count how many different keys
/// @param examples the first few of them, in the order of the table they are in
public record KeyFinding(long count, List<String> examples) {
    public KeyFinding {
        examples = List.copyOf(examples);
    }
}
