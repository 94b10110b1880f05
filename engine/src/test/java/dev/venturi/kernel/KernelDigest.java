package dev.venturi.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Prints one line: the kernels' name and a number that changes when any bit does of what any
/// kernel answers for some thousand seeded cases. Started in other JVMs by [VectorWidthTest].
public final class KernelDigest {
    private static final int CASES = 3000;

    private KernelDigest() {}

    public static void main(String[] args) {
        KernelSelection selection = KernelSelection.select(KernelChoice.of(args[0]), 0);
        Kernels kernels = selection.create();
        FieldKernels fields = FieldKernels.create(selection.vector());
        System.out.println(kernels.name() + ": " + of(kernels) + "-" + of(fields));
    }

    /// The same for the kernels that read fields; what they may leave over is read by the scalar
    /// form, as readers do.
    static String of(FieldKernels fields) {
        long digest = 0;
        FieldKernels scalar = new ScalarFieldKernels();
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            int count = random.nextInt(1000);
            StringBuilder text = new StringBuilder(" ".repeat(FieldKernels.MARGIN));
            int[] at = new int[count + 1];
            at[0] = text.length() - 1;
            for (int r = 1; r <= count; r++) {
                boolean point = random.nextBoolean();
                int digits = random.nextInt(random.nextInt(2000) == 0 ? 1 << 30 : 100_000);
                text.append(point ? digits / 10.0 : digits);
                at[r] = text.length();
                text.append(random.nextInt(4) == 0 ? '\n' : ',');
            }
            byte[] bytes =
                    text.append(" ".repeat(128)).toString().getBytes(StandardCharsets.US_ASCII);
            double[] out = new double[count];
            int read = fields.decimals(bytes, at, 0, 1, count, false, out, 0);
            scalar.decimals(bytes, at, read, 1, count - read, false, out, read);
            digest = digest * 31 + Arrays.hashCode(out);
            int blocks = (bytes.length - 64) / 64;
            long[] marks = new long[blocks];
            long[] feeds = new long[blocks];
            for (int from = 0; from < 8; from++) {
                fields.mark(bytes, from, blocks, (byte) ',', marks, feeds, new long[blocks]);
                digest = (digest * 31 + Arrays.hashCode(marks)) * 31 + Arrays.hashCode(feeds);
            }
        }
        return Long.toHexString(digest);
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
