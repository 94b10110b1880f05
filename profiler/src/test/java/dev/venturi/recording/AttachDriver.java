package dev.venturi.recording;

import dev.venturi.profile.GpuReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A process that attaches to another, so that tests can send it signals.
///
/// Arguments: a directory for the answers, `deep` or `usual`, the duration in ms, the process.
final class AttachDriver {
    private AttachDriver() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path answers = Path.of(args[0]);
        CaptureRequest request =
                new CaptureRequest(
                        Optional.empty(),
                        Optional.of(Duration.ofMillis(Long.parseLong(args[2]))),
                        CaptureRequest.USUAL_BYTES,
                        List.of(),
                        args[1].equals("deep"));
        int exit = 0;
        try (PrivateDirectory directory = PrivateDirectory.create()) {
            Captured captured =
                    Attach.run(
                            Long.parseLong(args[3]),
                            request,
                            directory,
                            _ -> System.out.println("recording"));
            Files.copy(
                    captured.recording().orElseThrow(),
                    answers.resolve("recording.jfr"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(
                    answers.resolve("answer"),
                    "%s\n%s\n%s\n"
                            .formatted(
                                    captured.commandLine(),
                                    captured.notes(),
                                    captured.gpu().stream().map(GpuReading::busy).toList()));
        } catch (CaptureException e) {
            Files.writeString(answers.resolve("answer"), e.kind() + " " + e.getMessage());
            exit = 99;
        }
        Runtime.getRuntime().halt(exit);
    }
}
