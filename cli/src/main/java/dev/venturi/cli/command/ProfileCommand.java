package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Explanation;
import dev.venturi.cli.report.ProfileSummary;
import dev.venturi.cli.report.Quantity;
import dev.venturi.cli.report.RepeatedRuns;
import dev.venturi.recording.Attach;
import dev.venturi.recording.CaptureException;
import dev.venturi.recording.CaptureRequest;
import dev.venturi.recording.Captured;
import dev.venturi.recording.Launch;
import dev.venturi.recording.PrivateDirectory;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs a command, or attaches to a process, and explains where its time and memory go.
@Command(
        name = "profile",
        description = {
            "Explain where the time and the memory of a JVM program go, by line.",
            "",
            "The command runs as it would without venturi: its output, signals, environment and"
                    + " exit code are its own. The summary goes to standard error."
        },
        customSynopsis = {
            "venturi profile [OPTIONS] -- COMMAND...",
            "      venturi profile [OPTIONS] --pid PID"
        },
        footer = {
            "",
            "Examples:",
            "  venturi profile -- java -jar service.jar --port 8080",
            "  venturi profile --html=run.html -- java -cp app Batch input.csv",
            "  venturi profile --pid 4711 --duration 60s",
            "  venturi profile --runs 5 --keep before.jfr -- java -cp app Batch input.csv",
            "  venturi profile --fail-on advice --json=run.json -- mvn -q exec:java"
        })
final class ProfileCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int MACHINE = 4;
    private static final int SIGNAL = 128;

    private final Console console;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "COMMAND",
            arity = "0..*",
            description = "What a shell would run, after --; a java, or a script that starts one.")
    List<String> command = new ArrayList<>();

    @Mixin CaptureOptions capture = new CaptureOptions();
    @Mixin ReportOptions reporting = new ReportOptions();

    ProfileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        reporting.general.applyTo(console);
        CaptureRequest request = capture.request();
        check();
        ProfileReport report = new ProfileReport(reporting);
        try (ReportFiles<Explanation> files = reporting.open(console, capture.pid != null);
                KeptRecordings kept =
                        KeptRecordings.open(
                                capture.keep, capture.runs, reporting.general.overwrite)) {
            ReportFiles.requireDifferent(
                    Stream.concat(files.names().stream(), kept.names().stream()).toList());
            return capture.pid == null
                    ? launch(request, report, files, kept)
                    : attach(capture.pid, request, report, files, kept);
        }
    }

    private void check() {
        boolean marked = spec.commandLine().getParseResult().originalArgs().contains("--");
        if (capture.pid != null && !command.isEmpty()) {
            throw new UsageException("found both --pid and a command; leave one of them out");
        }
        if (capture.pid == null && command.isEmpty()) {
            throw new UsageException(
                    "a command is missing; expected venturi profile [OPTIONS] -- COMMAND..., or --pid PID");
        }
        if (!command.isEmpty() && !marked) {
            throw new UsageException(
                    "the command must stand after --, so that its options are its own: venturi profile -- %s ..."
                            .formatted(command.getFirst()));
        }
    }

    private int attach(
            long pid,
            CaptureRequest request,
            ProfileReport report,
            ReportFiles<Explanation> files,
            KeptRecordings kept)
            throws IOException, InterruptedException {
        try (PrivateDirectory directory = PrivateDirectory.create()) {
            Captured captured =
                    Attach.run(
                            pid,
                            request,
                            directory,
                            duration ->
                                    console.note(
                                            "recording process %d for %s; Ctrl-C ends it earlier"
                                                    .formatted(
                                                            pid,
                                                            Quantity.seconds(
                                                                    duration.toMillis() / 1e3))));
            Explanation explanation;
            String name;
            try {
                explanation = report.explain(captured, false, null);
                if (!files.onStandardOutput() && !console.isQuiet()) {
                    console.print(summary(explanation));
                }
                files.write(explanation);
            } finally {
                name = kept.keep(0, captured.recording().orElseThrow());
            }
            tellFiles(files, name == null ? List.of() : List.of(name));
            return reporting.fails(explanation.judgement()) ? FAILED : 0;
        }
    }

    private int launch(
            CaptureRequest request,
            ProfileReport report,
            ReportFiles<Explanation> files,
            KeptRecordings kept)
            throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        try {
            for (int i = 0; i < capture.runs; i++) {
                Run run = run(request);
                runs.add(run);
                if (run.captured.exitCode() > SIGNAL || run.captured.recording().isEmpty()) {
                    break; // it was stopped, or there is nothing to learn from more
                }
            }
            return explain(runs, report, files, kept);
        } finally {
            runs.forEach(Run::close);
        }
    }

    /// One run and where its recording lies.
    private record Run(Captured captured, @Nullable PrivateDirectory directory) {
        void close() {
            if (directory != null) {
                directory.close();
            }
        }
    }

    private Run run(CaptureRequest request) throws InterruptedException {
        PrivateDirectory directory = null;
        CaptureException obstacle = null;
        try {
            directory = PrivateDirectory.create();
        } catch (CaptureException e) {
            obstacle = e; // the command runs all the same
        }
        try {
            return new Run(Launch.run(command, request, directory, obstacle), directory);
        } catch (RuntimeException e) {
            if (directory != null) {
                directory.close();
            }
            throw e;
        }
    }

    private int explain(
            List<Run> runs,
            ProfileReport report,
            ReportFiles<Explanation> files,
            KeptRecordings kept)
            throws IOException {
        Captured last = runs.getLast().captured;
        if (last.failure().isPresent() || last.recording().isEmpty()) {
            CaptureException failure = last.failure().orElseThrow();
            last.notes().forEach(console::note);
            console.error("nothing to report: " + failure.getMessage());
            if (last.exitCode() != 0) {
                console.note("the command ended with code " + last.exitCode());
            }
            return failure.kind() == CaptureException.Kind.USAGE ? USAGE : MACHINE;
        }
        Explanation explanation;
        List<String> names = new ArrayList<>();
        try {
            RepeatedRuns repeated =
                    runs.size() == 1
                            ? null
                            : report.compare(
                                    runs.stream().map(Run::captured).toList(), capture.whole());
            Captured reported = runs.get(repeated == null ? 0 : repeated.reported()).captured;
            explanation = report.explain(reported, capture.whole(), repeated);
            console.note(summary(explanation));
            files.write(explanation);
        } finally {
            // whatever a report fails for, a recording that was asked for is kept, and the other
            // way round: a disk may be full for one of them
            for (int i = 0; i < runs.size(); i++) {
                String name = kept.keep(i, runs.get(i).captured.recording().orElseThrow());
                if (name != null) {
                    names.add(name);
                }
            }
        }
        tellFiles(files, names);
        int exit =
                runs.stream()
                        .mapToInt(run -> run.captured.exitCode())
                        .filter(code -> code != 0)
                        .findFirst()
                        .orElse(0);
        return exit == 0 && reporting.fails(explanation.judgement()) ? FAILED : exit;
    }

    private String summary(Explanation explanation) {
        return ProfileSummary.text(explanation, console.terminal().width(), reporting.top.rows);
    }

    private void tellFiles(ReportFiles<Explanation> files, List<String> kept) {
        List<String> names = new ArrayList<>(files.names());
        names.addAll(kept);
        if (!names.isEmpty()) {
            console.note("wrote " + String.join(", ", names));
        }
    }
}
