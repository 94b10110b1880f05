package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Explanation;
import dev.venturi.recording.OwnRecording;
import dev.venturi.recording.PrivateDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whether a run of our own is recorded and explained.
final class OwnProfileOptions {
    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description =
                    "Explain where the time and memory of this run go, as FILE.html, FILE.json or"
                            + " FILE.md.")
    @Nullable String profile;

    /// Begins to record, if that was asked for.
    ///
    /// @throws dev.venturi.table.UsageException when the file exists and may not be replaced, or
    ///   its name says no format
    Running start(Console console, boolean overwrite) {
        if (profile == null) {
            return new Running(null, null, null);
        }
        ReportFiles<Explanation> files =
                ReportFiles.open(
                        List.of(
                                new ReportFiles.Asked<>(
                                        "--profile",
                                        profile,
                                        ReportOptions.writerFor("--profile", profile))),
                        overwrite,
                        console);
        try {
            return new Running(files, PrivateDirectory.create(), OwnRecording.start());
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /// A run that is recorded, or is not.
    record Running(
            @Nullable ReportFiles<Explanation> files,
            @Nullable PrivateDirectory directory,
            @Nullable OwnRecording recording)
            implements Closeable {
        /// Ends the recording and writes what it says.
        void explain(Console console) throws IOException {
            if (files != null && directory != null && recording != null) {
                ProfileReport report = new ProfileReport(new ReportOptions());
                files.write(report.explain(recording.stop(directory), false, null));
                console.note("wrote " + String.join(", ", files.names()));
            }
        }

        @Override
        public void close() {
            if (recording != null) {
                recording.close();
            }
            if (directory != null) {
                directory.close();
            }
            if (files != null) {
                files.close();
            }
        }
    }
}
