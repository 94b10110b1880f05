package dev.venturi.recording;

import dev.venturi.profile.GpuReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A process that launches a command, so that tests see what its user would see.
///
/// Arguments: a directory for the answers, `deep` or `usual`, the duration in ms or 0, the command.
final class LaunchDriver {
    private LaunchDriver() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path answers = Path.of(args[0]);
        long millis = Long.parseLong(args[2]);
        CaptureRequest request =
                new CaptureRequest(
                        Optional.empty(),
                        millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)),
                        CaptureRequest.USUAL_BYTES,
                        List.of(),
                        args[1].equals("deep"));
        int exit;
        try (PrivateDirectory directory = PrivateDirectory.create()) {
            Captured captured =
                    Launch.run(List.of(args).subList(3, args.length), request, directory, null);
            if (captured.recording().isPresent()) {
                Files.copy(
                        captured.recording().get(),
                        answers.resolve("recording.jfr"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(
                    answers.resolve("answer"),
                    "%s\n%s\n%s\n%s\n%s\n%s\n"
                            .formatted(
                                    captured.commandLine(),
                                    captured.measures().orElseThrow(),
                                    captured.notes(),
                                    captured.startedIn(),
                                    captured.gpu().stream().map(GpuReading::busy).toList(),
                                    captured.failure().map(Throwable::getMessage).orElse("")));
            exit = captured.exitCode();
        } catch (CaptureException e) {
            Files.writeString(answers.resolve("answer"), e.kind() + " " + e.getMessage());
            exit = 99;
        }
        Runtime.getRuntime().halt(exit);
    }
}
