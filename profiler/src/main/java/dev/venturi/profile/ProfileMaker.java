package dev.venturi.profile;

import dev.venturi.profile.RecordingOptions.ProcessTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Makes the profile of what a [Pass] has collected.
final class ProfileMaker {
    private final Pass pass;
    private final int sampler;
    private final SampleFold samples;
    private final double duration;
    private final int cores;
    private final double cpuSeconds;

    /// From sampled to real CPU seconds.
    private final double scale;

    private final double threadCores;

    private final List<String> notSeen = new ArrayList<>();

    ProfileMaker(Pass pass) {
        this.pass = pass;
        sampler = pass.samples[Pass.CPU_TIME].all() > 0 ? Pass.CPU_TIME : Pass.EXECUTION;
        samples = pass.samples[sampler];
        duration = pass.chunks.seconds();
        cores = pass.machine.cores();
        double counted =
                samples.valid() == 0 ? 1 : (1 + lostShare()) * samples.all() / samples.valid();
        cpuSeconds =
                pass.options
                        .process()
                        .map(ProcessTimes::cpuSeconds)
                        .orElseGet(() -> cpuSeconds(counted));
        threadCores = threadCores();
        // execution samples also hit threads that wait for a core
        boolean tooMany = cpuSeconds > 0 && cpuSeconds < samples.seconds();
        scale =
                sampler == Pass.EXECUTION && tooMany
                        ? counted * cpuSeconds / samples.seconds()
                        : counted;
    }

    /// The load of the process where it was recorded, what was sampled before and after.
    private double cpuSeconds(double counted) {
        MachineFacts machine = pass.machine;
        double sampled = samples.seconds() * (1 + lostShare());
        if (machine.machineCores() == 0
                || Double.isNaN(machine.loadFrom())
                || machine.loadUntil() <= machine.loadFrom()) {
            return samples.all() == 0 ? Double.NaN : sampled;
        }
        double known = machine.loadSum() * machine.machineCores();
        double outside = 0;
        for (int i = 0; i < pass.slices.used(); i++) {
            double middle = (i + 0.5) * pass.slices.step();
            if (middle < machine.loadFrom() || middle > machine.loadUntil()) {
                outside += pass.slices.sum(cpuKind(), i) * counted;
            }
        }
        double seen = known + outside;
        if (sampler == Pass.CPU_TIME) {
            return Math.max(seen, sampled);
        }
        // a sampler that competes with many threads for a core takes far fewer samples than it
        // should; the load of threads is told at their end as well
        double alike = known * duration / (machine.loadUntil() - machine.loadFrom());
        return Math.max(seen, Math.min(alike, cores * threadLoads()));
    }

    /// Seconds of all the cores of the program, by the load of its threads.
    private double threadLoads() {
        return pass.threads.byGroup().values().stream()
                .flatMap(List::stream)
                .mapToDouble(thread -> thread.load)
                .filter(load -> !Double.isNaN(load))
                .sum();
    }

    /// What shares of the load of threads refer to: the cores that the JVM sees. A recording tells
    /// of a limit by a container, not of one by affinity; but threads cannot take more than all.
    private double threadCores() {
        double loads = threadLoads();
        return cores * loads > cpuSeconds ? cpuSeconds / loads : cores;
    }

    private double lostShare() {
        return samples.all() == 0 ? 0 : (double) samples.lost() / samples.all();
    }

    private Slices.Kind cpuKind() {
        return sampler == Pass.CPU_TIME ? Slices.Kind.CPU : Slices.Kind.CPU_EXECUTION;
    }

    Profile profile() {
        Cpu cpu = samples.cpu(new IteratorLoops(pass.jvm.sources()::classFile));
        pass.oldObjects.lastLive(pass.heap.lastLive());
        List<HeapPart> parts = pass.oldObjects.parts(pass.heap.peak());
        Heap heap = pass.heap.heap(duration, parts);
        AllocationFold allocations =
                pass.sampledAllocations.samples() > 0
                        ? pass.sampledAllocations
                        : pass.tlabAllocations;
        Threads threads = threads();
        List<Phase> phases = new ArrayList<>();
        phases.addAll(PhaseList.ofMethods(pass.phases.phases(), sampler, scale, notSeen));
        phases.addAll(PhaseList.ofStages(pass.engine.intervals(), pass.slices, cpuKind(), scale));
        phases.addAll(PhaseList.ofThreads(threads.groups()));
        Capture capture = capture(cpu);
        NotSeen.add(notSeen, pass, capture, threads);
        return new Profile(
                capture,
                cpu,
                phases,
                threads,
                allocations.allocations(duration),
                heap,
                pass.oldObjects.leaks(),
                pass.io.sites(pass.settings),
                pass.locks.sites(),
                pass.exceptions.exceptions(pass.settings.isThrottled("jdk.JavaExceptionThrow")),
                TimelineMaker.of(
                        pass.slices,
                        cpuKind(),
                        duration,
                        pass.machine.machineCores(),
                        scale,
                        pass::second,
                        pass.options.gpu()),
                pass.engine.stages(),
                pass.counts.counts(),
                pass.seen,
                pass.settings.enabled(),
                notSeen);
    }

    private Sampler samplerName() {
        if (samples.all() == 0) {
            return Sampler.NONE;
        }
        if (sampler == Pass.CPU_TIME) {
            return Sampler.JFR_CPU_TIME;
        }
        return pass.machine.isAsync() ? Sampler.ASYNC_PROFILER : Sampler.JFR_EXECUTION;
    }

