package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sampled allocations by type and line. A sample stands for its weight: the bytes that were
/// allocated since the sample before it.
final class AllocationFold {
    private static final int MOST = 20_000;
    private static final int MOST_REPORTED = 500;

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
        double bytes;
        long samples;
    }

    private final Map<Key, Totals> totals = new HashMap<>();
    private double bytes;
    private long samples;

    void add(String type, StackFacts facts, double weight) {
        bytes += weight;
        samples++;
        Object place = facts.place();
        Key key = new Key(type, place);
        if (totals.size() >= MOST && !totals.containsKey(key)) {
            key = new Key("(other types)", place);
        }
        Totals found = totals.computeIfAbsent(key, _ -> new Totals());
        found.stacks.add(facts.stack(), weight);
        found.bytes += weight;
        found.samples++;
    }

    long samples() {
        return samples;
    }

    Allocations allocations(double durationSeconds) {
        List<AllocationSite> sites = new ArrayList<>();
        totals.forEach((key, total) -> {
            Stack stack = total.stacks.most();
            Optional<Site> site = stack.userSite();
            sites.add(new AllocationSite(key.type(), stack, site, total.bytes, total.samples));
        });
        sites.sort(
                Comparator.comparingDouble(AllocationSite::bytes)
                        .reversed()
                        .thenComparing(AllocationSite::type)
                        .thenComparing(site -> site.site().map(Site::place).orElse("")));
        return new Allocations(
                bytes,
                durationSeconds > 0 ? bytes / durationSeconds : 0,
                samples,
                sites.subList(0, Math.min(MOST_REPORTED, sites.size())));
    }
}
