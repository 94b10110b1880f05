package dev.venturi.advice.rules;

import dev.venturi.profile.Site;

/// A line of the application and the samples it spends on one symptom.
///
/// @param site the line
/// @param samples on the symptom
/// @param called the method most often met first: `String.format`
record Hotspot(Site site, long samples, String called) {}