    private double intervalMillis(Sampler name) {
        return switch (name) {
            case NONE -> Double.NaN;
            case JFR_CPU_TIME -> 1e3 * samples.seconds() / samples.all();
            default -> 1e3 * pass.machine.executionPeriod(pass.settings);
        };
    }

    private Capture capture(Cpu cpu) {
        MachineFacts machine = pass.machine;
        Sampler name = samplerName();
        LineTrustworthiness trust =
                LineTrustworthiness.of(
                        name, cpu, machine.hasDebugInformation(), pass.options.trust());
        List<String> losses = new ArrayList<>(pass.options.losses());
        if (machine.bytesLost() > 0) {
            losses.add("%,d bytes of events were lost in the JVM".formatted(machine.bytesLost()));
        }
        if (samples.lost() > 0) {
            losses.add(
                    "%s lost, beside %,d that were kept"
                            .formatted(
                                    samples.lost() == 1
                                            ? "1 CPU sample was"
                                            : "%,d CPU samples were".formatted(samples.lost()),
                                    samples.all()));
        }
        if (cpu.biasedDropped() > 0) {
            losses.add(
                    "%,d biased CPU samples were left out: their top frame is wrong"
                            .formatted(cpu.biasedDropped()));
        }
        if (pass.stacks.folded() > 0) {
            losses.add(
                    "%,d rare stacks were folded to the application's frames"
                            .formatted(pass.stacks.folded()));
        }
        return new Capture(
                trust.tier(),
                trust.reason(),
                name,
                intervalMillis(name),
                pass.chunks.start(),
                duration,
                cpuSeconds,
                cores,
                machine.machineCores(),
                machine.throttledShare(),
                coresUsed(),
                machine.jvm(),
                machine.javaVersion(),
                machine.command(),
                machine.jvmArguments(),
                machine.hasDebugInformation(),
                pass.jvm.userCode().describe(),
                pass.events,
                losses);
    }

    /// Of the time in which that CPU time was used: the start of the JVM is not recorded.
    private double coresUsed() {
        double wall = pass.options.process().map(ProcessTimes::wallSeconds).orElse(0.0);
        double seconds = Math.max(duration, wall);
        return seconds > 0 ? cpuSeconds / seconds : Double.NaN;
    }

    private Threads threads() {
        List<ThreadUse> groups = new ArrayList<>();
        for (Map.Entry<String, List<ThreadTable.Entry>> entry : pass.threads.byGroup().entrySet()) {
            List<ThreadTable.Entry> members =
                    entry.getValue().stream().filter(thread -> !thread.ours).toList();
            ThreadUse use = members.isEmpty() ? null : use(entry.getKey(), members);
            if (use != null && use.firstSecond() <= use.lastSecond()) {
                groups.add(use);
            }
        }
        groups.sort(
                Comparator.comparingDouble(ThreadUse::cpuSeconds)
                        .thenComparingDouble(ThreadUse::ioSeconds)
                        .reversed()
                        .thenComparing(ThreadUse::name));
        List<Double> busy = busyShare();
        double mean = busy.isEmpty() ? Double.NaN : 0;
        for (int i = 0; i < busy.size(); i++) {
            mean += i * busy.get(i);
        }
        return new Threads(
                groups,
                pass.machine.peakThreads(),
                pass.machine.started(),
                pass.virtualSeen,
                pass.pinned,
                pass.pinnedSeconds,
                busy,
                mean);
    }

    private ThreadUse use(String name, List<ThreadTable.Entry> members) {
        double cpu = 0;
        double io = 0;
        double lock = 0;
        double wait = 0;
        double idle = 0;
        double alive = 0;
        long hits = 0;
        double first = Double.MAX_VALUE;
        double last = -1;
        boolean virtual = false;
        for (ThreadTable.Entry thread : members) {
            double sampled = thread.sampledSeconds[sampler] * scale;
            double load = thread.load * threadCores;
            double all = Double.isNaN(load) || load == 0 ? sampled : load;
            // time inside of reads and writes is theirs, though it may be on a core
            double inIo = sampled == 0 ? 0 : thread.sampledIo[sampler] * scale / sampled * all;
            cpu += thread.io > 0 ? Math.max(0, all - inIo) : all;
            io += thread.io > 0 ? thread.io : 0;
            lock += thread.lock;
            wait += thread.wait;
            idle += thread.idle;
            alive += Math.max(0, Math.min(thread.last, duration) - thread.first);
            hits += thread.samples[sampler];
            first = Math.min(first, thread.first);
            last = Math.max(last, thread.last);
            virtual |= thread.virtual;
        }
        return new ThreadUse(
                name,
                members.size(),
                virtual,
                hits,
                cpu,
                io,
                lock,
                wait,
                idle,
                alive,
                first,
                Math.min(last, Math.max(duration, first)));
    }

    private List<Double> busyShare() {
        Slices slices = pass.slices;
        int used = Math.min(slices.used(), (int) Math.ceil(duration / slices.step()));
        if (samples.valid() == 0 || used == 0) {
            return List.of();
        }
        int most = 0;
        for (int i = 0; i < used; i++) {
            most = Math.max(most, slices.busyThreads(i));
        }
        long[] counts = new long[most + 1];
        for (int i = 0; i < used; i++) {
            counts[slices.busyThreads(i)]++;
        }
        List<Double> shares = new ArrayList<>();
        for (long count : counts) {
            shares.add((double) count / used);
        }
        return shares;
    }
}
