package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Unit;
import dev.venturi.profile.LockSite;
import java.util.Set;

/// A thread of a pool waits for tasks it gave to a pool: threads that only wait, and a deadlock
/// when both are the same pool and it is full.
final class NestedPools extends WaitSymptom {
    private static final long FEWEST_TIMES = 5;

    NestedPools() {
        super(
                "nested-pools",
                "jdk.ThreadPark",
                "threshold=200 us",
                "Let one pool do all the work: split the tasks where they are submitted, compose"
                        + " them with CompletableFuture.thenCombine, or run the outer tasks on virtual"
                        + " threads.");
    }

    @Override
    public Set<String> explains() {
        return Set.of("sequential-work", "more-threads-than-cores");
    }

    @Override
    boolean is(LockSite lock) {
        return Waits.forResult(lock) && Waits.inPool(lock);
    }

    @Override
    boolean counts(Waits waits, double share) {
        return waits.times() >= FEWEST_TIMES && share >= CpuSymptom.FEWEST;
    }

    @Override
    String summary(Waits waits, double share) {
        return "%d threads of a pool spend %s of their time at %s waiting for tasks of a pool (%s)."
                .formatted(
                        waits.threads(),
                        Unit.SHARE.show(share),
                        waits.site().place(),
                        waits.called());
    }

    @Override
    Evidence evidence(Waits waits) {
        return Evidence.of()
                .number("waitSeconds", "waited", waits.seconds(), Unit.SECONDS)
                .number("times", "times", waits.times(), Unit.COUNT)
                .number("threads", "threads that wait", waits.threads(), Unit.COUNT)
                .text("called", "called", waits.called())
                .text("waiting", "in", waits.most().group())
                .build();
    }
}
