package dev.venturi.profile;

import java.util.List;
import java.util.Locale;

/// What a recording cannot show, so that nobody takes its silence for an answer.
final class NotSeen {
    private NotSeen() {}

    static void add(List<String> notes, Pass pass, Capture capture, Threads threads) {
        switch (capture.sampler()) {
            case JFR_CPU_TIME ->
                    notes.add(
                            "native code and the kernel: CPU samples name the Java method that called them (--deep shows them)");
            case JFR_EXECUTION ->
                    notes.add(
                            "CPU time inside native methods and the kernel: execution samples see Java code, of a few threads at a time");
            case ASYNC_PROFILER -> {}
            case NONE ->
                    notes.add(
                            "CPU time: no event jdk.CPUTimeSample (JDK 25 on Linux) or jdk.ExecutionSample");
        }
        if (pass.machine.isAsync() && pass.seen.contains("jdk.JVMInformation")) {
            notes.add(
                    "files, sockets, collections and exceptions: async-profiler's own recording has no such events");
        } else {
            ofEvents(notes, pass);
        }
        if (threads.virtualSeen()) {
            notes.add("virtual threads that wait for synchronized: JFR has no event for them");
        }
        if (!pass.options.phases().isEmpty() && capture.sampler() == Sampler.NONE) {
            notes.add("CPU time of phases: there are no CPU samples");
        }
        notes.add("SQL statements, connection pools, endpoints: they need the agent");
    }

    private static void ofEvents(List<String> notes, Pass pass) {
        off(notes, pass, "jdk.FileRead", "reads of files");
        off(notes, pass, "jdk.FileWrite", "writes of files");
        off(notes, pass, "jdk.SocketRead", "reads from the network");
        off(notes, pass, "jdk.JavaMonitorEnter", "waiting for synchronized");
        off(notes, pass, "jdk.ThreadPark", "waiting for locks, futures and queues");
        off(notes, pass, "jdk.JavaExceptionThrow", "which exceptions are thrown where");
        off(notes, pass, "jdk.GCHeapSummary", "the heap before and after collections");
        off(notes, pass, "jdk.OldObjectSample", "which objects stay alive, and who keeps them");
        if (pass.sampledAllocations.samples() == 0 && pass.tlabAllocations.samples() == 0) {
            off(notes, pass, "jdk.ObjectAllocationSample", "what is allocated where");
        }
        threshold(notes, pass, "jdk.JavaMonitorEnter", "waits for synchronized");
        threshold(notes, pass, "jdk.ThreadPark", "waits for locks, futures and queues");
        threshold(notes, pass, "jdk.FileRead", "reads of files");
        threshold(notes, pass, "jdk.FileWrite", "writes of files");
        threshold(notes, pass, "jdk.SocketRead", "reads from the network");
        for (String event : List.of("jdk.FileRead", "jdk.FileWrite", "jdk.SocketRead")) {
            if (pass.settings.isThrottled(event) && pass.seen.contains(event)) {
                notes.add(
                        "all calls: of %s at most %s were recorded; numbers and bytes are lower bounds"
                                .formatted(event, pass.settings.of(event, "throttle")));
            }
        }
        if (pass.seen.contains("jdk.OldObjectSample")
                && "0 ns".equals(pass.settings.of("jdk.OldObjectSample", "cutoff"))) {
            notes.add(
                    "who keeps old objects: paths to roots were off (jdk.OldObjectSample#cutoff, or path-to-gc-roots=true)");
        }
    }

    private static void off(List<String> notes, Pass pass, String event, String what) {
        if (!pass.settings.isEnabled(event) && !pass.seen.contains(event)) {
            notes.add("%s: the event %s was off".formatted(what, event));
        }
    }

    private static void threshold(List<String> notes, Pass pass, String event, String what) {
        double seconds = pass.settings.threshold(event);
        if (seconds > 0 && pass.settings.isEnabled(event)) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "%s shorter than %s ms: the threshold of %s",
                            what,
                            seconds >= 1e-3
                                    ? String.valueOf(Math.round(seconds * 1e3))
                                    : String.valueOf(Math.round(seconds * 1e6) / 1e3),
                            event));
        }
    }
}
