package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.Heap;
import dev.venturi.profile.HeapPart;
import dev.venturi.profile.Leak;
import dev.venturi.profile.LivePoint;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Objects of all times of the run are still there at its end, and what is live grows.
///
/// A cache that fills and stays does not grow later on; a working set has no old objects.
final class MemoryLeak implements Rule {
    private static final double OLD = 0.5;
    private static final double LASTS = 0.2;
    private static final double NEVER_FREED = 0.5;
    private static final double LATER = 0.3;
    private static final double UNTIL_LATE = 0.7;
    private static final double GROWTH = 1.25;
    private static final double FEWEST_BYTES = 4e6;
    private static final double FEWEST_OF_HEAP = 0.1;
    private static final int FEWEST_SAMPLES = 3;

    @Override
    public String id() {
        return "memory-leak";
    }

    @Override
    public Set<String> explains() {
        return Set.of("gc-pressure", "large-peak", "held-past-last-use", "allocation-rate");
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.OldObjectSample")) {
            return new Verdict.NotEnoughData(
                    "jdk.OldObjectSample", "record with venturi profile, or path-to-gc-roots=true");
        }
        if (!grows(profile)) {
            return new Verdict.Fine();
        }
        double end = Figures.duration(profile);
        Map<String, List<Leak>> byHolder = new LinkedHashMap<>();
        for (Leak leak : profile.leaks()) {
            if (!leak.root().isEmpty() && !leak.chain().isEmpty() && leak.site().isPresent()) {
                byHolder.computeIfAbsent(holder(leak), _ -> new ArrayList<>()).add(leak);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (List<Leak> held : byHolder.values()) {
            double first = held.stream().mapToDouble(Leak::firstSecond).min().orElse(end);
            double last = held.stream().mapToDouble(Leak::lastSecond).max().orElse(0);
            long samples = held.stream().mapToLong(Leak::samples).sum();
            Leak most = held.stream().max(Comparator.comparingLong(Leak::bytes)).orElseThrow();
            double bytes = stillThere(profile, held);
            boolean allTheTime = last - first >= LASTS * end || neverFreed(profile, most);
            boolean late = last - first >= OLD * end && last >= UNTIL_LATE * end;
            if (isOfLibraries(most) && (!late || isClassLoaders(most))) {
                continue; // what they set up for themselves when a program starts
            }
            if (first <= OLD * end
                    && allTheTime
                    && samples >= FEWEST_SAMPLES
                    && bytes >= FEWEST_BYTES
                    && bytes >= FEWEST_OF_HEAP * Figures.mostLiveBytes(profile)) {
                findings.add(finding(profile, most, bytes, samples));
            }
        }
        return Verdict.of(findings);
    }

    /// The application's field on the chain, or else its end.
    private static String holder(Leak leak) {
        return leak.holder().isEmpty()
                ? leak.chain().getLast()
                : leak.chain().stream()
                        .filter(reference -> reference.startsWith(leak.holder()))
                        .findFirst()
                        .orElse(leak.holder());
    }

    /// Whether libraries made and keep it, such as a class loader its classes. Then only growth to
    /// the end tells a leak from a framework that is starting.
    private static boolean isOfLibraries(Leak leak) {
        return leak.holder().isEmpty()
                && leak.stack().beneathUser().stream().anyMatch(frame -> !isJdk(frame.type()));
    }

    private static boolean isClassLoaders(Leak leak) {
        return leak.chain().stream().anyMatch(reference -> reference.contains("ClassLoader."));
    }

    private static boolean isJdk(String type) {
        return type.startsWith("java.")
                || type.startsWith("javax.")
                || type.startsWith("jdk.")
                || type.startsWith("sun.");
    }

    /// The JVM samples most at the start of a run, so the samples tell proportions, and the heap
    /// after the last collection how much that is.
    private static double stillThere(Profile profile, List<Leak> held) {
        double sampled = held.stream().mapToDouble(Leak::bytes).sum();
        double all = 0;
        for (HeapPart part : profile.heap().peak()) {
            all += part.holder().isEmpty() && part.site().isEmpty() ? 0 : (double) part.bytes();
        }
        List<LivePoint> live = profile.heap().liveSet();
        if (live.isEmpty() || all < sampled) {
            return sampled;
        }
        return Math.max(sampled, sampled / all * live.getLast().bytes());
    }

    /// Whether the line allocated about as much as the heap has grown.
    private static boolean neverFreed(Profile profile, Leak leak) {
        List<LivePoint> live = profile.heap().liveSet();
        if (live.isEmpty()) {
            return false;
        }
        double growth = (double) live.getLast().bytes() - live.getFirst().bytes();
        double allocated = 0;
        for (AllocationSite site : profile.allocations().sites()) {
            if (site.site().equals(leak.site())) {
                allocated += site.bytes();
            }
        }
        return growth > 0 && allocated >= NEVER_FREED * growth && allocated <= growth / NEVER_FREED;
    }

    /// Whether what is live rises in the later part of the run. Few collections are enough here,
    /// where sampled objects say who keeps the memory.
    private static boolean grows(Profile profile) {
        Heap heap = profile.heap();
        if (heap.shape() != Shape.UNKNOWN) {
            return heap.shape() == Shape.GROWING;
        }
        double from = LATER * Figures.duration(profile);
        List<LivePoint> later =
                heap.liveSet().stream().filter(point -> point.second() >= from).toList();
        if (later.size() < 2) {
            return false;
        }
        for (int i = 1; i < later.size(); i++) {
            if (later.get(i).bytes() < later.get(i - 1).bytes()) {
                return false;
            }
        }
        double before = later.getFirst().bytes();
        double after = later.getLast().bytes();
        return after >= GROWTH * before && after - before >= FEWEST_BYTES;
    }

    private Finding finding(Profile profile, Leak leak, double bytes, long samples) {
        double growth = bytes / Figures.duration(profile);
        double max = profile.heap().maxBytes();
        Evidence evidence =
                Evidence.of()
                        .number("bytes", "still there", bytes, Unit.BYTES)
                        .number("bytesPerSecond", "more of it", growth, Unit.BYTES_PER_SECOND)
                        .number(
                                "secondsToFull",
                                "until the heap is full",
                                max > 0 ? (max - profile.heap().peakBytes()) / growth : Double.NaN,
                                Unit.SECONDS)
                        .number(
                                "elements",
                                "elements",
                                leak.elements() > 0 ? leak.elements() : Double.NaN,
                                Unit.COUNT)
                        .number("samples", "samples", samples, Unit.COUNT)
                        .text("type", "type", leak.type())
                        .text("chain", "held by", String.join(" <- ", leak.chain()))
                        .build();
        String holder = holder(leak);
        String place = leak.site().orElseThrow().place();
        String summary =
                "%s allocated at %s are never let go: %s held by %s, and growing."
                        .formatted(leak.type(), place, Unit.BYTES.show(bytes), holder);
        return new Finding(
                id(),
                Severity.WARNING,
                Math.min(1, profile.heap().gcShare()),
                summary,
                evidence,
                leak.site().orElseThrow(),
                "Remove what is done with from %s, bound its size (LinkedHashMap.removeEldestEntry,"
                                .formatted(holder)
                        + " a cache with a maximum), or hold it weakly.");
    }
}
