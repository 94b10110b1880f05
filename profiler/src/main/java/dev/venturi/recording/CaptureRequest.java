package dev.venturi.recording;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a user asks of a recording.
///
/// @param delay recording starts so long after the program
/// @param duration recording ends so long after it began; the program goes on
/// @param maxBytes the newest so many bytes are kept
/// @param counts methods whose calls are counted
/// @param deep whether async-profiler takes part
public record CaptureRequest(
        Optional<Duration> delay,
        Optional<Duration> duration,
        long maxBytes,
        List<String> counts,
        boolean deep) {
    /// Kept without `--max-size`: about an hour of a busy program.
    public static final long USUAL_BYTES = 256L << 20;

    /// Copies the list.
    ///
    /// @throws CaptureException when what is to be counted is no method
    public CaptureRequest {
        counts = List.copyOf(counts);
        RecordingSettings.check(counts);
    }

    /// Nothing special.
    public static CaptureRequest usual() {
        return new CaptureRequest(
                Optional.empty(), Optional.empty(), USUAL_BYTES, List.of(), false);
    }
}
