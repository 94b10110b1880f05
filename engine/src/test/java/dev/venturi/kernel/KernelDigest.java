package dev.venturi.kernel;

import java.util.Random;

/// Prints one line: the kernels' name and a number that changes when any bit does of what any
/// kernel answers for some thousand seeded cases. Started in other JVMs by [VectorWidthTest].
public final class KernelDigest {
    private static final int CASES = 3000;

    private KernelDigest() {}

    public static void main(String[] args) {
        Kernels kernels = KernelSelection.select(KernelChoice.of(args[0]), 0).create();
        System.out.println(kernels.name() + ": " + of(kernels));
    }

    static String of(Kernels kernels) {
        long digest = 0;
        for (long seed = 0; seed < CASES; seed++) {
            KernelCase c = KernelCase.of(seed, new Random(seed).nextInt(600));
            digest = digest * 31 + KernelResults.digest(kernels, c);
        }
        return Long.toHexString(digest);
    }
}
