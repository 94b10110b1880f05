package dev.venturi.recording;

import dev.venturi.profile.RecordingOptions.LineTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// JFR alone, by its commands.
///
/// @param target the JVM
/// @param settings of JFR
/// @param file to be written
/// @param maxBytes the newest so many are kept
/// @param atMost after that the JVM ends the recording by itself
record JfrRecorder(TargetJvm target, Path settings, Path file, long maxBytes, Duration atMost)
        implements Recorder {
    @Override
    public void start() {
        checked(
                target,
                "JFR.start name=%s settings=%s filename=%s maxsize=%d dumponexit=true duration=%ds"
                        .formatted(name(), settings, file, maxBytes, atMost.toSeconds()));
    }

    @Override
    public void stop() {
        String answer = target.command("JFR.stop name=%s filename=%s".formatted(name(), file));
        if (!answer.contains("Stopped recording")) {
            throw CaptureException.machine(
                    "--pid %d: JFR does not hand the recording over: %s"
                            .formatted(target.pid(), answer.strip()));
        }
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public LineTrust trust() {
        return LineTrust.UNKNOWN;
    }

    /// Two of us may record the same program.
    private static String name() {
        return ChildOptions.NAME + "-" + ProcessHandle.current().pid();
    }

    /// Gives a command that starts a recording.
    static void checked(TargetJvm target, String command) {
        String answer = target.command(command);
        if (answer.contains("is disabled")) {
            throw CaptureException.usage(
                    "--pid %d: its JFR is switched off; start the program without -XX:-FlightRecorder"
                            .formatted(target.pid()));
        }
        if (!answer.contains("Started recording")) {
            throw CaptureException.usage(
                    "--pid %d: JFR does not start: %s"
                            .formatted(
                                    target.pid(), answer.strip().replaceAll("\\s*\\n\\s*", " ")));
        }
    }
}
