package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.Heap;
import dev.venturi.profile.Leak;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Objects of all times of the run are still there at its end, and what is live grows.
///
/// A cache that fills and stays has no young objects among them; a working set has no old ones.
final class MemoryLeak implements Rule {
    private static final double YOUNG = 0.75;
    private static final double OLD = 0.5;
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
        Heap heap = profile.heap();
        if (heap.shape() == Shape.FLAT || heap.shape() == Shape.SAWTOOTH) {
            return new Verdict.Fine();
        }
        double end = Figures.duration(profile);
        List<Finding> findings = new ArrayList<>();
        Set<String> holders = new HashSet<>();
        for (Leak leak : profile.leaks()) {
            boolean allTheTime =
                    leak.firstSecond() <= OLD * end && leak.lastSecond() >= YOUNG * end;
            boolean much =
                    leak.bytes() >= FEWEST_BYTES
                            && leak.bytes() >= FEWEST_OF_HEAP * Figures.mostLiveBytes(profile);
            boolean held = !leak.root().isEmpty() && !leak.chain().isEmpty();
            if (allTheTime
                    && much
                    && held
                    && leak.site().isPresent()
                    && leak.samples() >= FEWEST_SAMPLES
                    && holders.add(leak.chain().getLast())) {
                findings.add(finding(profile, leak));
            }
        }
        return Verdict.of(findings);
    }

    private Finding finding(Profile profile, Leak leak) {
        double growth = leak.bytes() / Figures.duration(profile);
        double max = profile.heap().maxBytes();
        Evidence evidence =
                Evidence.of()
                        .number("bytes", "still there", leak.bytes(), Unit.BYTES)
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
                        .number("samples", "samples", leak.samples(), Unit.COUNT)
                        .text("type", "type", leak.type())
                        .text("chain", "held by", String.join(" <- ", leak.chain()))
                        .build();
        String holder = leak.chain().getLast();
        String place = leak.site().orElseThrow().place();
        String summary =
                "%s allocated at %s are never let go: %s held by %s, and growing."
                        .formatted(leak.type(), place, Unit.BYTES.show(leak.bytes()), holder);
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
