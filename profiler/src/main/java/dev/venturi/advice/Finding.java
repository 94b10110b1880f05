package dev.venturi.advice;

import dev.venturi.profile.Site;

/// Something that costs, with the line that causes it.
///
/// @param rule [Rule#id()] of the rule that found it
/// @param severity how much it matters
/// @param share of the time of the run that could be saved at most, 0..1; what kind of time the
///   summary says
/// @param summary one sentence: what costs how much
/// @param evidence the figures behind it
/// @param site the application's line
/// @param remedy what to change at that line
public record Finding(
        String rule,
        Severity severity,
        double share,
        String summary,
        Evidence evidence,
        Site site,
        String remedy) {
    /// The same finding as no more than a note.
    ///
    /// @param why the sentence to add
    Finding asInfo(String why) {
        return new Finding(rule, Severity.INFO, share, summary + " " + why, evidence, site, remedy);
    }
}
