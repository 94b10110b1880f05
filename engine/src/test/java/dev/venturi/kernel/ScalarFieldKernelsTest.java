package dev.venturi.kernel;

final class ScalarFieldKernelsTest extends FieldKernelsContract {
    @Override
    FieldKernels kernels() {
        return FieldKernels.create(false);
    }
}
