package dev.venturi.profile;

/// What a method costs; shares as in [LineShare].
///
/// @param method `package.Class.method`
/// @param file its source file, as in [Site]
/// @param user whether it is the application's
public record MethodShare(
        String method,
        String file,
        double self,
        double total,
        double low,
        double high,
        long samples,
        boolean user) {
    static MethodShare of(String method, String file, long top, long any, long all, boolean user) {
        double[] interval = Wilson.interval(any, all);
        return new MethodShare(
                method,
                file,
                (double) top / all,
                (double) any / all,
                interval[0],
                interval[1],
                any,
                user);
    }
}
