package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A thread of a pool waits for tasks it gave to a pool: threads that only wait, and a deadlock
/// when both are the same pool and it is full.
final class NestedPools implements Rule {
    private static final long FEWEST_TIMES = 5;

    @Override
    public String id() {
        return "nested-pools";
    }

    @Override
    public Set<String> explains() {
        return Set.of("sequential-work", "more-threads-than-cores");
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.ThreadPark")) {
            return new Verdict.NotEnoughData(
                    "jdk.ThreadPark",
                    "record with venturi profile, or set jdk.ThreadPark#threshold=200 us");
        }
        List<Finding> findings = new ArrayList<>();
        for (Waits waits : Waits.of(profile, lock -> Waits.forResult(lock) && Waits.inPool(lock))) {
            double share = waits.share(profile);
            if (waits.times() >= FEWEST_TIMES && share >= CpuSymptom.FEWEST) {
                findings.add(finding(waits, share));
            }
        }
        return Verdict.of(findings);
    }

    private Finding finding(Waits waits, double share) {
        String called = CpuBySymptom.shortName(waits.most().stack().beneathUser().getLast());
        Evidence evidence =
                Evidence.of()
                        .number("waitSeconds", "waited", waits.seconds(), Unit.SECONDS)
                        .number("times", "times", waits.times(), Unit.COUNT)
                        .number("threads", "threads that wait", waits.threads(), Unit.COUNT)
                        .text("called", "called", called)
                        .text("waiting", "in", waits.most().group())
                        .build();
        String summary =
                "%d threads of a pool spend %s of their time at %s waiting for tasks of a pool (%s)."
                        .formatted(
                                waits.threads(),
                                Unit.SHARE.show(share),
                                waits.site().place(),
                                called);
        return new Finding(
                id(),
                Severity.ofShare(share),
                share,
                summary,
                evidence,
                waits.site(),
                "Let one pool do all the work: split the tasks where they are submitted, compose"
                        + " them with CompletableFuture.thenCombine, or run the outer tasks on virtual"
                        + " threads.");
    }
}
