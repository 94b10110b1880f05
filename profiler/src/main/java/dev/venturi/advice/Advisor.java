package dev.venturi.advice;

import dev.venturi.profile.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs rules over a profile and ranks what they find;
/// `dev.venturi.advice.rules.StandardRules.advisor()` has all rules there are.
public final class Advisor {
    private static final Comparator<Finding> MOST_FIRST =
            Comparator.comparing(Finding::severity, Comparator.reverseOrder())
                    .thenComparing(Finding::share, Comparator.reverseOrder())
                    .thenComparing(Finding::rule)
                    .thenComparing(f -> f.site().place());

    private final List<Rule> rules;

    /// With these rules.
    public Advisor(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /// The rules it runs.
    public List<Rule> rules() {
        return rules;
    }

    /// Judges a profile.
    public Judgement judge(Profile profile) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Verdict.NotEnoughData> missing = new TreeMap<>();
        List<String> fine = new ArrayList<>();
        for (Rule rule : rules) {
            switch (rule.evaluate(profile)) {
                case Verdict.Fine() -> fine.add(rule.id());
                case Verdict.Advice(List<Finding> found) -> findings.addAll(found);
                case Verdict.NotEnoughData lack -> missing.put(rule.id(), lack);
            }
        }
        findings.sort(MOST_FIRST);
        return new Judgement(findings, Collections.unmodifiableMap(missing), fine);
    }
}
