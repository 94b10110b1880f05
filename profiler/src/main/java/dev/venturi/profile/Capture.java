package dev.venturi.profile;

import java.time.Instant;
import java.util.List;

/// How a recording was made, of what, and how far to trust it.
///
/// @param tier how far lines can be trusted
/// @param tierReason why it is that tier, as a sentence
/// @param sampler what took the CPU samples
/// @param intervalMillis between two CPU samples of a thread; NaN when unknown
/// @param start of the first event
/// @param durationSeconds from the first event to the last
/// @param cpuSeconds CPU time of the process in that time; NaN when not recorded
/// @param cores hardware threads the program could use; 0 when not recorded
/// @param machineCores hardware threads of the machine, whether the program may use them or not; 0
///   when not recorded
/// @param throttledShare share of the periods of the scheduler in which the program had used up its
///   quota of CPU time and stood still for the rest; NaN without quota or when not recorded
/// @param coresUsed [#cpuSeconds] by the time in which they were used, [#durationSeconds] or, where
///   the process was measured, all of its run; NaN when not recorded
/// @param jvm name and version of the JVM; empty when not recorded
/// @param javaVersion its feature version, such as 17; 0 when not recorded
/// @param commandLine main class or jar, with arguments, secrets replaced; empty when not recorded
/// @param jvmArguments options of the JVM, secrets replaced; empty when not recorded
/// @param debugNonSafepoints whether the JVM ran with -XX:+DebugNonSafepoints
/// @param userCode which classes are the application's, as a sentence
/// @param events how many events were read
/// @param losses what the recording lost or left out, one sentence each
public record Capture(
        Tier tier,
        String tierReason,
        Sampler sampler,
        double intervalMillis,
        Instant start,
        double durationSeconds,
        double cpuSeconds,
        int cores,
        int machineCores,
        double throttledShare,
        double coresUsed,
        String jvm,
        int javaVersion,
        String commandLine,
        String jvmArguments,
        boolean debugNonSafepoints,
        String userCode,
        long events,
        List<String> losses) {
    /// Copies the list.
    public Capture {
        losses = List.copyOf(losses);
    }
}
