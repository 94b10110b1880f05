package dev.venturi.recording;

import dev.venturi.profile.RecordingOptions.LineTrust;
import java.io.IOException;
import java.util.List;

/// Starts and stops a recording in another JVM.
interface Recorder {
    /// Begins.
    ///
    /// @throws CaptureException when the JVM refuses
    void start() throws IOException, InterruptedException;

    /// Ends, and has the file written.
    ///
    /// @throws CaptureException when the JVM refuses
    void stop() throws IOException;

    /// What the user should know, one sentence each.
    List<String> notes();

    /// What it knows of lines beyond the recording.
    LineTrust trust();
}
