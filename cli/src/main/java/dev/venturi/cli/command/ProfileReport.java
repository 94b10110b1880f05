package dev.venturi.cli.command;

import dev.venturi.advice.rules.StandardRules;
import dev.venturi.cli.report.Explanation;
import dev.venturi.cli.report.RepeatedRuns;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Recording;
import dev.venturi.profile.RecordingOptions;
import dev.venturi.profile.RecordingOptions.ProcessTimes;
import dev.venturi.profile.Redaction;
import dev.venturi.recording.Captured;
import dev.venturi.recording.Launch;
import dev.venturi.recording.Measures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes explanations of what was captured.
final class ProfileReport {
    private final ReportOptions options;

    ProfileReport(ReportOptions options) {
        this.options = options;
    }

    /// Reads a recording and judges what it says.
    ///
    /// @param whole whether all of the program's run was recorded
    /// @param runs of which this is one, null when there was one
    Explanation explain(Captured captured, boolean whole, @Nullable RepeatedRuns runs) {
        Path recording = captured.recording().orElseThrow();
        Profile profile = read(captured, whole);
        return new Explanation(
                recording,
                profile,
                StandardRules.advisor().judge(profile),
                Optional.ofNullable(runs),
                captured.notes(),
                options.sources);
    }

    private Profile read(Captured captured, boolean whole) {
        RecordingOptions reading =
                options.reading()
                        .withRedaction(text -> Launch.withoutOurs(Redaction.text(text)))
                        .withLosses(captured.notes())
                        .withDirectory(captured.startedIn())
                        .withTrust(captured.trust())
                        .withGpu(captured.gpu());
        Optional<Measures> measures = captured.measures();
        if (whole
                && captured.direct()
                && measures.isPresent()
                && !Double.isNaN(measures.get().cpuSeconds())) {
            reading =
                    reading.withProcess(
                            new ProcessTimes(
                                    measures.get().cpuSeconds(), measures.get().wallSeconds()));
        }
        return Recording.read(captured.recording().orElseThrow(), reading);
    }

    /// Sets the figures of several runs beside each other.
    RepeatedRuns compare(List<Captured> captured, boolean whole) {
        List<RepeatedRuns.Run> runs = new ArrayList<>();
        for (Captured run : captured) {
            Measures measures = run.measures().orElseThrow();
            Profile profile = read(run, whole);
            runs.add(
                    new RepeatedRuns.Run(
                            measures.wallSeconds(),
                            measures.cpuSeconds(),
                            measures.peakBytes(),
                            profile.allocations().bytesPerSecond()
                                    * profile.capture().durationSeconds(),
                            run.exitCode()));
        }
        int middle =
                IntStream.range(0, runs.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> runs.get(i).wallSeconds()))
                        .toList()
                        .get((runs.size() - 1) / 2);
        return new RepeatedRuns(runs, middle);
    }
}
