package dev.venturi.cli.command;

import dev.venturi.cli.page.DiffPage;
import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.DiffReport;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Recording;
import dev.venturi.profile.RecordingOptions;
import dev.venturi.profile.diff.ProfileDiff;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares recordings made before a change with recordings made after it.
@Command(
        name = "diff",
        description = "Compare runs before a change with runs after it: what is more than noise.",
        customSynopsis = "venturi profile diff BEFORE AFTER [OPTIONS]",
        footer = {
            "",
            "BEFORE and AFTER are .jfr files: one, several with commas between, or a directory.",
            "With several on both sides the noise between runs is measured, not guessed.",
            "",
            "Examples:",
            "  venturi profile diff before.jfr after.jfr",
            "  venturi profile diff before/ after/ --markdown=pull-request.md --price 0.05",
            "  venturi profile diff b1.jfr,b2.jfr,b3.jfr a1.jfr,a2.jfr,a3.jfr --html=diff.html"
        })
final class ProfileDiffCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "Recordings before.")
    String before = "";

    @Parameters(index = "1", paramLabel = "AFTER", description = "Recordings after.")
    String after = "";

    @Option(
            names = "--app",
            split = ",",
            paramLabel = "PREFIX",
            description = "Packages or classes of the application, such as com.acme.")
    List<String> applications = new ArrayList<>();

    @Option(
            names = "--price",
            paramLabel = "MONEY",
            description = "What an hour of CPU time costs; adds the cost of 1,000 runs.")
    @Nullable Double price;

    @Option(
            names = "--markdown",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "FILE",
            description =
                    "As Markdown, for a pull request: to standard output, or with"
                            + " --markdown=FILE to a file.")
    @Nullable String markdown;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "As a page for a browser, with a flame graph of the difference.")
    @Nullable String html;

    @Mixin TopOption top = new TopOption();
    @Mixin GeneralOptions general = new GeneralOptions();

    ProfileDiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        general.applyTo(console);
        try (ReportFiles<DiffReport> files = open()) {
            ProfileDiff diff = ProfileDiff.of(read(before), read(after));
            OptionalDouble perHour =
                    price == null ? OptionalDouble.empty() : OptionalDouble.of(price);
            DiffReport report = new DiffReport(diff, perHour, top.rows);
            files.write(report);
            if (!files.onStandardOutput()) {
                console.print(report.text(console.terminal().width()));
                console.out().flush();
            }
            return 0;
        }
    }

    private ReportFiles<DiffReport> open() {
        List<ReportFiles.Asked<DiffReport>> files = new ArrayList<>();
        ReportFiles.add(files, "--json", general.json, (report, out) -> write(report.json(), out));
        ReportFiles.add(
                files, "--markdown", markdown, (report, out) -> write(report.markdown(), out));
        ReportFiles.add(
                files, "--html", html, (report, out) -> DiffPage.write(report.diff(), report, out));
        ReportFiles.requireOneOnStandardOutput(files, "--json=diff.json");
        top.check();
        if (price != null && !(price >= 0 && price < Double.POSITIVE_INFINITY)) {
            throw new UsageException(
                    "--price: found %s, expected what an hour of CPU time costs, such as 0.05"
                            .formatted(price));
        }
        return ReportFiles.open(files, general.overwrite, console);
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Profile> read(String side) {
        List<Profile> profiles = new ArrayList<>();
        for (Path file : recordings(side)) {
            profiles.add(
                    Recording.read(file, RecordingOptions.DEFAULTS.withApplications(applications)));
        }
        return profiles;
    }

    private static List<Path> recordings(String side) {
        List<Path> files = new ArrayList<>();
        for (String name : side.split(",", -1)) {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                files.addAll(recordingsIn(path));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new UsageException(
                        "%s: no such file; expected a recording, several with commas between, or a directory of them"
                                .formatted(name));
            }
        }
        return files;
    }

    private static List<Path> recordingsIn(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> found =
                    entries.filter(entry -> entry.toString().endsWith(".jfr")).sorted().toList();
            if (found.isEmpty()) {
                throw new UsageException("%s: holds no .jfr file".formatted(directory));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read".formatted(directory), e);
        }
    }
}
