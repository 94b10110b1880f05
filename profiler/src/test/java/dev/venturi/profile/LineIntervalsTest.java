package dev.venturi.profile;

import static dev.venturi.profile.RecordedProgram.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.recording.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The 95 % intervals that stand beside lines, held against the truth in many recordings.
@Tag("heavy")
class LineIntervalsTest {
    private static final int RECORDINGS = 10;

    /// Of 30 intervals; fewer come once in some 250 times by chance.
    private static final int FEWEST = 25;

    private static final Map<String, Double> TRUTH =
            Map.of("sixty", 0.6, "thirty", 0.3, "ten", 0.1);

    static List<Path> javas() {
        return Jdks.all();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void nineteenOfTwentyHoldTheTruth(Path java, @TempDir Path directory) throws IOException {
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < RECORDINGS; i++) {
            Path empty = Files.createDirectory(directory.resolve("run" + i));
            missed.addAll(missed(RecordedProgram.make(java, empty).profile().cpu()));
        }
        assertThat(RECORDINGS * TRUTH.size() - missed.size())
                .as("intervals that hold the truth; not: %s", missed)
                .isGreaterThanOrEqualTo(FEWEST);
    }

    /// Shares are of the three lines, which are most of the program.
    private static List<String> missed(Cpu cpu) {
        double all =
                TRUTH.keySet().stream().mapToDouble(comment -> line(cpu, comment).total()).sum();
        List<String> missed = new ArrayList<>();
        TRUTH.forEach((comment, truth) -> {
            LineShare line = line(cpu, comment);
            if (truth < line.low() / all || truth > line.high() / all) {
                missed.add(
                        "%s: %.3f (%.3f to %.3f)"
                                .formatted(
                                        comment,
                                        line.total() / all,
                                        line.low() / all,
                                        line.high() / all));
            }
        });
        return missed;
    }
}
