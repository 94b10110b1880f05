package dev.venturi.profile;

import java.util.Optional;

/// Where objects of one type are made.
///
/// @param type `byte[]`, `java.lang.Long`, ...
/// @param stack most frequent stack of the line
/// @param site the application's line; empty when none stands on the stack
/// @param bytes estimated from the weights of the samples
/// @param samples number of samples behind it
public record AllocationSite(
        String type, Stack stack, Optional<Site> site, double bytes, long samples) {}
