package dev.venturi.cli.report;

import static dev.venturi.cli.report.JsonParts.list;
import static dev.venturi.cli.report.JsonParts.number;
import static dev.venturi.cli.report.JsonParts.site;
import static dev.venturi.cli.report.JsonParts.stack;

import dev.venturi.json.JsonValue;
import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.GcPause;
import dev.venturi.profile.Heap;
import dev.venturi.profile.HeapPart;
import dev.venturi.profile.Leak;
import dev.venturi.profile.LivePoint;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What a report says of memory, in JSON: allocation, the heap, what is kept.
final class MemoryJson {
    private static final int LIVE_POINTS = 1_000;

    private MemoryJson() {}

    static JsonValue allocation(AllocationSite allocation) {
        return JsonValue.object()
                .with("type", allocation.type())
                .with("site", site(allocation.site()))
                .with("bytes", Math.round(allocation.bytes()))
                .with("samples", allocation.samples())
                .with("stack", stack(allocation.stack()))
                .build();
    }

    static JsonValue heap(Heap heap) {
        return JsonValue.object()
                .with("peakBytes", heap.peakBytes())
                .with("maxBytes", heap.maxBytes())
                .with("peak", list(heap.peak(), MemoryJson::part))
                .with("liveSet", list(thinned(heap.liveSet()), MemoryJson::point))
                .with("shape", heap.shape().name().toLowerCase(Locale.ROOT))
                .with("growthBytesPerSecond", number(heap.growthBytesPerSecond()))
                .with("gcSeconds", number(heap.gcSeconds()))
                .with("gcShare", number(heap.gcShare()))
                .with("collections", heap.collections())
                .with("collector", heap.collector())
                .with("longestPauses", list(heap.pauses(), MemoryJson::pause))
                .build();
    }

    private static List<LivePoint> thinned(List<LivePoint> points) {
        int step = 1 + points.size() / LIVE_POINTS;
        return step == 1
                ? points
                : IntStream.range(0, points.size())
                        .filter(i -> i % step == 0)
                        .mapToObj(points::get)
                        .toList();
    }

    private static JsonValue part(HeapPart part) {
        return JsonValue.object()
                .with("type", part.type())
                .with("bytes", part.bytes())
                .with("share", number(part.share()))
                .with("holder", JsonValue.of(part.holder().isEmpty() ? null : part.holder()))
                .with("site", site(part.site()))
                .with("exactness", part.exactness().name().toLowerCase(Locale.ROOT))
                .build();
    }

    private static JsonValue point(LivePoint point) {
        return JsonValue.object()
                .with("second", number(point.second()))
                .with("bytes", point.bytes())
                .with("full", JsonValue.of(point.full()))
                .build();
    }

    private static JsonValue pause(GcPause pause) {
        return JsonValue.object()
                .with("second", number(pause.second()))
                .with("seconds", number(pause.seconds()))
                .with("name", pause.name())
                .with("cause", pause.cause())
                .build();
    }

    static JsonValue leak(Leak leak) {
        return JsonValue.object()
                .with("type", leak.type())
                .with("chain", JsonValue.texts(leak.chain()))
                .with("root", leak.root())
                .with("site", site(leak.site()))
                .with("samples", leak.samples())
                .with("bytes", leak.bytes())
                .with("elements", leak.elements())
                .with("firstSecond", number(leak.firstSecond()))
                .with("lastSecond", number(leak.lastSecond()))
                .build();
    }
}
