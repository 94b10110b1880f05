package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedStagesTest {
    @Test
    void everyTryIsAnEventOnItsThread(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("run.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            StageGraph.of(
                            Stage.of(
                                            "a",
                                            (StageContext<String> context) -> {
                                                if (context.attempt() == 1) {
                                                    throw new IOException("not yet");
                                                }
                                                return "a";
                                            })
                                    .retrying(Retry.times(2, Duration.ofMillis(1))),
                            Stage.of("b", (StageContext<String> _) -> "b").after("a"))
                    .run(GraphOptions.defaults());
            recording.dump(file);
        }
        List<RecordedEvent> events =
                RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().equals("venturi.Stage"))
                        .toList();
        assertThat(events)
                .extracting(
                        event -> event.getString("stage"),
                        event -> event.getString("state"),
                        event -> event.getInt("attempt"),
                        event -> event.getThread().getJavaName())
                .containsExactlyInAnyOrder(
                        tuple("a", "FAILED", 1, "venturi-stage-a"),
                        tuple("a", "SUCCEEDED", 2, "venturi-stage-a"),
                        tuple("b", "SUCCEEDED", 1, "venturi-stage-b"));
    }
}
