package dev.venturi.advice.rules;

import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.Allocations;
import dev.venturi.profile.Capture;
import dev.venturi.profile.Cpu;
import dev.venturi.profile.Exceptions;
import dev.venturi.profile.Frame;
import dev.venturi.profile.FrameKind;
import dev.venturi.profile.Heap;
import dev.venturi.profile.Leak;
import dev.venturi.profile.LineShare;
import dev.venturi.profile.LockSite;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Sampler;
import dev.venturi.profile.Site;
import dev.venturi.profile.Stack;
import dev.venturi.profile.StackCount;
import dev.venturi.profile.ThreadUse;
import dev.venturi.profile.Threads;
import dev.venturi.profile.Tier;
import dev.venturi.profile.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Profiles put together by hand.
final class Made {
    private Made() {}

    /// A recording of nothing at all.
    static Profile nothing() {
        return of(Cpu.NONE, Sampler.NONE, 0, Set.of());
    }

    /// Ten seconds of one thread, with these stacks and every event watched.
    static Profile stacks(StackCount... stacks) {
        long samples = 0;
        for (StackCount stack : stacks) {
            samples += stack.samples();
        }
        Cpu cpu = new Cpu(samples, 0, 0, List.of(stacks), List.of(), List.of(), Set.of());
        return of(
                cpu,
                Sampler.JFR_CPU_TIME,
                samples / 100.0,
                Set.of(
                        "jdk.FileRead",
                        "jdk.FileWrite",
                        "jdk.SocketRead",
                        "jdk.ThreadPark",
                        "jdk.JavaMonitorEnter",
                        "jdk.GarbageCollection",
                        "jdk.GCHeapSummary",
                        "jdk.ObjectAllocationSample",
                        "jdk.OldObjectSample"));
    }

    /// The same in a recording of another length.
    static Profile lasting(Profile profile, double seconds) {
        return of(profile.cpu(), profile.capture().sampler(), seconds, profile.events());
    }

    /// The same with lines.
    static Profile withLines(Profile profile, LineShare... lines) {
        Cpu cpu = profile.cpu();
        Capture capture = profile.capture();
        return of(
                new Cpu(cpu.samples(), 0, 0, cpu.stacks(), List.of(lines), List.of(), Set.of()),
                capture.sampler(),
                capture.durationSeconds(),
                profile.events());
    }

    /// A line of the application.
    static LineShare line(String method, int line, double self, double total, long samples) {
        Site site = new Site("B.java", line, method);
        return new LineShare(site, self, total, 0, 1, samples, true);
    }

    /// The same, done by one thread.
    static Profile oneThread(Profile p) {
        Threads threads = new Threads(List.of(), 1, 1, false, 0, 0, List.of(), 1);
        return with(p, threads, p.allocations(), p.heap(), p.leaks(), p.locks());
    }

    /// The same with a heap and what is old in it.
    static Profile withLeaks(Profile p, Heap heap, Leak... leaks) {
        return with(p, p.threads(), p.allocations(), heap, List.of(leaks), p.locks());
    }

    /// The same with one place that allocates.
    static Profile allocating(Profile p, AllocationSite site) {
        double rate = site.bytes() / p.capture().durationSeconds();
        Allocations all = new Allocations(site.bytes(), rate, site.samples(), List.of(site));
        return with(p, p.threads(), all, p.heap(), p.leaks(), p.locks());
    }

    /// The same with threads of one group that wait for a lock at one line.
    static Profile waiting(Profile p, ThreadUse use, LockSite lock) {
        Threads threads = new Threads(List.of(use), 1, 1, false, 0, 0, List.of(), 1);
        return with(p, threads, p.allocations(), p.heap(), p.leaks(), List.of(lock));
    }

    private static Profile with(
            Profile p,
            Threads threads,
            Allocations allocations,
            Heap heap,
            List<Leak> leaks,
            List<LockSite> locks) {
        return new Profile(
                p.capture(),
                p.cpu(),
                p.phases(),
                threads,
                allocations,
                heap,
                leaks,
                p.io(),
                locks,
                p.exceptions(),
                p.timeline(),
                p.engine(),
                p.counts(),
                p.events(),
                p.enabled(),
                p.notSeen());
    }

    private static Profile of(Cpu cpu, Sampler sampler, double seconds, Set<String> events) {
        Capture capture =
                new Capture(
                        Tier.LINES,
                        "",
                        sampler,
                        10,
                        Instant.EPOCH,
                        seconds,
                        seconds,
                        2,
                        2,
                        Double.NaN,
                        1,
                        "",
                        25,
                        "",
                        "",
                        true,
                        "",
                        0,
                        List.of());
        return new Profile(
                capture,
                cpu,
                List.of(),
                Threads.NONE,
                Allocations.NONE,
                Heap.NONE,
                List.of(),
                List.of(),
                List.of(),
                Exceptions.NONE,
                Timeline.NONE,
                List.of(),
                List.of(),
                events,
                Set.of(),
                List.of());
    }

    /// A stack from its top, methods as `java.lang.String.split`; those that begin with an asterisk
    /// are the application's, at the line after the colon: `*a.B.c:12`.
    static StackCount stack(long samples, String... methods) {
        List<Frame> frames = new ArrayList<>();
        for (String text : methods) {
            boolean user = text.startsWith("*");
            int colon = text.indexOf(':');
            String name = text.substring(user ? 1 : 0, colon < 0 ? text.length() : colon);
            int dot = name.lastIndexOf('.');
            frames.add(
                    new Frame(
                            name.substring(0, dot),
                            name.substring(dot + 1),
                            user ? "B.java" : "",
                            colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1)),
                            FrameKind.COMPILED,
                            user));
        }
        return new StackCount(new Stack(frames, false), "main", samples);
    }
}
