package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.spill.SpillDirectory;
import dev.venturi.spill.SpillPlace;
import dev.venturi.table.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much memory and disk a run may take.
final class MemoryOptions {
    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description =
                    "Resident memory of the whole command, such as 512m or 2g, from 192m on; rows"
                            + " that do not fit go to temporary files. Default: what the table"
                            + " needs, up to a quarter of the machine's.")
    @Nullable String memory;

    @Option(
            names = "--temp-dir",
            paramLabel = "DIR",
            description =
                    "Where temporary files go, should they be needed; default: beside the output.")
    @Nullable String temporary;

    @Option(
            names = "--temp-limit",
            paramLabel = "SIZE",
            description = "Bytes of temporary files at most; default: what is free.")
    @Nullable String limit;

    /// Checks `--memory`, which the launcher has acted on before this program began.
    void check() {
        if (memory != null && Sizes.parse("--memory", memory) < Sizes.SMALLEST_MEMORY) {
            throw new UsageException(
                    "--memory: found %s, expected at least 192m: Java itself takes some 120 MB"
                            .formatted(memory));
        }
    }

    /// Where temporary files may go.
    ///
    /// @param output what the run writes, or null
    /// @throws UsageException when the directory named does not exist
    SpillPlace place(Console console, @Nullable Path output) {
        long most = limit == null ? Long.MAX_VALUE : Sizes.parse("--temp-limit", limit);
        if (temporary == null) {
            return new SpillPlace(
                    SpillDirectory.firstOnDisk(candidates(output)).orElse(null), most);
        }
        Path named = Path.of(temporary);
        if (!Files.isDirectory(named)) {
            throw new UsageException(
                    "--temp-dir: %s is no directory; create it first".formatted(temporary));
        }
        if (SpillDirectory.isMemory(named)) {
            console.warn(
                    "--temp-dir: %s is a tmpfs: what is written there takes memory, beside that of --memory"
                            .formatted(temporary));
        }
        return new SpillPlace(named, most);
    }

    private static List<Path> candidates(@Nullable Path output) {
        List<Path> candidates = new ArrayList<>();
        if (output != null) {
            Path parent = output.toAbsolutePath().getParent();
            if (parent != null) {
                candidates.add(parent);
            }
        }
        candidates.add(Path.of("").toAbsolutePath());
        candidates.add(Path.of(System.getProperty("java.io.tmpdir")));
        candidates.add(Path.of("/var/tmp"));
        return candidates;
    }
}
