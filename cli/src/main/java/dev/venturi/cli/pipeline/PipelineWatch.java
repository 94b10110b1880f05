package dev.venturi.cli.pipeline;

import dev.venturi.cli.report.Console;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.pipeline.file.PipelineFile;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs a pipeline whenever its file or one that it reads has changed, until it is interrupted.
final class PipelineWatch {
    private static final long EVERY_MILLIS = 300;

    private final RunRequest request;
    private final Console console;

    PipelineWatch(RunRequest request, Console console) {
        this.request = request;
        this.console = console;
    }

    /// One run.
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /// Never returns.
    ///
    /// @throws InterruptedException when it is to end
    void run(Work work) throws InterruptedException, IOException {
        while (true) {
            String before = state();
            try {
                work.run();
            } catch (UsageException | MalformedDataException | UncheckedIOException e) {
                console.error(String.valueOf(e.getMessage()));
            }
            console.note("watching %s and what it reads; Ctrl-C ends".formatted(request.file()));
            while (state().equals(before)) {
                Thread.sleep(EVERY_MILLIS);
            }
        }
    }

    /// Names, sizes and times of the files; what cannot be read now is waited for.
    private String state() {
        StringBuilder state = new StringBuilder();
        try {
            add(Path.of(request.file()), state);
            PipelineFile file = PipelineFile.read(Path.of(request.file()), request.params());
            for (List<String> written : PipelineVerb.watched(file).values()) {
                try (InputFiles files = InputFiles.expand(written)) {
                    for (InputFile one : files.files()) {
                        add(one.path(), state);
                    }
                }
            }
        } catch (UsageException | MalformedDataException | UncheckedIOException | IOException e) {
            state.append(e.getMessage());
        }
        return state.toString();
    }

    private static void add(Path file, StringBuilder state) throws IOException {
        state.append(file)
                .append(' ')
                .append(Files.size(file))
                .append(' ')
                .append(Files.getLastModifiedTime(file))
                .append('\n');
    }
}
