package dev.venturi.cli.page;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Judgement;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.cli.report.Explanation;
import dev.venturi.profile.LineShare;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Recording;
import dev.venturi.profile.RecordingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A recording of [BusyProgram], made in a JVM of its own.
final class Recorded {
    /// Ends a script and begins another one that leaves a trace.
    static final String HOSTILE = "</script><script>window.hit=1</script><img src=x onerror=hit=1>";

    private static final double CPU_SECONDS = 2.5;

    private Recorded() {}

    static Explanation make(Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("busy.jfr");
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UnlockDiagnosticVMOptions",
                                "-XX:+DebugNonSafepoints",
                                "-Xmx128m",
                                "-XX:StartFlightRecording:settings=profile,jdk.CPUTimeSample#enabled=true,jdk.CPUTimeSample#throttle=5ms,filename="
                                        + file,
                                "-cp",
                                System.getProperty("java.class.path"),
                                BusyProgram.class.getName(),
                                Double.toString(CPU_SECONDS),
                                HOSTILE,
                                directory.resolve("out.txt").toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (child.waitFor() != 0) {
            throw new IOException("the program that is recorded failed");
        }
        Profile profile =
                Recording.read(
                        file,
                        RecordingOptions.DEFAULTS.withApplications(
                                List.of("dev.venturi.cli.page")));
        LineShare hottest =
                profile.cpu().lines().stream().filter(LineShare::user).findFirst().orElseThrow();
        Finding finding =
                new Finding(
                        "splitting",
                        Severity.WARNING,
                        hottest.total(),
                        "Splitting costs " + HOSTILE,
                        Evidence.of()
                                .number("cpuShare", "of CPU time", hottest.total(), Unit.SHARE)
                                .text("called", "called", HOSTILE)
                                .build(),
                        hottest.site(),
                        "Split once.");
        return new Explanation(
                file,
                profile,
                new Judgement(List.of(finding), Map.of(), List.of()),
                Optional.empty(),
                List.of(HOSTILE),
                List.of(Path.of("src/test/java")));
    }
}
