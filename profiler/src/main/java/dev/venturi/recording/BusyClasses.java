package dev.venturi.recording;

import dev.venturi.profile.UserCode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The classes that are seen most in a first look, less those of the JDK and of frameworks.
final class BusyClasses {
    private static final int MOST = 100;

    private BusyClasses() {}

    /// @param stacks `a/B.c;d/E.f 12`
    /// @return names, `a.B`, busiest first
    static List<String> in(List<String> stacks) {
        UserCode user = UserCode.outsideFrameworks();
        Map<String, Long> seen = new HashMap<>();
        for (String line : stacks) {
            int blank = line.lastIndexOf(' ');
            if (blank < 0) {
                continue;
            }
            long samples = Long.parseLong(line.substring(blank + 1));
            Set<String> types = new HashSet<>();
            for (String frame : line.substring(0, blank).split(";", -1)) {
                int dot = frame.lastIndexOf('.');
                if (dot > 0 && frame.indexOf(' ') < 0) {
                    types.add(frame.substring(0, dot).replace('/', '.'));
                }
            }
            types.stream()
                    .filter(user::isUser)
                    .forEach(type -> seen.merge(type, samples, Long::sum));
        }
        return seen.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }
}
