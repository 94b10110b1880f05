package dev.venturi.feature;

/// What a feature gives where its formula alone does not say it; each in a few words.
///
/// @param empty no valid value at all
/// @param oneValue exactly one valid value
/// @param constant two or more valid values, all equal
/// @param nonFinite infinities among the values (NaN is missing and never reaches a feature)
public record DegenerateRules(String empty, String oneValue, String constant, String nonFinite) {}
