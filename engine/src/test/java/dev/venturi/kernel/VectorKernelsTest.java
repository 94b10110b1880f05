package dev.venturi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Fails, rather than being skipped, where the module of the Vector API is missing.
final class VectorKernelsTest extends KernelsContract {
    @Override
    Kernels kernels() {
        return KernelSelection.select(KernelChoice.VECTOR, 0).create();
    }

    @Test
    void theKernelsUnderTestAreTheVectorKernels() {
        assertThat(kernels().name()).matches("vector \\([248] x 64 bits\\)");
    }
}
