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
import java.util.Set;

/// Numbers are wrapped into objects in a loop.
///
/// The wrapping is mostly compiled into the line itself, so beside frames of `valueOf` it is seen
/// by what the line allocates: where half of the bytes are wrapped numbers, the line's time is
/// theirs in that proportion, of which half is taken, since the line does something with the
/// numbers too.
final class BoxingInHotLoop extends CpuSymptom {
    private static final double FEWEST_BYTES_PER_SECOND = 20e6;
    private static final double FEWEST_OF_LINE = 0.5;

    private static final Set<String> BOXES =
            Set.of(
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Double",
                    "java.lang.Float",
                    "java.lang.Short",
                    "java.lang.Byte",
                    "java.lang.Character",
                    "java.lang.Boolean");

    BoxingInHotLoop() {
        super(
                "boxing-in-hot-loop",
                "wrapping numbers into objects",
                "Keep primitive values: arrays instead of lists, IntStream instead of"
                        + " Stream<Integer>, a small class with a long field or a primitive map"
                        + " instead of Map<.., Long>.");
    }

    @Override
    boolean starts(Frame frame) {
        return frame.method().equals("valueOf") && BOXES.contains(frame.type());
    }

    @Override
    boolean yields() {
        return true;
    }

    @Override
    void addMore(Profile profile, List<Finding> findings) {
        Map<Site, Double> boxed = new HashMap<>();
        Map<Site, Double> all = new HashMap<>();
        for (AllocationSite site : profile.allocations().sites()) {
            if (site.site().isPresent()) {
                all.merge(site.site().get(), site.bytes(), Double::sum);
                if (BOXES.contains(site.type())) {
                    boxed.merge(site.site().get(), site.bytes(), Double::sum);
                }
            }
        }
        double seconds = Figures.duration(profile);
        for (Map.Entry<Site, Double> entry : boxed.entrySet()) {
            Site site = entry.getKey();
            double bytes = entry.getValue();
            double part = bytes / all.getOrDefault(site, bytes);
            double share =
                    Figures.busyShare(profile)
                            * CpuBySymptom.of(profile).owned(site)
                            / profile.cpu().samples()
                            * part
                            / 2;
            if (bytes / seconds >= FEWEST_BYTES_PER_SECOND
                    && part >= FEWEST_OF_LINE
                    && share >= FEWEST) {
                findings.removeIf(f -> f.site().equals(site));
                findings.add(byAllocation(site, share, bytes / seconds, part));
            }
        }
    }

    private Finding byAllocation(Site site, double share, double bytesPerSecond, double part) {
        Evidence evidence =
                Evidence.of()
                        .number(
                                "boxedBytesPerSecond",
                                "wrapped numbers",
                                bytesPerSecond,
                                Unit.BYTES_PER_SECOND)
                        .number("boxedShareOfLine", "of what the line allocates", part, Unit.SHARE)
                        .build();
        String summary =
                "%s wraps numbers into objects: %s of them, %s of what the line allocates."
                        .formatted(
                                site.place(),
                                Unit.BYTES_PER_SECOND.show(bytesPerSecond),
                                Unit.SHARE.show(part));
        return new Finding(id(), Severity.ofShare(share), share, summary, evidence, site, remedy());
    }
}
