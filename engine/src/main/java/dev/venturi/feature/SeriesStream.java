package dev.venturi.feature;

import dev.venturi.kernel.Kernels;
import dev.venturi.table.Internal;
import org.jspecify.annotations.Nullable;

/// Computes the features of one series that comes in pieces, read [#passes] times over.
///
/// ```java
/// for (int pass = 0; pass < stream.passes(); pass++) {
///     stream.begin(pass);
///     while (more) stream.rows(values, exact, axis, from, to);
///     stream.end(pass);
/// }
/// stream.finish(cells, firstFeature, entity);
/// ```
///
/// Each pass must see the same rows in the same order; the cuts may differ. Memory: some blocks of
/// 8,192 values, and twice the longest window. The results have the bits of
/// [ColumnProgram#evaluate].
@Internal
public final class SeriesStream {
    private final ColumnProgram program;
    private final ProgramPlan plan;
    private final SeriesSums sums;
    private final int deviationPass;
    private final double[] extremes = new double[2];
    private final double[] piece = new double[Kernels.BLOCK + 8];
    private final double[] pieceAxis;

    /// Valid values waiting to become a block: `[head, tail)`.
    private final double[] waiting;

    private final double[] waitingAxis;
    private int head;
    private int tail;
    private int pass = -1;

    SeriesStream(ColumnProgram program) {
        this.program = program;
        plan = program.plan;
        sums = program.sums;
        deviationPass = plan.deviations ? 1 : -1;
        int capacity = 2 * (plan.lookAhead + 2 * Kernels.BLOCK);
        waiting = new double[capacity];
        waitingAxis = new double[plan.axis ? capacity : 0];
        pieceAxis = new double[plan.axis ? piece.length : 0];
    }

    /// How often the rows have to be handed over.
    public int passes() {
        return plan.passes();
    }

    /// Before the rows of a pass.
    ///
    /// @param pass 0..passes-1, one after the other
    public void begin(int pass) {
        if (pass != 0 && pass != this.pass + 1) {
            throw new IllegalStateException("pass %d after %d".formatted(pass, this.pass));
        }
        this.pass = pass;
        head = 0;
        tail = 0;
        if (pass == 0) {
            sums.begin();
            program.whole.begin();
        }
    }

    /// The next rows, in any cut; parameters as in [ColumnProgram#evaluate].
    public void rows(
            double[] values, long @Nullable [] exact, double @Nullable [] axis, int from, int to) {
        if (pass == 0) {
            sums.rows += to - from;
            if (plan.zeroFilled) {
                sums.zeroFilled.gather(values, from, to);
            }
            if (plan.whole) {
                program.whole.addRows(values, exact, from, to);
            }
        } else if (pass == deviationPass && plan.zeroFilled) {
            sums.zeroFilled.deviate(values, from, to);
        }
        for (int start = from; start < to; start += Kernels.BLOCK) {
            append(values, axis, start, Math.min(to, start + Kernels.BLOCK));
            while (tail - head >= Kernels.BLOCK + plan.lookAhead) {
                block(Kernels.BLOCK);
            }
        }
    }

    /// After the rows of a pass.
    public void end(int pass) {
        if (pass == 0) {
            sums.gatherLast(waiting, tail);
        }
        while (head < tail) {
            block(Math.min(Kernels.BLOCK, tail - head));
        }
        if (pass == 0) {
            sums.gathered();
        }
        if ((pass == 0 && deviationPass < 0) || pass == deviationPass) {
            sums.deviated();
        }
    }

    /// After the last pass: writes the results, as [ColumnProgram#evaluate] does.
    public void finish(FeatureCells cells, int firstFeature, int entity) {
        if (pass != passes() - 1) {
            throw new IllegalStateException(
                    "finished after pass %d of %d".formatted(pass, passes()));
        }
        program.write(cells, firstFeature, entity);
    }

    private void append(double[] values, double @Nullable [] axis, int from, int to) {
        int n;
        if (!plan.axis) {
            n = program.kernels.compact(values, from, to, piece, extremes);
        } else if (axis == null) {
            throw new IllegalArgumentException("the program was compiled for a table with an axis");
        } else {
            n = program.kernels.compact(values, axis, from, to, piece, pieceAxis, extremes);
        }
        if (pass == 0) {
            sums.count += n;
            sums.min = Math.min(sums.min, extremes[0]);
            sums.max = Math.max(sums.max, extremes[1]);
        }
        if (tail + n > waiting.length) {
            System.arraycopy(waiting, head, waiting, 0, tail - head);
            if (plan.axis) {
                System.arraycopy(waitingAxis, head, waitingAxis, 0, tail - head);
            }
            tail -= head;
            head = 0;
        }
        System.arraycopy(piece, 0, waiting, tail, n);
        if (plan.axis) {
            System.arraycopy(pieceAxis, 0, waitingAxis, tail, n);
        }
        tail += n;
    }

    private void block(int n) {
        int ahead = tail - head - n;
        if (pass == 0) {
            sums.gather(waiting, waitingAxis, head, n, ahead);
        } else if (pass == deviationPass) {
            sums.deviate(waiting, waitingAxis, head, n, ahead);
        } else {
            sums.beyond(waiting, head, n);
        }
        head += n;
    }
}
