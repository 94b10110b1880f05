package dev.venturi.advice.rules;

import dev.venturi.advice.Severity;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.Capture;
import dev.venturi.profile.Cpu;
import dev.venturi.profile.Heap;
import dev.venturi.profile.LivePoint;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Sampler;
import dev.venturi.profile.ThreadUse;

/// Figures that several rules need.
final class Figures {
    private Figures() {}

    /// So many valid samples are needed to say anything; of lines with fewer the interval decides.
    static final int FEWEST_SAMPLES = 20;

    /// The machine has nothing left to give when so much of it is in use.
    private static final double FULL = 0.8;

    /// Standing still in so many periods of the scheduler is more than a burst at the start.
    private static final double OFTEN = 0.1;

    /// How much of the time at least one thread's worth of Java code was computing, 0..1. It turns
    /// shares of the CPU samples into shares of the run: all of the samples of a program that
    /// mostly sleeps are not much. A program that has to wait for cores computes less than it
    /// would: then it is CPU time over CPU time and known waits.
    static double busyShare(Profile profile) {
        Cpu cpu = profile.cpu();
        Capture capture = profile.capture();
        double seconds = seconds(profile, cpu.samples() + cpu.biasedDropped() + cpu.failed());
        if (Double.isNaN(seconds) || capture.durationSeconds() <= 0) {
            return 1;
        }
        double busy = Math.min(1, seconds / capture.durationSeconds());
        if (!waitsForCores(profile)) {
            return busy;
        }
        double waits = 0;
        for (ThreadUse use : profile.threads().groups()) {
            waits += use.ioSeconds() + use.lockSeconds() + use.waitSeconds();
        }
        return Math.max(busy, seconds / (seconds + Math.max(0, waits)));
    }

    /// Whether the program is not given the cores it could use: the machine has hardly one to
    /// spare, with all that runs on it, or the program's quota is used up.
    static boolean waitsForCores(Profile profile) {
        return profile.capture().throttledShare() >= OFTEN || machineFull(profile);
    }

    private static boolean machineFull(Profile profile) {
        double used =
                profile.timeline().machine().stream()
                        .mapToDouble(Double::doubleValue)
                        .filter(Double::isFinite)
                        .average()
                        .orElse(0);
        int cores = profile.capture().machineCores();
        return cores > 0 && used >= FULL * cores;
    }

    /// Mean number of platform threads that had something to compute, whether a core was theirs or
    /// not: their time less all that they were seen to wait for. Waits too short to be recorded
    /// make it too high.
    ///
    /// @param fewestSamples of a thread, to be counted; or as much CPU time, for a sampler that
    ///   competes with them for a core takes fewer than it should
    static double runnableThreads(Profile profile, long fewestSamples) {
        double seconds = 0;
        for (ThreadUse use : profile.threads().groups()) {
            long needed = fewestSamples * use.threads();
            boolean atWork =
                    use.samples() >= needed
                            || 1_000 * use.cpuSeconds()
                                    >= needed * profile.capture().intervalMillis();
            if (!use.virtual() && atWork) {
                double waits =
                        use.ioSeconds() + use.lockSeconds() + use.waitSeconds() + use.idleSeconds();
                seconds += Math.max(0, use.aliveSeconds() - waits);
            }
        }
        return seconds / duration(profile);
    }

    /// CPU time behind a number of samples; NaN when the interval is not known.
    static double seconds(Profile profile, long samples) {
        return samples * profile.capture().intervalMillis() / 1000;
    }

    /// Whether so little was computed that few samples are no wonder.
    static boolean idle(Profile profile) {
        return profile.capture().sampler() != Sampler.NONE
                && busyShare(profile) < Severity.ADVICE_FROM;
    }

    static Verdict fewSamples(Profile profile) {
        String event =
                profile.capture().javaVersion() >= 25
                                && profile.capture().sampler() != Sampler.JFR_EXECUTION
                        ? "jdk.CPUTimeSample"
                        : "jdk.ExecutionSample";
        return new Verdict.NotEnoughData(
                event,
                "a longer run: %d valid samples were taken, %d are needed"
                        .formatted(profile.cpu().samples(), FEWEST_SAMPLES));
    }

    /// More than the application's data can ever have been at one time: the highest use of the heap
    /// after a collection; without collections all that was allocated.
    static double mostLiveBytes(Profile profile) {
        Heap heap = profile.heap();
        double most = 0;
        for (LivePoint point : heap.liveSet()) {
            most = Math.max(most, (double) point.bytes());
        }
        if (most == 0) {
            most = Math.max((double) heap.peakBytes(), profile.allocations().bytes());
        }
        return Math.max(most, 1e6);
    }

    /// Length of the recording, never 0.
    static double duration(Profile profile) {
        return Math.max(profile.capture().durationSeconds(), 1e-3);
    }

    /// Length of the recording; on a machine that others keep busy the time that the program itself
    /// could compute, by which rates are comparable.
    static double runningSeconds(Profile profile) {
        double cpu = profile.capture().cpuSeconds();
        boolean hindered = machineFull(profile) && cpu > 0 && cpu < duration(profile);
        return hindered ? cpu : duration(profile);
    }
}
