package dev.venturi.cli.command;

import dev.venturi.recording.Scrubbing;
import dev.venturi.table.AtomicOutput;
import dev.venturi.table.UsageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where recordings are kept, if that was asked for; refused before anything runs when there is
/// something already.
final class KeptRecordings implements Closeable {
    private final List<AtomicOutput> outputs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private KeptRecordings() {}

    /// @param name what `--keep` says, null when nothing is kept
    static KeptRecordings open(@Nullable String name, int runs, boolean overwrite) {
        KeptRecordings kept = new KeptRecordings();
        if (name != null && name.isEmpty()) {
            throw new UsageException("--keep: its value is missing, expected --keep FILE");
        }
        try {
            for (int run = 1; name != null && run <= runs; run++) {
                String file = runs == 1 ? name : numbered(name, run);
                kept.names.add(file);
                kept.outputs.add(AtomicOutput.open(file, overwrite));
            }
            return kept;
        } catch (RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    private static String numbered(String name, int run) {
        int dot = name.endsWith(".jfr") ? name.length() - ".jfr".length() : name.length();
        return name.substring(0, dot) + "-" + run + ".jfr";
    }

    /// Names of the files, one a run.
    List<String> names() {
        return List.copyOf(names);
    }

    /// Keeps the recording of a run.
    ///
    /// @param run from 0 on
    /// @return its name, null when it is not kept
    @Nullable String keep(int run, Path recording) throws IOException {
        if (run >= outputs.size()) {
            return null;
        }
        Scrubbing.scrub(recording);
        AtomicOutput output = outputs.get(run);
        Files.copy(recording, output.stream());
        output.commit();
        return names.get(run);
    }

    @Override
    public void close() {
        outputs.forEach(AtomicOutput::close);
    }
}
