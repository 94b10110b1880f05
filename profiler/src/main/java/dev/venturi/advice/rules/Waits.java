package dev.venturi.advice.rules;

import dev.venturi.profile.Frame;
import dev.venturi.profile.LockKind;
import dev.venturi.profile.LockSite;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import dev.venturi.profile.ThreadUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What threads wait for in one method of the application, all lines together: interpreted code
/// tells of the line after the one that compiled code tells of.
///
/// @param site the line with most of it
/// @param most the part with most seconds
/// @param threads how many different ones, at least
record Waits(Site site, LockSite most, long times, double seconds, int threads) {
    /// The methods with waits of one sort, most seconds first.
    static List<Waits> of(Profile profile, Predicate<LockSite> sort) {
        Map<String, List<LockSite>> byMethod = new LinkedHashMap<>();
        for (LockSite lock : profile.locks()) {
            if (lock.site().isPresent() && sort.test(lock)) {
                byMethod.computeIfAbsent(lock.site().get().method(), _ -> new ArrayList<>())
                        .add(lock);
            }
        }
        List<Waits> all = new ArrayList<>();
        byMethod.values().forEach(locks -> all.add(together(locks)));
        all.sort(Comparator.comparingDouble(Waits::seconds).reversed());
        return all;
    }

    private static Waits together(List<LockSite> locks) {
        long times = 0;
        double seconds = 0;
        int threads = 0;
        LockSite most = locks.get(0);
        for (LockSite lock : locks) {
            times += lock.times();
            seconds += lock.seconds();
            threads = Math.max(threads, lock.threads());
            most = lock.seconds() > most.seconds() ? lock : most;
        }
        return new Waits(most.site().orElseThrow(), most, times, seconds, threads);
    }

    /// The method that the application called to wait, for the part with most seconds.
    String called() {
        return CpuBySymptom.shortName(most.stack().beneathUser().getLast());
    }

    /// The part of their time that these threads wait here.
    double share(Profile profile) {
        return Math.min(1, seconds / Figures.duration(profile) / Math.max(1, threads));
    }

    /// The part of the time in which the threads of their group had a task; 0 when not known.
    double shareOfTasks(Profile profile) {
        double awake = 0;
        for (ThreadUse use : profile.threads().groups()) {
            if (use.name().equals(most.group())) {
                awake += use.aliveSeconds() - use.idleSeconds();
            }
        }
        return awake <= 0 ? 0 : Math.min(1, seconds / awake);
    }

    /// Whether a thread waits for room, for a permit or for others to arrive, and not for a lock.
    static boolean forPermit(LockSite lock) {
        for (Frame frame : lock.stack().beneathUser()) {
            boolean queue =
                    frame.type().startsWith("java.util.concurrent.")
                            && (frame.type().endsWith("Queue") || frame.type().endsWith("Deque"));
            if (queue
                    && (frame.method().startsWith("put")
                            || frame.method().startsWith("offer")
                            || frame.method().equals("transfer"))) {
                return true;
            }
            switch (frame.type()) {
                case "java.util.concurrent.Semaphore",
                        "java.util.concurrent.CyclicBarrier",
                        "java.util.concurrent.Phaser",
                        "java.util.concurrent.Exchanger" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /// Whether a thread waits for the result of another one's work.
    static boolean forResult(LockSite lock) {
        if (lock.kind() != LockKind.PARK && lock.kind() != LockKind.WAIT) {
            return false;
        }
        for (Frame frame : lock.stack().beneathUser()) {
            switch (frame.type()) {
                case "java.util.concurrent.FutureTask",
                        "java.util.concurrent.CompletableFuture",
                        "java.util.concurrent.ForkJoinTask",
                        "java.util.concurrent.AbstractExecutorService",
                        "java.util.concurrent.ExecutorCompletionService",
                        "java.util.concurrent.CountDownLatch" -> {
                    return true;
                }
                case "java.lang.Thread" -> {
                    if (frame.method().equals("join")) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /// Whether the waiting thread is one of a pool, with a task of the application to do.
    static boolean inPool(LockSite lock) {
        for (Frame frame : lock.stack().frames()) {
            if (frame.type().equals("java.util.concurrent.ThreadPoolExecutor$Worker")
                    || frame.type().equals("java.util.concurrent.ForkJoinWorkerThread")) {
                return true;
            }
        }
        return false;
    }
}
