package dev.venturi.pipeline.stage;

import java.util.List;

/// Those rows whose key may be among the keys of another stage's table, by a Bloom filter: none of
/// them is left out, a few others pass. In little memory, so that what stands behind it (a join, a
/// look-up, a sort) has fewer rows. A row without a key does not pass.
///
/// @param key the column of the input
/// @param keysOf the stage whose keys are taken
/// @param match the key's column there
/// @param falsePositives share of the rows with other keys that may pass, above 0 and below 1
public record KeysStep(String input, String key, String keysOf, String match, double falsePositives)
        implements Step {
    /// The share of other rows that pass when nothing is said.
    public static final double USUAL_FALSE_POSITIVES = 0.01;

    public KeysStep {
        if (!(falsePositives > 0 && falsePositives < 1)) {
            throw new IllegalArgumentException(
                    "false positives %s: expected a number above 0 and below 1"
                            .formatted(falsePositives));
        }
    }

    /// The same with the key in a column of another name there.
    public KeysStep match(String column) {
        return new KeysStep(input, key, keysOf, column, falsePositives);
    }

    /// The same with another share of other rows that may pass.
    public KeysStep falsePositives(double share) {
        return new KeysStep(input, key, keysOf, match, share);
    }

    @Override
    public String type() {
        return "filter";
    }

    @Override
    public List<String> inputs() {
        return List.of(input, keysOf);
    }
}
