package dev.venturi.profile;

/// What a line of the program costs.
///
/// A line counts once for a sample, however often it stands on the stack.
///
/// @param self share of the valid CPU samples with this line on top
/// @param total share with this line anywhere on the stack
/// @param low lower end of the 95 % interval of [#total] (Wilson 1927)
/// @param high upper end of it
/// @param samples number of samples behind [#total]
/// @param user whether it is the application's
public record LineShare(
        Site site, double self, double total, double low, double high, long samples, boolean user) {
    static LineShare of(Site site, long top, long any, long all, boolean user) {
        double[] interval = Wilson.interval(any, all);
        return new LineShare(
                site, (double) top / all, (double) any / all, interval[0], interval[1], any, user);
    }
}
