package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.LockSite;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Threads wait for a lock that another one holds.
final class SharedLock implements Rule {
    private static final long FEWEST_TIMES = 3;

    @Override
    public String id() {
        return "shared-lock";
    }

    @Override
    public Set<String> explains() {
        return Set.of("sequential-work", "more-threads-than-cores");
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.JavaMonitorEnter")) {
            return new Verdict.NotEnoughData(
                    "jdk.JavaMonitorEnter",
                    "record with venturi profile, or set jdk.JavaMonitorEnter#threshold=100 us");
        }
        List<Finding> findings = new ArrayList<>();
        for (Waits waits : Waits.of(profile, l -> l.kind().isContention() && !Waits.forPermit(l))) {
            double share = waits.share(profile);
            if (waits.times() >= FEWEST_TIMES && share >= CpuSymptom.FEWEST) {
                findings.add(finding(waits, share));
            }
        }
        return Verdict.of(findings);
    }

    private Finding finding(Waits waits, double share) {
        LockSite most = waits.most();
        Evidence.Builder evidence =
                Evidence.of()
                        .number("waitSeconds", "waited", waits.seconds(), Unit.SECONDS)
                        .number("times", "times", waits.times(), Unit.COUNT)
                        .number("longestSeconds", "longest", most.longestSeconds(), Unit.SECONDS)
                        .number("threads", "threads", waits.threads(), Unit.COUNT)
                        .text("lockType", "lock", most.lockType())
                        .text("heldAt", "held at", most.holder().map(Site::place).orElse(""));
        String summary =
                "%d threads wait %s of their time at %s for a lock%s."
                        .formatted(
                                waits.threads(),
                                Unit.SHARE.show(share),
                                waits.site().place(),
                                most.lockType().isEmpty() ? "" : " (" + most.lockType() + ")");
        return new Finding(
                id(),
                Severity.ofShare(share),
                share,
                summary,
                evidence.build(),
                waits.site(),
                "Do the work before taking the lock and hold it only for the change; give each"
                        + " thread its own state and combine at the end, or use LongAdder,"
                        + " ConcurrentHashMap, or one lock per key.");
    }
}
