package dev.venturi.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.kernel.vector.VectorFieldKernels;
import org.junit.jupiter.api.Test;

/// Fails, rather than being skipped, where the module of the Vector API is missing.
final class VectorFieldKernelsTest extends FieldKernelsContract {
    @Override
    FieldKernels kernels() {
        return FieldKernels.create(true);
    }

    @Test
    void theKernelsUnderTestAreTheVectorKernels() {
        assertThat(kernels()).isInstanceOf(VectorFieldKernels.class);
    }
}
