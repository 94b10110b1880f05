package dev.venturi.cli.command;

import dev.venturi.recording.CaptureRequest;
import dev.venturi.table.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is recorded, how long, and what becomes of the recording.
final class CaptureOptions {
    @Option(
            names = "--pid",
            paramLabel = "PID",
            description =
                    "Attach to this running JVM, Java 17 or newer, in place of starting a command;"
                            + " Ctrl-C ends the recording, not the program.")
    @Nullable Long pid;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description =
                    "Record so long, such as 60s or 5m; the program goes on. Default: to its end;"
                            + " with --pid 30s.")
    @Nullable String duration;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            description = "Begin to record so long after the start, for example past warm-up.")
    @Nullable String delay;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description =
                    "Run the command N times: medians and spread of time and memory; the report is"
                            + " of the run of median time.")
    int runs = 1;

    @Option(
            names = "--count",
            split = ",",
            paramLabel = "METHOD",
            description =
                    "Count the calls of a method, exactly: com.acme.Shop::price, or all of a class:"
                            + " com.acme.Shop. Programs on Java 25.")
    List<String> counts = new ArrayList<>();

    @Option(
            names = "--deep",
            description =
                    "Take samples with async-profiler: native code, the kernel and threads that"
                            + " wait as well; more exact lines with --pid.")
    boolean deep;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            description = "Keep the newest so many bytes of a long recording; default: 256m.")
    @Nullable String maxSize;

    @Option(
            names = {"-o", "--keep"},
            paramLabel = "FILE",
            description =
                    "Keep the recording, for JDK Mission Control, venturi report and profile diff;"
                            + " of several runs all, as FILE-1.jfr, FILE-2.jfr.")
    @Nullable String keep;

    private static final long LEAST_BYTES = 4L << 20;

    /// The request, once it is clear that it makes sense.
    CaptureRequest request() {
        if (runs < 1) {
            throw new UsageException("--runs: found %d, expected 1 or more".formatted(runs));
        }
        if (runs > 1 && pid != null) {
            throw new UsageException(
                    "--runs: a running process runs once; leave --runs or --pid out");
        }
        long bytes =
                maxSize == null ? CaptureRequest.USUAL_BYTES : Sizes.parse("--max-size", maxSize);
        if (bytes < LEAST_BYTES) {
            throw new UsageException(
                    "--max-size: found %s, expected 4m or more".formatted(maxSize));
        }
        return new CaptureRequest(
                time("--delay", delay), time("--duration", duration), bytes, counts, deep);
    }

    private static Optional<Duration> time(String option, @Nullable String text) {
        return text == null ? Optional.empty() : Optional.of(Durations.parse(option, text));
    }

    /// Whether the recording is of the whole run, so that figures of the process go with it.
    boolean whole() {
        return delay == null && duration == null && pid == null;
    }
}
