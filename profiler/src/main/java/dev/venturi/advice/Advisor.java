package dev.venturi.advice;

import dev.venturi.profile.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs rules, which stand in order from cause to consequence, over a profile and ranks what they
/// find; `dev.venturi.advice.rules.StandardRules.advisor()` has all rules there are.
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
        List<Finding> ranked = new ArrayList<>();
        for (Finding finding : findings) {
            ranked.add(withoutConsequences(finding, findings));
        }
        ranked.sort(MOST_FIRST);
        return new Judgement(ranked, Collections.unmodifiableMap(missing), fine);
    }

    /// Turns a finding into a note when another one says why: on the same line that of the rule
    /// that comes first, for rules are in order from cause to consequence; anywhere one that
    /// explains it.
    private Finding withoutConsequences(Finding finding, List<Finding> all) {
        if (finding.severity() == Severity.INFO) {
            return finding;
        }
        for (Rule rule : rules) {
            if (rule.id().equals(finding.rule())) {
                break;
            }
            for (Finding other : all) {
                if (other.rule().equals(rule.id())
                        && other.severity() != Severity.INFO
                        && other.site().equals(finding.site())) {
                    return finding.asInfo("The same line: " + other.rule() + ".");
                }
            }
        }
        for (Rule rule : rules) {
            if (!rule.explains().contains(finding.rule())) {
                continue;
            }
            for (Finding other : all) {
                if (other.rule().equals(rule.id()) && other.severity() != Severity.INFO) {
                    return finding.asInfo(
                            "It follows from %s at %s."
                                    .formatted(other.rule(), other.site().place()));
                }
            }
        }
        return finding;
    }
}
