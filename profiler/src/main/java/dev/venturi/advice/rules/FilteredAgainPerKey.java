package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import dev.venturi.profile.StackCount;
import dev.venturi.profile.Tier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A whole data set is gone through once for each key, to find the rows of that key.
///
/// Two forms: `filter` of a stream, seen by the frames of the filter; and a loop over a collection
/// that compares, seen by a method whose samples fall on an iterator and on `equals`. That it
/// happens again and again follows from the time: one pass over all that the heap can hold is
/// short.
final class FilteredAgainPerKey extends CpuSymptom {
    private static final double FEWEST_TIMES = 10;
    private static final double SECONDS_PER_ELEMENT = 10e-9;

    /// Of a method's samples, those on the iterator and those on comparisons.
    private static final double FEWEST_ON_ITERATOR = 0.02;

    /// Of the samples in a stream, those on its filter; as many on files make it no stream of what
    /// is in memory.
    private static final double FEWEST_ON_FILTER = 0.10;

    private static final double FEWEST_ON_EQUALS = 0.10;

    /// Where the class file has to tell of the iterator.
    private static final double MOSTLY_EQUALS = 0.50;

    FilteredAgainPerKey() {
        super(
                "filtered-again-per-key",
                "filtering a whole data set",
                "Group the rows once before the loop (Collectors.groupingBy, or a HashMap from key"
                        + " to rows) and look each key up.");
    }

    @Override
    boolean starts(Frame frame) {
        return frame.type().startsWith("java.util.stream.");
    }

    @Override
    boolean yields() {
        return true;
    }

    /// The class of the stage that `Stream.filter` adds, the same from Java 8 to 25.
    @Override
    boolean marks(Frame frame) {
        return frame.type().startsWith("java.util.stream.ReferencePipeline$2");
    }

    @Override
    boolean callsBack() {
        return true;
    }

    @Override
    boolean holds(Profile profile, Hotspot spot) {
        return spot.marked() >= FEWEST_ON_FILTER * spot.samples()
                && spot.reading() < FEWEST_ON_FILTER * spot.samples()
                && passes(profile, spot.samples()) >= FEWEST_TIMES;
    }

    @Override
    void evidence(Profile profile, Hotspot spot, Evidence.Builder evidence) {
        evidence.number(
                "leastPasses", "passes at least", passes(profile, spot.samples()), Unit.COUNT);
    }

    /// A lower bound: the time over that of one pass over as many references as the live heap
    /// holds.
    private static double passes(Profile profile, long samples) {
        double once = Figures.mostLiveBytes(profile) / 16 * SECONDS_PER_ELEMENT;
        return Figures.seconds(profile, samples) / once;
    }

    /// The samples of one method, calls of accessors and comparisons included.
    private static final class Loop {
        long samples;
        long iterator;
        long equals;
        final Map<Site, Long> comparing = new HashMap<>();
    }

    @Override
    void addMore(Profile profile, List<Finding> findings) {
        Map<String, Loop> loops = new HashMap<>();
        for (StackCount stack : profile.cpu().stacks()) {
            count(stack.stack().frames(), stack.samples(), loops);
        }
        loops.forEach((method, loop) -> {
            double share = Figures.busyShare(profile) * loop.samples / profile.cpu().samples();
            if (share >= FEWEST
                    && compares(profile, method, loop)
                    && passes(profile, loop.samples) >= FEWEST_TIMES) {
                findings.add(found(profile, loop, share));
            }
        });
    }

    /// Whether the loop goes over an iterator and compares. Code that was compiled without lines
    /// between safepoints has samples on comparisons only.
    private static boolean compares(Profile profile, String method, Loop loop) {
        if (loop.iterator >= FEWEST_ON_ITERATOR * loop.samples) {
            return loop.equals >= FEWEST_ON_EQUALS * loop.samples;
        }
        return profile.capture().tier() == Tier.METHODS
                && profile.cpu().iterating().contains(method)
                && loop.equals >= MOSTLY_EQUALS * loop.samples;
    }

    /// Gives a sample to the nearest method of the application that is not itself a callee of its
    /// own loop: accessors and `equals` of small classes are compiled into it.
    private static void count(List<Frame> frames, long samples, Map<String, Loop> loops) {
        boolean equals = false;
        boolean iterator = false;
        for (int i = 0; i < frames.size() && i < 8; i++) {
            Frame frame = frames.get(i);
            if (!frame.user()) {
                equals |= frame.method().equals("equals");
                iterator |= isIterator(frame);
                continue;
            }
            Loop loop = loops.computeIfAbsent(frame.qualifiedMethod(), _ -> new Loop());
            loop.samples += samples;
            if (equals) {
                loop.equals += samples;
                loop.comparing.merge(Site.of(frame), samples, Long::sum);
            }
            if (iterator) {
                loop.iterator += samples;
            }
            if (!frame.method().equals("equals")) {
                return;
            }
            equals = true;
        }
    }

    private static boolean isIterator(Frame frame) {
        return switch (frame.method()) {
            case "hasNext", "next", "checkForComodification", "nextNode" ->
                    frame.type().startsWith("java.util.");
            default -> false;
        };
    }

    private Finding found(Profile profile, Loop loop, double share) {
        Site site =
                loop.comparing.entrySet().stream()
                        .max(
                                Map.Entry.<Site, Long>comparingByValue()
                                        .thenComparing(e -> e.getKey().place()))
                        .orElseThrow()
                        .getKey();
        double passes = passes(profile, loop.samples);
        Evidence evidence =
                Evidence.of()
                        .number(
                                "cpuSeconds",
                                "CPU time",
                                Figures.seconds(profile, loop.samples),
                                Unit.SECONDS)
                        .number("samples", "samples", loop.samples, Unit.COUNT)
                        .number(
                                "onComparisons",
                                "on comparisons",
                                (double) loop.equals / loop.samples,
                                Unit.SHARE)
                        .number(
                                "onIterator",
                                "on the iterator",
                                (double) loop.iterator / loop.samples,
                                Unit.SHARE)
                        .number("leastPasses", "passes at least", passes, Unit.COUNT)
                        .build();
        String summary =
                "A loop compares every element of a collection at %s, at least %s times over all there is."
                        .formatted(site.place(), Unit.COUNT.show(Math.floor(passes)));
        return new Finding(id(), Severity.ofShare(share), share, summary, evidence, site, remedy());
    }
}
