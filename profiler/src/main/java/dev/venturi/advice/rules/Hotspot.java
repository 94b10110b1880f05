package dev.venturi.advice.rules;

import dev.venturi.profile.Site;

/// A line of the application and the samples it spends on one symptom.
///
/// @param site the line
/// @param samples on the symptom
/// @param marked of these, those with a frame that [CpuSymptom#marks] knows
/// @param reading of these, those in streams of files or connections
/// @param called the method most often met first: `String.format`
record Hotspot(Site site, long samples, long marked, long reading, String called) {}
