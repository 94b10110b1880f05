package dev.venturi.benchmarks.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrimitivesMemoryTest {
    /// What the JVM itself comes to hold meanwhile, such as classes.
    private static final long JVM = 64 << 10;

    @Test
    void whatIsHeldIsWhatIsPredicted(@TempDir Path directory) throws Exception {
        List<PrimitivesMemory.Line> lines = PrimitivesMemory.lines(200_000, directory, 10);

        assertThat(lines)
                .hasSize(8)
                .allSatisfy(line ->
                        assertThat(line.bytes())
                                .isLessThan(line.predicted() + JVM)
                                .isGreaterThan(line.predicted() / 2)); // looks may miss the sorting
        assertThat(lines)
                .filteredOn(line -> !line.what().equals("distinct by group"))
                .allSatisfy(line -> assertThat(line.bytes()).isLessThan(line.naive()));
    }
}
