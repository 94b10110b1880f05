package dev.venturi.profile;

/// The interval of a share that was counted (Wilson 1927): unlike the textbook's it keeps within
/// 0..1 and holds for few and for rare samples.
public final class Wilson {
    /// The 97.5 % quantile of the normal distribution.
    private static final double Z = 1.959963984540054;

    private Wilson() {}

    /// The 95 % interval of the share behind `hits` of `all`.
    ///
    /// @return low and high; 0 and 1 when `all` is 0
    public static double[] interval(long hits, long all) {
        return interval(hits, all, Z);
    }

    /// The interval at another level.
    ///
    /// @param z the normal distribution's quantile of it
    /// @return low and high; 0 and 1 when `all` is 0
    public static double[] interval(long hits, long all, double z) {
        if (all == 0) {
            return new double[] {0, 1};
        }
        double share = (double) hits / all;
        double z2 = z * z / all;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = z / (1 + z2) * Math.sqrt(share * (1 - share) / all + z2 / all / 4);
        return new double[] {
            hits == 0 ? 0 : Math.max(0, centre - half), hits == all ? 1 : Math.min(1, centre + half)
        };
    }
}
