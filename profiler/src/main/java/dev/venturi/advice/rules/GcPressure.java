package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.Heap;
import dev.venturi.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The program stands still for garbage collections a visible part of the time.
final class GcPressure implements Rule {
    private static final double FEWEST = 0.05;
    private static final double ADVICE_FROM = 0.10;
    private static final double WARNING_FROM = 0.5;

    @Override
    public String id() {
        return "gc-pressure";
    }

    @Override
    public Set<String> explains() {
        return Set.of("large-peak");
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.GarbageCollection")) {
            return new Verdict.NotEnoughData(
                    "jdk.GarbageCollection", "record with venturi profile, or settings=profile");
        }
        Heap heap = profile.heap();
        if (heap.gcShare() < FEWEST) {
            return new Verdict.Fine();
        }
        Optional<AllocationSite> most =
                profile.allocations().sites().stream()
                        .filter(s -> s.site().isPresent())
                        .findFirst();
        if (most.isEmpty()) {
            return new Verdict.NotEnoughData(
                    "jdk.ObjectAllocationSample",
                    "record with venturi profile, or settings=profile");
        }
        AllocationSite site = most.get();
        double share = heap.gcShare();
        Severity severity = severity(share);
        Evidence evidence =
                Evidence.of()
                        .number("gcSeconds", "stood still", heap.gcSeconds(), Unit.SECONDS)
                        .number("gcShare", "of the time", share, Unit.SHARE)
                        .number("collections", "collections", heap.collections(), Unit.COUNT)
                        .number("maxBytes", "heap at most", heap.maxBytes(), Unit.BYTES)
                        .number(
                                "liveBytes",
                                "live at most",
                                Figures.mostLiveBytes(profile),
                                Unit.BYTES)
                        .number(
                                "bytesPerSecond",
                                "allocated",
                                profile.allocations().bytesPerSecond(),
                                Unit.BYTES_PER_SECOND)
                        .text("type", "most of it", site.type())
                        .build();
        String summary =
                "%s of the time goes to %d garbage collections (%s); most is allocated at %s (%s)."
                        .formatted(
                                Unit.SHARE.show(share),
                                heap.collections(),
                                heap.collector(),
                                site.site().orElseThrow().place(),
                                site.type());
        return Verdict.of(
                List.of(
                        new Finding(
                                id(),
                                severity,
                                share,
                                summary,
                                evidence,
                                site.site().orElseThrow(),
                                "Allocate less at this line (reuse the array, primitives for"
                                        + " objects), keep less alive, or give the heap room: -Xmx of"
                                        + " at least three times what is live.")));
    }

    private static Severity severity(double share) {
        if (share >= WARNING_FROM) {
            return Severity.WARNING;
        }
        return share >= ADVICE_FROM ? Severity.ADVICE : Severity.INFO;
    }
}
