package dev.venturi.kernel;

import java.util.Random;

/// One call of every kernel: a series somewhere inside an array, of a content drawn from a seed.
///
/// @param values the series at `[from, from + n)`, other numbers around it; no NaN there
/// @param axis in step with `values`, rising
/// @param gappy as `values`, with NaN where a value is missing
@SuppressWarnings("ArrayRecordComponent") // never compared
record KernelCase(
        String name,
        double[] values,
        double[] axis,
        double[] gappy,
        int from,
        int n,
        int lag,
        double mean,
        double centre,
        double threshold) {
    /// What the values look like.
    enum Content {
        DECIMALS,
        GAUSSIAN,
        MAGNITUDES,
        CONSTANT,
        SIGNED_ZEROS,
        NEGATIVE_ZEROS,
        ZEROS_AMONG_NEGATIVES,
        SUBNORMAL,
        HUGE,
        INFINITIES,
        EVERYTHING
    }

    private static final double[] GAPS = {0.0, 0.05, 0.5, 0.95, 1.0};

    static KernelCase of(long seed, int n) {
        Content[] contents = Content.values();
        return of(seed, n, contents[(int) (seed % contents.length)]);
    }

    static KernelCase of(long seed, int n, Content content) {
        Random random = new Random(seed);
        int from = random.nextInt(20);
        int lag = random.nextInt(12);
        int length = from + n + Math.max(lag, 1) + random.nextInt(3);
        double constant = (random.nextInt(2001) - 1000) / 10.0;
        double[] values = new double[length];
        double[] axis = new double[length];
        double[] gappy = new double[length];
        double gaps = GAPS[random.nextInt(GAPS.length)];
        for (int i = 0; i < length; i++) {
            values[i] = content == Content.CONSTANT ? constant : draw(content, random);
            axis[i] = i * 0.37 + random.nextDouble() * 0.3;
            gappy[i] = random.nextDouble() < gaps ? Double.NaN : values[i];
        }
        double mean =
                switch (random.nextInt(4)) {
                    case 0 -> 0.0;
                    case 1 -> values[from];
                    default -> average(values, from, n);
                };
        return new KernelCase(
                "seed %d, %s, n = %d, from = %d, lag = %d, gaps %s"
                        .formatted(seed, content, n, from, lag, gaps),
                values,
                axis,
                gappy,
                from,
                n,
                lag,
                mean,
                -(n - 1) / 2.0,
                Math.abs(draw(content, random) - mean));
    }

    private static double draw(Content content, Random random) {
        return switch (content) {
            case DECIMALS, CONSTANT -> (720 + random.nextInt(481) - 240) / 10.0;
            case GAUSSIAN -> random.nextGaussian();
            case MAGNITUDES -> random.nextGaussian() * Math.pow(10, random.nextInt(19) - 9);
            case SIGNED_ZEROS -> random.nextBoolean() ? 0.0 : -0.0;
            case NEGATIVE_ZEROS -> -0.0;
            case ZEROS_AMONG_NEGATIVES ->
                    random.nextInt(3) == 0 ? -random.nextInt(3) : 0.0 * random.nextInt(2);
            case SUBNORMAL -> (random.nextInt(2001) - 1000) * Double.MIN_VALUE;
            case HUGE -> (random.nextDouble() - 0.5) * Double.MAX_VALUE;
            case INFINITIES ->
                    random.nextInt(40) == 0
                            ? Double.POSITIVE_INFINITY
                            : random.nextInt(2000) == 0
                                    ? Double.NEGATIVE_INFINITY
                                    : random.nextGaussian();
            case EVERYTHING -> {
                double any = Double.longBitsToDouble(random.nextLong());
                yield Double.isNaN(any) ? -0.0 : any;
            }
        };
    }

    private static double average(double[] values, int from, int n) {
        double sum = 0.0;
        for (int i = from; i < from + n; i++) {
            sum += values[i];
        }
        return n == 0 ? 0.0 : sum / n;
    }
}
