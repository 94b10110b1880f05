package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Phases from what was summed up: of threads, of stages, of the user's methods.
final class PhaseList {
    private static final double DOMINANT = 0.5;

    /// A thread that is neither on a core nor seen waiting waits where no event looks.
    private static final double UNSEEN = 0.8;

    private static final double IDLE = 0.9;

    private static final double SHORTEST = 0.01;

    private PhaseList() {}

    /// Threads that did something, or waited for more than their next task.
    static List<Phase> ofThreads(List<ThreadUse> groups) {
        List<Phase> phases = new ArrayList<>();
        for (ThreadUse group : groups) {
            double busy = group.cpuSeconds() + group.ioSeconds() + group.lockSeconds();
            double seconds = group.lastSecond() - group.firstSecond();
            if (busy >= SHORTEST || group.waitSeconds() >= SHORTEST) {
                phases.add(
                        phase(
                                group.name(),
                                Phase.Source.THREADS,
                                seconds,
                                Math.max(busy + group.waitSeconds(), awake(group)),
                                group.cpuSeconds(),
                                group.ioSeconds(),
                                group.lockSeconds(),
                                group.waitSeconds()));
            }
        }
        return sorted(phases);
    }

    /// Seconds in which threads had a task; all of their time where they hardly ever had one, so
    /// that a few milliseconds of work do not make an idle thread CPU-bound.
    private static double awake(ThreadUse group) {
        return group.idleSeconds() > IDLE * group.aliveSeconds()
                ? group.aliveSeconds()
                : group.aliveSeconds() - group.idleSeconds();
    }

    /// Stages that the program told of: what all threads did in their time.
    ///
    /// @param cpu the slices of the sampler that counts
    /// @param scale from sampled CPU seconds to CPU seconds
    static List<Phase> ofStages(
            List<EngineFold.Interval> intervals, Slices slices, Slices.Kind cpu, double scale) {
        List<Phase> phases = new ArrayList<>();
        for (String stage :
                intervals.stream().map(EngineFold.Interval::stage).distinct().toList()) {
            double seconds = 0;
            double[] sums = new double[4];
            for (EngineFold.Interval interval : intervals) {
                if (interval.stage().equals(stage)) {
                    seconds += interval.to() - interval.from();
                    sums[0] += scale * within(slices, cpu, interval);
                    sums[1] += within(slices, Slices.Kind.IO, interval);
                    sums[2] += within(slices, Slices.Kind.LOCK, interval);
                    sums[3] += within(slices, Slices.Kind.WAIT, interval);
                }
            }
            double all = sums[0] + sums[1] + sums[2] + sums[3];
            phases.add(
                    phase(
                            stage,
                            Phase.Source.STAGE,
                            seconds,
                            Math.max(seconds, all),
                            sums[0],
                            sums[1],
                            sums[2],
                            sums[3]));
        }
        return sorted(phases);
    }

    /// A slice counts for the part of it that lies inside.
    private static double within(Slices slices, Slices.Kind kind, EngineFold.Interval interval) {
        double sum = 0;
        for (int i = 0; i < slices.used(); i++) {
            double from = Math.max(interval.from(), i * slices.step());
            double to = Math.min(interval.to(), (i + 1) * slices.step());
            if (to > from) {
                sum += slices.sum(kind, i) * (to - from) / slices.step();
            }
        }
        return sum;
    }

    /// The user's methods.
    ///
    /// @param sampler which of two samplers counts
    static List<Phase> ofMethods(
            List<PhaseFold.Totals> totals, int sampler, double scale, List<String> notSeen) {
        List<Phase> phases = new ArrayList<>();
        for (PhaseFold.Totals total : totals) {
            double cpu = (total.cpu[sampler] + total.cpuInIo[sampler]) * scale;
            double all = cpu + total.io + total.lock + total.wait;
            if (all == 0) {
                notSeen.add(
                        "phase %s: %s stands on no stack; a phase is package.Class.method, as a stack trace names it"
                                .formatted(total.name, total.method));
                continue;
            }
            phases.add(
                    phase(
                            total.name,
                            Phase.Source.METHOD,
                            total.seconds(),
                            all,
                            total.cpu[sampler] * scale,
                            total.io,
                            total.lock,
                            total.wait));
        }
        return sorted(phases);
    }

    private static List<Phase> sorted(List<Phase> phases) {
        phases.sort(
                Comparator.comparingDouble((Phase phase) ->
                                phase.cpuSeconds()
                                        + phase.ioSeconds()
                                        + phase.lockSeconds()
                                        + phase.waitSeconds())
                        .reversed()
                        .thenComparing(Phase::name));
        return phases;
    }

    private static Phase phase(
            String name,
            Phase.Source source,
            double seconds,
            double threadSeconds,
            double cpu,
            double io,
            double lock,
            double wait) {
        double all = Math.max(threadSeconds, 1e-9);
        double unseen = Math.max(0, threadSeconds - cpu - io - lock - wait);
        // what no event explains: waits below the thresholds, or a core that others had
        Bound bound =
                unseen > UNSEEN * all
                        ? Bound.WAIT
                        : cpu >= DOMINANT * (all - unseen)
                                ? Bound.CPU
                                : io >= DOMINANT * (all - unseen)
                                        ? Bound.IO
                                        : lock >= DOMINANT * (all - unseen)
                                                ? Bound.LOCK
                                                : wait >= DOMINANT * (all - unseen)
                                                        ? Bound.WAIT
                                                        : Bound.MIXED;
        String evidence =
                String.format(
                        Locale.ROOT,
                        "of %.2f thread seconds %.0f %% on a core, %.0f %% in I/O, %.0f %% waiting for locks, %.0f %% waiting otherwise, %.0f %% not explained by events",
                        threadSeconds,
                        100 * cpu / all,
                        100 * io / all,
                        100 * lock / all,
                        100 * wait / all,
                        100 * unseen / all);
        return new Phase(
                name, source, seconds, threadSeconds, cpu, io, lock, wait, bound, evidence);
    }
}
