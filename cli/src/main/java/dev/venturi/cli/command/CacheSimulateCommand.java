package dev.venturi.cli.command;

import dev.venturi.cli.pipeline.CacheVerb;
import dev.venturi.cli.report.Console;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.FileTable;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows how often caches of some sizes and policies would have missed.
///
/// The library of pipelines is on the class path of this verb only, so nothing here names its
/// classes before it runs.
@Command(
        name = "simulate",
        description = "Show how often caches of any size would have missed, by policy.",
        customSynopsis = "venturi cache simulate TRACE... [--key COLUMN] [OPTIONS]",
        footer = {
            "",
            "A trace is a table with a row for each key that was asked for, in order.",
            "",
            "Examples:",
            "  venturi cache simulate trace.csv --key user_id",
            "  venturi cache simulate trace.csv --sizes 1000,10000,100000 --html misses.html"
        })
final class CacheSimulateCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "TRACE",
            arity = "1..*",
            description = "Files, directories or patterns of CSV, Parquet or Arrow, in order.")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = "--key",
            paramLabel = "COLUMN",
            description = "The column with the keys; not needed where there is only one.")
    @Nullable String key;

    @Option(
            names = "--sizes",
            paramLabel = "ENTRIES,...",
            description = "Sizes of caches; default: from 1 to the number of different keys.")
    List<String> sizes = new ArrayList<>();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "The curves as a page for a browser, too.")
    @Nullable String html;

    @Mixin InputOptions reading = new InputOptions();
    @Mixin GeneralOptions general = new GeneralOptions();

    CacheSimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        general.applyTo(console);
        List<Integer> entries = entries();
        try (JsonReport json = general.openJson(console);
                AtomicOutput page = html == null ? null : openPage(html);
                InputFiles files = InputFiles.expand(inputs)) {
            FileTable table = TableFiles.open(files, reading.csv());
            CacheVerb.Outcome outcome = CacheVerb.simulate(table, column(table), entries);
            if (page != null) {
                page.stream()
                        .write(
                                outcome.page(String.join(", ", inputs))
                                        .getBytes(StandardCharsets.UTF_8));
                page.commit();
            }
            if (!json.isOnStandardOutput()) {
                console.print(outcome.text());
                console.out().flush();
            }
            json.write(outcome::json);
        } catch (NoClassDefFoundError e) {
            if (String.valueOf(e.getMessage()).startsWith("dev/venturi/pipeline/")) {
                throw new UsageException(
                        "cache: the library of pipelines is not on the class path; start the command with its launcher, venturi, or add lib/pipeline/* to -cp");
            }
            throw e;
        }
        return 0;
    }

    private AtomicOutput openPage(String name) {
        if (name.equals("-")) {
            throw new UsageException("--html: expected the name of a file, found -");
        }
        return AtomicOutput.open(name, general.overwrite);
    }

    private int column(FileTable table) {
        List<String> names = table.schema().names();
        if (key != null) {
            return table.schema().require(key, "--key");
        }
        if (names.size() > 1) {
            throw new UsageException(
                    "the trace has several columns: %s; name the one with the keys, for example --key %s"
                            .formatted(String.join(", ", names), names.getFirst()));
        }
        return 0;
    }

    private List<Integer> entries() {
        List<Integer> entries = new ArrayList<>();
        for (String size : Names.of(sizes, "--sizes")) {
            if (!size.matches("0*[1-9][0-9]{0,8}")) {
                throw new UsageException(
                        "--sizes: expected numbers of entries from 1 to 999999999, found \"%s\""
                                .formatted(size));
            }
            entries.add(Integer.valueOf(size));
        }
        return entries;
    }
}
