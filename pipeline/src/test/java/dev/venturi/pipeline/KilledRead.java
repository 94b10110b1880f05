package dev.venturi.pipeline;

import static dev.venturi.pipeline.stage.Steps.read;
import static dev.venturi.pipeline.stage.Steps.write;

import dev.venturi.pipeline.graph.StageEvent;
import java.io.IOException;
import java.nio.file.Path;

/// Reads a file with bad rows, in a process that is killed in the midst of it.
final class KilledRead {
    private KilledRead() {}

    static Pipeline pipeline(Path directory) {
        return Pipeline.named("killed")
                .stage(
                        "readings",
                        read(directory.resolve("r.csv").toString()),
                        StageOptions.DEFAULTS.withRejects(
                                directory.resolve("rejects.csv").toString(), 100_000))
                .stage("out", write("readings", directory.resolve("out.csv").toString()))
                .build();
    }

    static PipelineRun run(Path directory) {
        return PipelineRun.of(pipeline(directory))
                .workers(2)
                .store(directory.resolve("store"))
                .temporary(directory.resolve("temporary"));
    }

    /// Says so when some rows have been read, and stands still.
    public static void main(String[] arguments) throws IOException {
        run(Path.of(arguments[0]))
                .listener(event -> {
                    if (event instanceof StageEvent.Progressed at && at.fraction() > 0.5) {
                        System.out.println("reading");
                        standStill();
                    }
                })
                .run()
                .close();
    }

    private static void standStill() {
        while (true) {
            java.util.concurrent.locks.LockSupport.park();
        }
    }
}
