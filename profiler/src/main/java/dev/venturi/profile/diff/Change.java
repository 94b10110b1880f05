package dev.venturi.profile.diff;

import dev.venturi.profile.Site;
import java.util.Optional;

/// One figure before and after.
///
/// @param name of the figure, the method, the phase, or the type that is allocated
/// @param site the line, where it is one of a line
/// @param before mean over the runs before, in the unit of its list; NaN when not recorded
/// @param after mean over the runs after
/// @param low lower end of the interval of [#after] - [#before]; NaN when there is none
/// @param high upper end of it
/// @param certainty what can be said of the difference
public record Change(
        String name,
        Optional<Site> site,
        double before,
        double after,
        double low,
        double high,
        Certainty certainty) {
    /// How much more it became.
    public double difference() {
        return after - before;
    }

    /// The difference as a part of before; infinite where there was none, NaN where neither was.
    public double relative() {
        return difference() / before;
    }
}
