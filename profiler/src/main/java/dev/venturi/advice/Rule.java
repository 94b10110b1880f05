package dev.venturi.advice;

import dev.venturi.profile.Profile;
import java.util.Set;

/// Looks for one symptom. Stateless: the same profile gives the same verdict. Rules judge by what
/// the application's lines called and what that cost, never by the application's names.
public interface Rule {
    /// Names the rule in reports, JSON and the table of findings: `regex-in-hot-loop`.
    String id();

    /// Judges a profile.
    Verdict evaluate(Profile profile);

    /// Ids of the rules whose findings follow from this one's: beside advice of this rule they are
    /// notes.
    default Set<String> explains() {
        return Set.of();
    }
}
