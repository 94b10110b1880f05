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

/// A thread with something to hand over or to do is parked: a queue is full, permits are out,
/// others have not arrived. Waiting for work is no symptom.
final class WaitingInPark implements Rule {
    private static final long FEWEST_TIMES = 3;

    @Override
    public String id() {
        return "waiting-in-park";
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.ThreadPark")) {
            return new Verdict.NotEnoughData(
                    "jdk.ThreadPark",
                    "record with venturi profile, or set jdk.ThreadPark#threshold=200 us");
        }
        List<Finding> findings = new ArrayList<>();
        for (Waits waits : Waits.of(profile, Waits::forPermit)) {
            double share = waits.share(profile);
            if (waits.times() >= FEWEST_TIMES && share >= Severity.ADVICE_FROM) {
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
                        .number("threads", "threads", waits.threads(), Unit.COUNT)
                        .text("called", "called", called)
                        .text("parkedOn", "parked on", waits.most().lockType())
                        .build();
        String summary =
                "%s is parked %s of the time in %s."
                        .formatted(waits.site().place(), Unit.SHARE.show(share), called);
        return new Finding(
                id(),
                Severity.ofShare(share),
                share,
                summary,
                evidence,
                waits.site(),
                "Make the other side faster or give it more threads; more permits or a longer queue"
                        + " help only against bursts.");
    }
}
