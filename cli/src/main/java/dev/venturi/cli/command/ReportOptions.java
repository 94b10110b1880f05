package dev.venturi.cli.command;

import dev.venturi.advice.Judgement;
import dev.venturi.advice.Severity;
import dev.venturi.cli.page.FlamePage;
import dev.venturi.cli.page.PprofFile;
import dev.venturi.cli.page.ReportPage;
import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Explanation;
import dev.venturi.cli.report.ProfileJson;
import dev.venturi.cli.report.ProfileMarkdown;
import dev.venturi.cli.report.ReportWriter;
import dev.venturi.profile.RecordingOptions;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a report of a program's run shows, and the files it goes to: `profile` and `report` share
/// it.
final class ReportOptions {
    @Option(
            names = "--app",
            split = ",",
            paramLabel = "PREFIX",
            description =
                    "Packages or classes of the application, such as com.acme; default: found out"
                            + " from its jars and directories, less known frameworks.")
    List<String> applications = new ArrayList<>();

    @Option(
            names = "--phase",
            paramLabel = "METHOD=NAME",
            description =
                    "A method that is a phase of the program, such as com.acme.Batch.load=loading;"
                            + " may be repeated.")
    List<String> phases = new ArrayList<>();

    @Option(
            names = "--source",
            split = ",",
            paramLabel = "DIR",
            description = "Directories with the program's source text, to show beside its lines.")
    List<Path> sources = new ArrayList<>();

    @Option(
            names = "--markdown",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "FILE",
            description =
                    "Report as Markdown, for pull requests: to standard output, or with"
                            + " --markdown=FILE to a file.")
    @Nullable String markdown;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Report as a page for a browser: one file, which fetches nothing from the"
                            + " network.")
    @Nullable String html;

    @Option(
            names = "--flamegraph",
            paramLabel = "FILE",
            description = "The flame graph alone, as a page for a browser.")
    @Nullable String flamegraph;

    @Option(
            names = "--pprof",
            paramLabel = "FILE",
            description = "The CPU samples in the format of pprof, for speedscope and others.")
    @Nullable String pprof;

    @Mixin TopOption top = new TopOption();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit code 1 when there is a finding of advice or warning, or worse.")
    @Nullable String failOn;

    @Mixin GeneralOptions general = new GeneralOptions();

    /// The files that were asked for.
    private List<ReportFiles.Asked<Explanation>> files() {
        List<ReportFiles.Asked<Explanation>> files = new ArrayList<>();
        ReportFiles.add(
                files,
                "--json",
                general.json,
                (explanation, out) -> write(ProfileJson.text(explanation), out));
        ReportFiles.add(
                files,
                "--markdown",
                markdown,
                (explanation, out) -> write(ProfileMarkdown.of(explanation, top.rows), out));
        ReportFiles.add(files, "--html", html, ReportPage::write);
        ReportFiles.add(files, "--flamegraph", flamegraph, FlamePage::write);
        ReportFiles.add(files, "--pprof", pprof, PprofFile::write);
        return files;
    }

    /// What writes a file whose name says its format.
    ///
    /// @throws UsageException when it says none
    static ReportWriter<Explanation> writerFor(String option, String name) {
        if (name.endsWith(".json")) {
            return (explanation, out) -> write(ProfileJson.text(explanation), out);
        }
        if (name.endsWith(".md")) {
            return (explanation, out) ->
                    write(ProfileMarkdown.of(explanation, TopOption.DEFAULT), out);
        }
        if (name.endsWith(".html")) {
            return ReportPage::write;
        }
        throw new UsageException(
                "%s: found %s, expected a name that ends in .html, .json or .md"
                        .formatted(option, name));
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Opens the files that were asked for, before any work is done.
    ///
    /// @param standardOutput false when standard output belongs to somebody else
    /// @throws UsageException when one exists, or standard output was asked for and may not be
    ReportFiles<Explanation> open(Console console, boolean standardOutput) {
        List<ReportFiles.Asked<Explanation>> files = files();
        for (ReportFiles.Asked<Explanation> asked : files) {
            if (asked.onStandardOutput() && !standardOutput) {
                throw new UsageException(
                        "%s: standard output belongs to the command that runs; name a file, %s=report%s"
                                .formatted(
                                        asked.option(),
                                        asked.option(),
                                        asked.option().equals("--json") ? ".json" : ""));
            }
        }
        ReportFiles.requireOneOnStandardOutput(files, "--json=report.json");
        top.check();
        threshold(); // mistakes are told before anything runs
        reading();
        return ReportFiles.open(files, general.overwrite, console);
    }

    /// How a recording is read.
    RecordingOptions reading() {
        for (Path source : sources) {
            if (!Files.isDirectory(source)) {
                throw new UsageException("--source: %s is no directory".formatted(source));
            }
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (String phase : phases) {
            int equals = phase.indexOf('=');
            if (equals < 1 || equals == phase.length() - 1) {
                throw new UsageException(
                        "--phase: found \"%s\", expected a method and a name, such as com.acme.Batch.load=loading"
                                .formatted(phase));
            }
            named.put(phase.substring(0, equals), phase.substring(equals + 1));
        }
        if (applications.stream().anyMatch(String::isBlank)) {
            throw new UsageException(
                    "--app: its value is missing, expected packages or classes, such as com.acme");
        }
        return RecordingOptions.DEFAULTS.withApplications(applications).withPhases(named);
    }

    /// Whether findings are as bad as `--fail-on` says.
    boolean fails(Judgement judgement) {
        Severity threshold = threshold();
        return threshold != null
                && judgement.findings().stream()
                        .anyMatch(finding -> finding.severity().compareTo(threshold) >= 0);
    }

    private @Nullable Severity threshold() {
        if (failOn == null) {
            return null;
        }
        return switch (failOn) {
            case "advice" -> Severity.ADVICE;
            case "warning" -> Severity.WARNING;
            default ->
                    throw new UsageException(
                            "--fail-on: found \"%s\", expected advice or warning"
                                    .formatted(failOn));
        };
    }
}
