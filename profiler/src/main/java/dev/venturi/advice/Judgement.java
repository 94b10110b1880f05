package dev.venturi.advice;

import java.util.List;
import java.util.Map;

/// What all rules say about one profile.
///
/// @param findings what matters most first: by severity, then by share
/// @param missing rules that lacked data, by id in order: what they would need
/// @param fine ids of the rules that found nothing
public record Judgement(
        List<Finding> findings, Map<String, Verdict.NotEnoughData> missing, List<String> fine) {
    /// Copies the lists.
    public Judgement {
        findings = List.copyOf(findings);
        fine = List.copyOf(fine);
    }

    /// Whether a finding is at least that severe.
    public boolean reaches(Severity severity) {
        return findings.stream().anyMatch(f -> f.severity().compareTo(severity) >= 0);
    }
}
