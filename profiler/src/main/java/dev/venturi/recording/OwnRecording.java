package dev.venturi.recording;

import dev.venturi.profile.RecordingOptions.LineTrust;
import dev.venturi.profile.Sampler;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;

/// A recording of the JVM we run in, with the settings that other programs are recorded with.
public final class OwnRecording implements Closeable {
    private static final Duration PATH_SEARCH = Duration.ofSeconds(1);

    private final Recording recording;

    private OwnRecording(Recording recording) {
        this.recording = recording;
    }

    /// Begins.
    public static OwnRecording start() {
        int feature = Runtime.version().feature();
        Sampler sampler = RecordingSettings.bestSampler(feature, System.getProperty("os.name"));
        Recording recording = new Recording();
        recording.setName("venturi");
        recording.setSettings(
                RecordingSettings.of(feature, sampler, List.of(), PATH_SEARCH).values());
        recording.setMaxSize(CaptureRequest.USUAL_BYTES);
        recording.start();
        return new OwnRecording(recording);
    }

    /// Ends it.
    ///
    /// @param directory where the file goes
    public Captured stop(PrivateDirectory directory) throws IOException {
        Path file = directory.resolve("own.jfr");
        recording.stop();
        recording.dump(file);
        return new Captured(
                0,
                Optional.empty(),
                true,
                Optional.of(file),
                LineTrust.UNKNOWN,
                "",
                Path.of(""),
                List.of(),
                List.of(),
                Optional.empty());
    }

    @Override
    public void close() {
        recording.close();
    }
}
