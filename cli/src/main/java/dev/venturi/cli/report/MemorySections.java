package dev.venturi.cli.report;

import static dev.venturi.cli.report.CellTexts.bytes;
import static dev.venturi.cli.report.CellTexts.method;
import static dev.venturi.cli.report.CellTexts.percent;
import static dev.venturi.cli.report.CellTexts.place;
import static dev.venturi.cli.report.CellTexts.shortType;
import static dev.venturi.cli.report.Section.columns;
import static dev.venturi.cli.report.Section.section;

import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.Heap;
import dev.venturi.profile.HeapPart;
import dev.venturi.profile.Leak;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Shape;
import java.util.List;
import java.util.Optional;

/// What a report says of memory: where it is allocated, what fills the heap, what is kept.
///
/// @param top how many rows a table has at most
record MemorySections(Profile profile, int top) {
    Optional<Section> allocations() {
        double all = Math.max(1, profile.allocations().bytes());
        return section(
                "Allocation: " + bytes(profile.allocations().bytesPerSecond()) + "/s",
                List.of(),
                columns("r:share", "r:bytes", "type", "line", "method"),
                profile.allocations().sites().stream()
                        .filter(site -> site.site().isPresent())
                        .limit(top)
                        .toList(),
                (AllocationSite site) ->
                        List.of(
                                percent(site.bytes() / all),
                                bytes(site.bytes()),
                                shortType(site.type()),
                                place(site.site()),
                                method(site.site())));
    }

    Optional<Section> heap() {
        Heap heap = profile.heap();
        if (heap.peakBytes() == 0) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        text.append("peak ").append(Quantity.bytes(heap.peakBytes()));
        if (heap.maxBytes() > 0) {
            text.append(" of at most ").append(Quantity.bytes(heap.maxBytes()));
        }
        text.append("; ").append(Quantity.count(heap.collections(), "collection", "collections"));
        text.append(" stopped the program for ").append(percent(heap.gcShare()));
        if (heap.shape() != Shape.UNKNOWN) {
            text.append("; what stays alive is ")
                    .append(
                            switch (heap.shape()) {
                                case FLAT -> "flat";
                                case SAWTOOTH -> "a sawtooth";
                                case GROWING -> "growing";
                                case UNKNOWN -> "";
                            });
        }
        return Optional.of(
                new Section(
                        "Memory",
                        List.of(text.toString()),
                        columns("r:share", "r:bytes", "type", "kept by", "line"),
                        heap.peak().stream()
                                .limit(top)
                                .map((HeapPart part) ->
                                        List.of(
                                                percent(part.share()),
                                                Quantity.bytes(part.bytes()),
                                                shortType(part.type()),
                                                part.holder(),
                                                place(part.site())))
                                .toList()));
    }

    Optional<Section> leaks() {
        return section(
                "Old objects and who keeps them",
                List.of(),
                columns("r:bytes", "type", "line", "chain to the root"),
                profile.leaks().stream()
                        .filter(leak -> leak.samples() > 1)
                        .limit(Math.max(1, top / 2))
                        .toList(),
                (Leak leak) ->
                        List.of(
                                Quantity.bytes(leak.bytes()),
                                shortType(leak.type()),
                                place(leak.site()),
                                String.join(" <- ", leak.chain())));
    }
}
