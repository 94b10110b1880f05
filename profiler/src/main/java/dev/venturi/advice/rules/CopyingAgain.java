package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whole collections, arrays or texts are copied again and again. Growth by doubling is no symptom.
final class CopyingAgain extends CpuSymptom {
    private static final double FEWEST_TIMES = 4;

    /// Slower than any memory copies.
    private static final double BYTES_PER_SECOND = 0.5e9;

    /// What a core copies and zeroes in a second; rather more than most do.
    private static final double COPIED_PER_SECOND = 4e9;

    CopyingAgain() {
        super(
                "copying-again",
                "copying",
                "Hand out a read-only view instead of a copy "
                        + "(Collections.unmodifiableList), collect into one StringBuilder or list "
                        + "outside the loop, and give its size when it is known.");
    }

    @Override
    boolean starts(Frame frame) {
        String method = frame.method();
        return switch (frame.type()) {
            case "java.util.Arrays" -> method.startsWith("copyOf");
            case "java.util.ArrayList" ->
                    switch (method) {
                        case "<init>", "addAll", "toArray", "fastRemove", "clone" -> true;
                        default -> false;
                    };
            case "java.util.List", "java.util.Set", "java.util.Map" -> method.equals("copyOf");
            case "java.util.LinkedList" -> method.equals("addAll") || method.equals("toArray");
            case "java.util.HashMap" -> method.equals("putMapEntries") || method.equals("clone");
            case "java.util.HashSet", "java.util.AbstractCollection", "java.util.TreeMap" ->
                    method.equals("addAll") || method.equals("toArray") || method.equals("putAll");
            case "java.util.concurrent.CopyOnWriteArrayList" ->
                    method.equals("add") || method.equals("remove") || method.equals("addIfAbsent");
            case "java.lang.StringConcatHelper" -> true;
            case "java.lang.String" -> method.equals("concat") || method.equals("toCharArray");
            case "java.lang.StringBuilder", "java.lang.StringBuffer" ->
                    method.equals("insert")
                            || method.equals("deleteCharAt")
                            || method.equals("delete");
            case "java.io.ByteArrayOutputStream" -> method.equals("toByteArray");
            case "java.lang.System" -> method.equals("arraycopy");
            case "java.lang.Object" -> method.equals("clone");
            default -> false;
        };
    }

    @Override
    boolean holds(Profile profile, Hotspot spot) {
        return times(profile, spot) >= FEWEST_TIMES;
    }

    @Override
    void evidence(Profile profile, Hotspot spot, Evidence.Builder evidence) {
        evidence.number("leastTimes", "done at least so often", times(profile, spot), Unit.COUNT);
    }

    /// A lower bound: the time over that of one copy of the whole live heap.
    private static double times(Profile profile, Hotspot spot) {
        double once = Figures.mostLiveBytes(profile) / BYTES_PER_SECOND;
        return Figures.seconds(profile, spot.samples()) / once;
    }

    /// Adds lines whose copies the sampler misses, since they are made in stubs without a frame: by
    /// what they allocate.
    @Override
    void addMore(Profile profile, List<Finding> findings) {
        Map<Site, Double> copied = new HashMap<>();
        Map<Site, String> called = new HashMap<>();
        for (AllocationSite site : profile.allocations().sites()) {
            Optional<Frame> copy = copy(site.stack().beneathUser());
            if (site.site().isPresent() && copy.isPresent()) {
                copied.merge(site.site().get(), site.bytes(), Double::sum);
                called.putIfAbsent(site.site().get(), CpuBySymptom.shortName(copy.get()));
            }
        }
        double seconds = Figures.runningSeconds(profile);
        copied.forEach((site, bytes) -> {
            double share = Math.min(1, bytes / seconds / COPIED_PER_SECOND);
            boolean known =
                    findings.stream().anyMatch(f -> f.site().equals(site) && f.share() >= share);
            if (share >= FEWEST
                    && bytes >= FEWEST_TIMES * Figures.mostLiveBytes(profile)
                    && !known) {
                findings.removeIf(f -> f.site().equals(site));
                findings.add(
                        byAllocation(site, share, bytes / seconds, called.getOrDefault(site, "")));
            }
        });
    }

    /// The frame that makes the copy, unless something that is no copy, such as a sort, called it.
    private static Optional<Frame> copy(List<Frame> beneath) {
        for (int i = beneath.size() - 1; i >= 0; i--) {
            for (CpuSymptom symptom : StandardRules.CPU) {
                if (symptom.starts(beneath.get(i))) {
                    return symptom instanceof CopyingAgain
                            ? Optional.of(beneath.get(i))
                            : Optional.empty();
                }
            }
            if (isGrowth(beneath.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Growth by a factor copies each element about twice in all.
    private static boolean isGrowth(Frame frame) {
        return frame.method().equals("grow")
                || frame.method().equals("resize")
                || frame.method().startsWith("ensureCapacity")
                || frame.method().equals("newCapacity");
    }

    private Finding byAllocation(Site site, double share, double bytesPerSecond, String called) {
        Evidence evidence =
                Evidence.of()
                        .number(
                                "copiedBytesPerSecond",
                                "copied",
                                bytesPerSecond,
                                Unit.BYTES_PER_SECOND)
                        .number("timeShare", "of the time, about", share, Unit.SHARE)
                        .text("called", "called", called)
                        .build();
        String summary =
                "%s makes copies of %s (%s)."
                        .formatted(
                                site.place(), Unit.BYTES_PER_SECOND.show(bytesPerSecond), called);
        return new Finding(id(), Severity.ofShare(share), share, summary, evidence, site, remedy());
    }
}
