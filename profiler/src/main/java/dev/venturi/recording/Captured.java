package dev.venturi.recording;

import dev.venturi.profile.GpuReading;
import dev.venturi.profile.RecordingOptions.LineTrust;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What came of a recording.
///
/// @param exitCode of the program, 128 + signal when it was killed; 0 for one that goes on
/// @param measures of the program; empty for one that was not started by us
/// @param direct whether the program is the JVM itself, so that its measures are those of the
///   recorded process
/// @param recording the file; empty when there is none
/// @param trust whether code was compiled with lines between safepoints, where we know more than
///   the recording says
/// @param commandLine of the program, secrets replaced
/// @param startedIn the directory in which the program was started
/// @param gpu how busy the GPU of the machine was meanwhile; empty where there is none
/// @param notes what the user should know, one sentence each
/// @param failure why there is no recording, or not all of it
public record Captured(
        int exitCode,
        Optional<Measures> measures,
        boolean direct,
        Optional<Path> recording,
        LineTrust trust,
        String commandLine,
        Path startedIn,
        List<GpuReading> gpu,
        List<String> notes,
        Optional<CaptureException> failure) {
    /// Copies the lists.
    public Captured {
        gpu = List.copyOf(gpu);
        notes = List.copyOf(notes);
    }
}
