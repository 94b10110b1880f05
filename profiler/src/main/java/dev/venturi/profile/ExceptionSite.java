package dev.venturi.profile;

import java.util.Optional;

/// Where exceptions are thrown.
///
/// @param type of the exception
/// @param site the application's line; empty when none stands on the stack
/// @param stack most frequent stack
/// @param count how many were recorded
/// @param sampled whether the recording limits the rate of such events
public record ExceptionSite(
        String type, Optional<Site> site, Stack stack, long count, boolean sampled) {}
