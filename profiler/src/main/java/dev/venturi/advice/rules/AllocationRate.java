package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.Cpu;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A line allocates much, and it shows in its time: memory has to be zeroed and collected.
///
/// Objects that die young are nearly free, so many bytes alone are only a note.
final class AllocationRate implements Rule {
    /// Bytes that a core zeroes in a second; rather more than most do.
    private static final double ZEROED_PER_SECOND = 6e9;

    private static final double NOTE_FROM = 300e6;
    private static final double ADVICE_FROM = 1e9;

    @Override
    public String id() {
        return "allocation-rate";
    }

    @Override
    public Verdict evaluate(Profile profile) {
        boolean sampled = profile.allocations().samples() > 0; // async-profiler's have another name
        if (!sampled && !profile.watched("jdk.ObjectAllocationSample")) {
            return new Verdict.NotEnoughData(
                    "jdk.ObjectAllocationSample",
                    "record with venturi profile, or settings=profile");
        }
        Map<Site, Double> bytes = new HashMap<>();
        Map<Site, AllocationSite> most = new HashMap<>();
        for (AllocationSite site : profile.allocations().sites()) {
            if (site.site().isPresent()) {
                bytes.merge(site.site().get(), site.bytes(), Double::sum);
                most.putIfAbsent(site.site().get(), site);
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<Site, Double> entry : bytes.entrySet()) {
            double rate = entry.getValue() / Figures.runningSeconds(profile);
            if (rate >= NOTE_FROM) {
                AllocationSite site = most.get(entry.getKey());
                if (site != null) {
                    findings.add(finding(profile, entry.getKey(), rate, site.type()));
                }
            }
        }
        findings.sort((a, b) -> Double.compare(b.share(), a.share()));
        return Verdict.of(findings);
    }

    private Finding finding(Profile profile, Site site, double rate, String type) {
        Cpu cpu = profile.cpu();
        double line =
                cpu.samples() == 0
                        ? 0
                        : Figures.busyShare(profile)
                                * CpuBySymptom.of(profile).owned(site)
                                / cpu.samples();
        double ofAll =
                rate
                        / Math.max(
                                rate,
                                profile.allocations().bytes() / Figures.runningSeconds(profile));
        double zeroing = rate / ZEROED_PER_SECOND;
        double share = Math.min(1, Math.max(line, zeroing) + profile.heap().gcShare() * ofAll);
        Severity severity =
                rate >= ADVICE_FROM && share >= Severity.ADVICE_FROM
                        ? Severity.ADVICE
                        : Severity.INFO;
        Evidence evidence =
                Evidence.of()
                        .number("bytesPerSecond", "allocated", rate, Unit.BYTES_PER_SECOND)
                        .number("shareOfAll", "of all that is allocated", ofAll, Unit.SHARE)
                        .number(
                                "timeShare",
                                "time of the line and of collecting",
                                share,
                                Unit.SHARE)
                        .text("type", "mostly", type)
                        .build();
        String summary =
                "%s allocates %s, mostly %s."
                        .formatted(site.place(), Unit.BYTES_PER_SECOND.show(rate), type);
        return new Finding(
                id(),
                severity,
                share,
                summary,
                evidence,
                site,
                "Make the object once outside the loop and reuse it, give it the size that is"
                        + " needed, or work on the data where it is.");
    }
}
