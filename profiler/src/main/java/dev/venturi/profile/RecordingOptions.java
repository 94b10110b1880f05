package dev.venturi.profile;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How a recording is read, and what is known beyond it.
///
/// @param applications prefixes of the application's classes; empty to find out: [UserCode]
/// @param phases names of phases by the method that is one: `com.acme.Batch.load` to `loading`
/// @param redaction takes secrets out of command lines, paths and addresses; what the model holds
///   has gone through it
/// @param directory where the program was started, for its class path; empty for our own directory
/// @param trust what whoever captured knows of lines; [LineTrust#UNKNOWN] leaves it to the
///   recording
/// @param process what the system says of the process, of all of its run; else CPU time is made of
///   the recording
/// @param gpu of the machine, in the order of time; empty where none was seen
/// @param losses what the capture left out, one sentence each
public record RecordingOptions(
        List<String> applications,
        Map<String, String> phases,
        UnaryOperator<String> redaction,
        Path directory,
        LineTrust trust,
        Optional<ProcessTimes> process,
        List<GpuReading> gpu,
        List<String> losses) {
    /// Nothing is known beyond the recording.
    public static final RecordingOptions DEFAULTS =
            new RecordingOptions(
                    List.of(),
                    Map.of(),
                    Redaction::text,
                    Path.of(""),
                    LineTrust.UNKNOWN,
                    Optional.empty(),
                    List.of(),
                    List.of());

    /// What is known of lines beyond the recording.
    public enum LineTrust {
        /// Nothing.
        UNKNOWN,
        /// Code was compiled with debug information at all places.
        TRUSTED,
        /// The JVM had been running without it.
        UNTRUSTED
    }

    /// Times of a process from its start to its end, which is longer than its recording: the JVM
    /// starts before it.
    public record ProcessTimes(double cpuSeconds, double wallSeconds) {}

    /// Copies the collections.
    public RecordingOptions {
        applications = List.copyOf(applications);
        phases = new LinkedHashMap<>(phases);
        gpu = List.copyOf(gpu);
        losses = List.copyOf(losses);
    }

    /// With these [#applications].
    public RecordingOptions withApplications(List<String> value) {
        return new RecordingOptions(
                value, phases, redaction, directory, trust, process, gpu, losses);
    }

    /// With these [#phases].
    public RecordingOptions withPhases(Map<String, String> value) {
        return new RecordingOptions(
                applications, value, redaction, directory, trust, process, gpu, losses);
    }

    /// With this [#redaction].
    public RecordingOptions withRedaction(UnaryOperator<String> value) {
        return new RecordingOptions(
                applications, phases, value, directory, trust, process, gpu, losses);
    }

    /// With this [#directory].
    public RecordingOptions withDirectory(Path value) {
        return new RecordingOptions(
                applications, phases, redaction, value, trust, process, gpu, losses);
    }

    /// With this [#trust].
    public RecordingOptions withTrust(LineTrust value) {
        return new RecordingOptions(
                applications, phases, redaction, directory, value, process, gpu, losses);
    }

    /// With these times of the [#process].
    public RecordingOptions withProcess(ProcessTimes value) {
        return new RecordingOptions(
                applications, phases, redaction, directory, trust, Optional.of(value), gpu, losses);
    }

    /// With these values of the [#gpu].
    public RecordingOptions withGpu(List<GpuReading> value) {
        return new RecordingOptions(
                applications, phases, redaction, directory, trust, process, value, losses);
    }

    /// With these [#losses].
    public RecordingOptions withLosses(List<String> value) {
        return new RecordingOptions(
                applications, phases, redaction, directory, trust, process, gpu, value);
    }
}
