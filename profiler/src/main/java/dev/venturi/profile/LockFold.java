package dev.venturi.profile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Waits for other threads, by kind, lock and line.
final class LockFold {
    private static final int MOST_LINES = 5_000;
    private static final int MOST_WAITS = 500;
    private static final int MOST_REPORTED = 300;

    private record Key(LockKind kind, String type, Object place) {
        // by hand, since a record's own goes through method handles: several times slower until the
        // second compiler has seen it, and asked for with every event.
        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Key other
                    && kind.equals(other.kind)
                    && type.equals(other.type)
                    && place.equals(other.place);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * kind.hashCode() + type.hashCode()) + place.hashCode();
        }
    }

    /// A wait of which the owner of the lock is known.
    private record Wait(ThreadTable.Entry owner, double from, double to) {}

    private static final class Totals {
        final StackVotes stacks = new StackVotes();
        final NameVotes groups = new NameVotes();
        final BitSet threads = new BitSet();
        final BitSet owners = new BitSet();
        final List<Wait> waits = new ArrayList<>();
        long times;
        double seconds;
        double longest;
    }

    private final Map<Key, Totals> lines = new HashMap<>();

    /// A wait.
    ///
    /// @param type class of the lock; empty when not known
    /// @param owner who had it; null when not known
    void add(
            LockKind kind,
            String type,
            StackFacts facts,
            ThreadTable.Entry thread,
            ThreadTable.@Nullable Entry owner,
            double from,
            double to) {
        Key key = new Key(kind, type, facts.place());
        if (lines.size() >= MOST_LINES && !lines.containsKey(key)) {
            key = new Key(kind, type, "");
        }
        Totals line = lines.computeIfAbsent(key, _ -> new Totals());
        double seconds = to - from;
        line.stacks.add(facts.stack(), seconds);
        line.groups.add(thread.group, seconds);
        line.threads.set(thread.number);
        line.times++;
        line.seconds += seconds;
        line.longest = Math.max(line.longest, seconds);
        if (owner != null) {
            line.owners.set(owner.number);
            if (line.waits.size() < MOST_WAITS) {
                line.waits.add(new Wait(owner, from, to));
            }
        }
    }

    List<LockSite> sites() {
        List<LockSite> sites = new ArrayList<>();
        lines.forEach((key, line) -> {
            Stack stack = line.stacks.most();
            sites.add(
                    new LockSite(
                            key.kind(),
                            key.type(),
                            stack.userSite(),
                            stack,
                            line.groups.most(),
                            line.times,
                            line.seconds,
                            line.longest,
                            line.threads.cardinality(),
                            line.owners.cardinality(),
                            holder(line)));
        });
        sites.sort(
                Comparator.comparingDouble(LockSite::seconds)
                        .reversed()
                        .thenComparing(LockSite::kind)
                        .thenComparing(LockSite::lockType));
        return sites.subList(0, Math.min(MOST_REPORTED, sites.size()));
    }

    /// Where owners were seen most often while others waited for them.
    private static Optional<Site> holder(Totals line) {
        Map<Site, Integer> seen = new HashMap<>();
        for (Wait wait : line.waits) {
            Frame frame = wait.owner().trace.at(wait.from(), wait.to());
            if (frame != null) {
                seen.merge(Site.of(frame), 1, Integer::sum);
            }
        }
        return seen.entrySet().stream()
                .max(
                        Map.Entry.<Site, Integer>comparingByValue()
                                .thenComparing(entry -> entry.getKey().place()))
                .map(Map.Entry::getKey);
    }

    /// How a thread that is parked waits.
    ///
    /// @param blocker class it is parked at; empty when not known
    static LockKind parked(String blocker, Stack stack) {
        if (blocker.startsWith("java.util.concurrent.locks.Reentrant")
                || blocker.startsWith("java.util.concurrent.locks.StampedLock")) {
            return LockKind.LOCK;
        }
        for (Frame frame : stack.beneathUser()) {
            if (frame.type().equals("java.util.concurrent.locks.StampedLock")) {
                return LockKind.LOCK;
            }
        }
        return LockKind.PARK;
    }
}
