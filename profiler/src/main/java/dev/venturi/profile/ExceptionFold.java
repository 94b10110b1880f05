package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Exceptions by type and line.
final class ExceptionFold {
    private static final int MOST = 5_000;
    private static final int MOST_REPORTED = 200;

    private record Key(String type, Object place) {
        // by hand, since a record's own goes through method handles: several times slower until the
        // second compiler has seen it, and asked for with every event.
        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Key other
                    && type.equals(other.type)
                    && place.equals(other.place);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + place.hashCode();
        }
    }

    private static final class Totals {
        final StackVotes stacks = new StackVotes();
        long count;
    }

    private final Map<Key, Totals> totals = new HashMap<>();
    private long firstTotal = -1;
    private long lastTotal = -1;

    void add(String type, StackFacts facts) {
        if (isLinking(facts.stack())) {
            return;
        }
        Key key = new Key(type, facts.place());
        if (totals.size() < MOST || totals.containsKey(key)) {
            Totals found = totals.computeIfAbsent(key, _ -> new Totals());
            found.stacks.add(facts.stack(), 1);
            found.count++;
        }
    }

    /// The JVM's own count since it started.
    void total(long count) {
        firstTotal = firstTotal < 0 ? count : Math.min(firstTotal, count);
        lastTotal = Math.max(lastTotal, count);
    }

    /// Whether the JDK threw it at itself to find out how a lambda or a joined text is linked: no
    /// line of the application can change that.
    private static boolean isLinking(Stack stack) {
        for (Frame frame : stack.frames()) {
            if (!frame.method().equals("<init>") && !frame.method().equals("fillInStackTrace")) {
                return frame.type().startsWith("java.lang.invoke.");
            }
        }
        return false;
    }

    Exceptions exceptions(boolean sampled) {
        List<ExceptionSite> sites = new ArrayList<>();
        totals.forEach((key, total) -> {
            Stack stack = total.stacks.most();
            sites.add(new ExceptionSite(key.type(), stack.userSite(), stack, total.count, sampled));
        });
        sites.sort(
                Comparator.comparingLong(ExceptionSite::count)
                        .reversed()
                        .thenComparing(ExceptionSite::type)
                        .thenComparing(site -> site.site().map(Site::place).orElse("")));
        long recorded = sites.stream().mapToLong(ExceptionSite::count).sum();
        long thrown = lastTotal < 0 ? -1 : Math.max(recorded, lastTotal - firstTotal);
        return new Exceptions(thrown, sites.subList(0, Math.min(MOST_REPORTED, sites.size())));
    }
}
