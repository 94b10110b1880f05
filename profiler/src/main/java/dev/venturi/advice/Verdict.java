package dev.venturi.advice;

import java.util.List;

/// What a rule has to say about a profile.
public sealed interface Verdict {
    /// Enough was recorded, and the symptom is not there.
    record Fine() implements Verdict {}

    /// The symptom is there.
    ///
    /// @param findings at least one, the largest share first
    record Advice(List<Finding> findings) implements Verdict {
        /// Copies the list, which must not be empty.
        public Advice {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("advice without a finding: use Fine");
            }
        }
    }

    /// The recording does not hold what the rule needs. That is never "fine".
    ///
    /// @param event that is missing, such as `jdk.FileRead`
    /// @param setting that records it, as something to type or to set
    record NotEnoughData(String event, String setting) implements Verdict {}

    /// Fine when the list is empty.
    static Verdict of(List<Finding> findings) {
        return findings.isEmpty() ? new Fine() : new Advice(findings);
    }
}
