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
import dev.venturi.profile.LivePoint;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.List;
import java.util.Optional;

/// Far more memory is live at one time than before and after, or the heap is nearly full.
///
/// A large array that stays in use to the end is no symptom.
final class LargePeak implements Rule {
    private static final double FEWEST_BYTES = 64e6;
    private static final double FALLS_TO = 0.25;
    private static final double FEWEST_OF_PEAK = 0.4;
    private static final double NEARLY_FULL = 0.85;

    @Override
    public String id() {
        return "large-peak";
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.GCHeapSummary")) {
            return new Verdict.NotEnoughData(
                    "jdk.GCHeapSummary", "record with venturi profile, or settings=profile");
        }
        Heap heap = profile.heap();
        double peak = 0;
        double last = 0;
        for (LivePoint point : heap.liveSet()) {
            peak = Math.max(peak, (double) point.bytes());
            last = point.bytes();
        }
        boolean passing = peak >= FEWEST_BYTES && last <= FALLS_TO * peak;
        boolean full = heap.maxBytes() > 0 && peak >= NEARLY_FULL * heap.maxBytes();
        if (!passing && !full) {
            return new Verdict.Fine();
        }
        Optional<Part> part = largest(profile, peak, last);
        if (part.isEmpty()) {
            return new Verdict.NotEnoughData(
                    "jdk.OldObjectSample", "record with venturi profile, or path-to-gc-roots=true");
        }
        return Verdict.of(List.of(finding(heap, part.get(), peak, last, full)));
    }

    /// What the peak mostly consists of.
    private record Part(String type, Site site, double bytes, String holder) {}

    /// What is still alive is known by its samples. What is not was allocated before the peak: the
    /// line that allocated most, if that is enough to explain the difference.
    private static Optional<Part> largest(Profile profile, double peak, double last) {
        for (HeapPart part : profile.heap().peak()) {
            if (part.site().isPresent() && part.bytes() >= FEWEST_OF_PEAK * peak) {
                return Optional.of(
                        new Part(
                                part.type(),
                                part.site().get(),
                                (double) part.bytes(),
                                part.holder()));
            }
        }
        for (AllocationSite site : profile.allocations().sites()) {
            if (site.site().isPresent()) {
                return site.bytes() >= FEWEST_OF_PEAK * (peak - last)
                        ? Optional.of(
                                new Part(
                                        site.type(),
                                        site.site().get(),
                                        Math.min(site.bytes(), peak),
                                        ""))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Finding finding(Heap heap, Part part, double peak, double last, boolean full) {
        Site site = part.site();
        Evidence evidence =
                Evidence.of()
                        .number("peakBytes", "live at the peak", peak, Unit.BYTES)
                        .number("lastBytes", "live at the end", last, Unit.BYTES)
                        .number("maxBytes", "heap at most", heap.maxBytes(), Unit.BYTES)
                        .number("partBytes", "of the peak", part.bytes(), Unit.BYTES)
                        .text("type", "type", part.type())
                        .text("holder", "held by", part.holder())
                        .build();
        String summary =
                "%s are live at the peak, %s at the end; %s of the peak are %s allocated at %s."
                        .formatted(
                                Unit.BYTES.show(peak),
                                Unit.BYTES.show(last),
                                Unit.SHARE.show(Math.min(1, part.bytes() / peak)),
                                part.type(),
                                site.place());
        return new Finding(
                id(),
                full ? Severity.ADVICE : Severity.INFO,
                0,
                summary,
                evidence,
                site,
                "Work row by row or block by block instead of keeping all rows, or keep them in"
                        + " primitive arrays.");
    }
}
