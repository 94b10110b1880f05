package dev.venturi.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.kernel.KernelSelection.Machine;
import dev.venturi.table.UsageException;
import org.junit.jupiter.api.Test;

final class KernelSelectionTest {
    private static final long LARGE = KernelSelection.CROSSOVER;
    private static final Machine WIDE = new Machine(true, true, () -> 8);
    private static final Machine WITHOUT_MODULE = new Machine(false, true, () -> neverAsked());
    private static final Machine WITHOUT_C2 = new Machine(true, false, () -> neverAsked());

    @Test
    void autoTakesVectorsForALargeJob() {
        KernelSelection selection = auto(438_000_000, WIDE);
        assertThat(selection.vector()).isTrue();
        assertThat(selection.reason()).isEqualTo("vector (8 x 64 bits): about 438,000,000 values");
        assertThat(auto(LARGE, WIDE).vector()).isTrue();
    }

    @Test
    void autoStaysScalarBelowTheCrossoverAndDoesNotLoadTheVectorApi() {
        KernelSelection selection = auto(LARGE - 1, new Machine(true, true, () -> neverAsked()));
        assertThat(selection.vector()).isFalse();
        assertThat(selection.reason())
                .isEqualTo(
                        ("scalar: about 199,000,000 values; below %,d compiling vector code costs"
                                        + " more than it saves")
                                .formatted(LARGE));
        assertThat(auto(1, WIDE).reason()).startsWith("scalar: about 1 value; below");
        assertThat(auto(30_804, WIDE).reason()).startsWith("scalar: about 30,800 values; below");
    }

    @Test
    void autoSaysWhatIsMissing() {
        assertThat(auto(LARGE, WITHOUT_MODULE).reason())
                .isEqualTo(
                        "scalar: module jdk.incubator.vector is absent;"
                                + " add --add-modules jdk.incubator.vector");
        assertThat(auto(LARGE, WITHOUT_C2).reason())
                .startsWith("scalar: this JVM runs without its optimising compiler");
        assertThat(auto(LARGE, new Machine(true, true, () -> 1)).reason())
                .isEqualTo("scalar: this machine's vectors have 1 x 64 bits; 2, 4 or 8 are needed");
        assertThat(auto(LARGE, new Machine(true, true, () -> 16)).vector()).isFalse();
    }

    @Test
    void vectorAskedForIsTakenForAnyJob() {
        KernelSelection selection = KernelSelection.select(KernelChoice.VECTOR, 1, WIDE);
        assertThat(selection.vector()).isTrue();
        assertThat(selection.reason()).isEqualTo("vector (8 x 64 bits): asked for");
    }

    @Test
    void vectorAskedForAndAbsentIsAnError() {
        assertThatThrownBy(() -> KernelSelection.select(KernelChoice.VECTOR, LARGE, WITHOUT_MODULE))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--kernels vector: module jdk.incubator.vector is absent;"
                                + " add --add-modules jdk.incubator.vector");
        assertThatThrownBy(() -> KernelSelection.select(KernelChoice.VECTOR, LARGE, WITHOUT_C2))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("leave out -Xint and -XX:TieredStopAtLevel");
    }

    @Test
    void scalarAskedForIsTakenForAnyJob() {
        KernelSelection selection = KernelSelection.select(KernelChoice.SCALAR, LARGE, WIDE);
        assertThat(selection.reason()).isEqualTo("scalar: asked for");
        assertThat(selection.create()).isInstanceOf(ScalarKernels.class);
    }

    @Test
    void everyThreadGetsKernelsOfItsOwn() {
        KernelSelection selection = KernelSelection.select(KernelChoice.VECTOR, LARGE);
        assertThat(selection.create()).isNotSameAs(selection.create());
        assertThat(selection.create().name()).startsWith("vector");
    }

    @Test
    void choicesAreThreeWords() {
        for (KernelChoice choice : KernelChoice.values()) {
            assertThat(KernelChoice.of(choice.toString())).isEqualTo(choice);
        }
        assertThatThrownBy(() -> KernelChoice.of("fast"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--kernels fast: expected auto, scalar or vector");
    }

    private static KernelSelection auto(long values, Machine machine) {
        return KernelSelection.select(KernelChoice.AUTO, values, machine);
    }

    private static int neverAsked() {
        throw new AssertionError("the Vector API would be loaded for nothing");
    }
}
