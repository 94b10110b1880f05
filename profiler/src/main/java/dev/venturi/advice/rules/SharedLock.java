package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Unit;
import dev.venturi.profile.LockSite;
import dev.venturi.profile.Site;
import java.util.Optional;
import java.util.Set;

/// Threads wait for a lock that another one holds.
final class SharedLock extends WaitSymptom {
    private static final long FEWEST_TIMES = 3;
    private static final double FEWEST_SECONDS = 1;
    private static final double FEWEST_OF_TASKS = 0.10;

    SharedLock() {
        super(
                "shared-lock",
                "jdk.JavaMonitorEnter",
                "threshold=100 us",
                "Do the work before taking the lock and hold it only for the change; give each"
                        + " thread its own state and combine at the end, or use LongAdder,"
                        + " ConcurrentHashMap, or one lock per key.");
    }

    @Override
    public Set<String> explains() {
        return Set.of("sequential-work", "more-threads-than-cores");
    }

    @Override
    boolean is(LockSite lock) {
        return lock.kind().isContention() && !Waits.forPermit(lock);
    }

    @Override
    boolean counts(Waits waits, double share) {
        return waits.times() >= FEWEST_TIMES && share >= CpuSymptom.FEWEST;
    }

    @Override
    String summary(Waits waits, double share) {
        return summary(waits, share, "their time");
    }

    @Override
    Optional<String> note(Waits waits, double share) {
        return waits.times() >= FEWEST_TIMES
                        && waits.seconds() >= FEWEST_SECONDS
                        && share >= FEWEST_OF_TASKS
                ? Optional.of(summary(waits, share, "the time in which they have a task"))
                : Optional.empty();
    }

    private static String summary(Waits waits, double share, String time) {
        String type = waits.most().lockType();
        return "%d threads wait %s of %s at %s for a lock%s."
                .formatted(
                        waits.threads(),
                        Unit.SHARE.show(share),
                        time,
                        waits.site().place(),
                        type.isEmpty() ? "" : " (" + type + ")");
    }

    @Override
    Evidence evidence(Waits waits) {
        LockSite most = waits.most();
        return Evidence.of()
                .number("waitSeconds", "waited", waits.seconds(), Unit.SECONDS)
                .number("times", "times", waits.times(), Unit.COUNT)
                .number("longestSeconds", "longest", most.longestSeconds(), Unit.SECONDS)
                .number("threads", "threads", waits.threads(), Unit.COUNT)
                .text("lockType", "lock", most.lockType())
                .text("heldAt", "held at", most.holder().map(Site::place).orElse(""))
                .build();
    }
}
