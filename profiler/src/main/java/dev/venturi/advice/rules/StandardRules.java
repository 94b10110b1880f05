package dev.venturi.advice.rules;

import dev.venturi.advice.Advisor;
import dev.venturi.advice.Rule;
import java.util.List;

/// All rules there are.
public final class StandardRules {
    /// In the order of the table in `docs/findings.md`.
    public static final List<Rule> ALL = List.of();

    private StandardRules() {}

    /// An advisor with all rules.
    public static Advisor advisor() {
        return new Advisor(ALL);
    }
}
