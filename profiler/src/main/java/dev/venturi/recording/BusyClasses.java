package dev.venturi.recording;

import dev.venturi.profile.UserCode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which of the application's classes are seen most in a first look, and may be compiled anew.
///
/// A method that stays on the stack, such as a loop that runs for hours, would not be compiled
/// again: that activation belongs to the old version of its class for good, and goes on
/// interpreted. So the class of a method that stays and works itself is left as it is.
///
/// @param names `a.B`, busiest first
/// @param leftAlone busy classes that have to stay as they are
/// @param share of the samples in the application's code that lies in [#names], 0..1
record BusyClasses(List<String> names, List<String> leftAlone, double share) {
    private static final int MOST = 100;
    private static final double WORKS = 0.02;

    /// Chooses.
    ///
    /// @param stacks `a/B.c;d/E.f 12`, deepest last
    /// @param staying methods, `a.B.c`, that are on the stack for long
    static BusyClasses of(List<String> stacks, Set<String> staying) {
        UserCode user = UserCode.outsideFrameworks();
        Map<String, Long> seen = new HashMap<>();
        Map<String, Long> working = new HashMap<>();
        long all = 0;
        for (String line : stacks) {
            int blank = line.lastIndexOf(' ');
            if (blank < 0) {
                continue;
            }
            long samples = Long.parseLong(line.substring(blank + 1));
            Set<String> types = new HashSet<>();
            String nearest = "";
            for (String frame : line.substring(0, blank).split(";", -1)) {
                int dot = frame.lastIndexOf('.');
                String type = dot > 0 ? frame.substring(0, dot).replace('/', '.') : "";
                if (dot > 0 && frame.indexOf(' ') < 0 && user.isUser(type)) {
                    types.add(type);
                    nearest = frame.replace('/', '.');
                }
            }
            if (!nearest.isEmpty()) {
                all += samples;
                working.merge(nearest, samples, Long::sum);
            }
            types.forEach(type -> seen.merge(type, samples, Long::sum));
        }
        return choose(seen, working, staying, all);
    }

    private static BusyClasses choose(
            Map<String, Long> seen, Map<String, Long> working, Set<String> staying, long all) {
        Set<String> stays = new HashSet<>();
        long inThose = 0;
        for (Map.Entry<String, Long> entry : working.entrySet()) {
            String method = entry.getKey();
            if (staying.contains(method) && entry.getValue() >= WORKS * all) {
                stays.add(method.substring(0, method.lastIndexOf('.')));
            }
        }
        for (Map.Entry<String, Long> entry : working.entrySet()) {
            String method = entry.getKey();
            if (stays.contains(method.substring(0, method.lastIndexOf('.')))) {
                inThose += entry.getValue();
            }
        }
        List<String> names =
                seen.entrySet().stream()
                        .filter(entry -> !stays.contains(entry.getKey()))
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST)
                        .map(Map.Entry::getKey)
                        .toList();
        return new BusyClasses(
                names,
                stays.stream().sorted().toList(),
                all == 0 ? 0 : (double) (all - inThose) / all);
    }
}
