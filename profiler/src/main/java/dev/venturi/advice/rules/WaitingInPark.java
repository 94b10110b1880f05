package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.profile.LockSite;

/// A thread with something to hand over or to do is parked: a queue is full, permits are out,
/// others have not arrived. Waiting for work is no symptom.
final class WaitingInPark extends WaitSymptom {
    private static final long FEWEST_TIMES = 3;

    WaitingInPark() {
        super(
                "waiting-in-park",
                "jdk.ThreadPark",
                "threshold=200 us",
                "Make the other side faster or give it more threads; more permits or a longer queue"
                        + " help only against bursts.");
    }

    @Override
    boolean is(LockSite lock) {
        return Waits.forPermit(lock);
    }

    @Override
    boolean counts(Waits waits, double share) {
        return waits.times() >= FEWEST_TIMES && share >= Severity.ADVICE_FROM;
    }

    @Override
    String summary(Waits waits, double share) {
        return "%s is parked %s of the time in %s."
                .formatted(waits.site().place(), Unit.SHARE.show(share), waits.called());
    }

    @Override
    Evidence evidence(Waits waits) {
        return Evidence.of()
                .number("waitSeconds", "waited", waits.seconds(), Unit.SECONDS)
                .number("times", "times", waits.times(), Unit.COUNT)
                .number("threads", "threads", waits.threads(), Unit.COUNT)
                .text("called", "called", waits.called())
                .text("parkedOn", "parked on", waits.most().lockType())
                .build();
    }
}
