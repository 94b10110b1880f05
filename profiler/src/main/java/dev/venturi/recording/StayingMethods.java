package dev.venturi.recording;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The methods that are on the stack of a thread at two moments, below them nothing that differs:
/// they have most likely not returned in between.
final class StayingMethods {
    private static final Pattern FRAME = Pattern.compile("^\\s+at (?:[^/]*/)*([\\w.$]+)\\(.*");
    private static final Pattern THREAD = Pattern.compile("^\"(.*)\" #(\\d+).*");

    private StayingMethods() {}

    /// Compares two dumps of threads, as `jcmd PID Thread.print` writes them.
    ///
    /// @return `a.B.c`
    static Set<String> between(String before, String after) {
        Map<String, List<String>> first = stacks(before);
        Set<String> staying = new HashSet<>();
        stacks(after)
                .forEach((thread, stack) -> {
                    List<String> was = first.getOrDefault(thread, List.of());
                    for (int i = 0;
                            i < Math.min(was.size(), stack.size())
                                    && was.get(i).equals(stack.get(i));
                            i++) {
                        staying.add(stack.get(i));
                    }
                });
        return staying;
    }

    /// Methods by thread, the first called first.
    private static Map<String, List<String>> stacks(String dump) {
        Map<String, List<String>> stacks = new HashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : dump.lines().toList()) {
            Matcher thread = THREAD.matcher(line);
            Matcher frame = FRAME.matcher(line);
            if (thread.matches()) {
                current = new ArrayList<>();
                stacks.put(thread.group(2), current);
            } else if (frame.matches()) {
                current.add(frame.group(1));
            }
        }
        stacks.values().forEach(Collections::reverse);
        return stacks;
    }
}
