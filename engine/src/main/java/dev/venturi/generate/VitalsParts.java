package dev.venturi.generate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/// Writes the parts of a table, as many at once as it has workers.
public final class VitalsParts {
    /// Writes one part into a file of its own.
    @FunctionalInterface
    public interface Writer {
        /// Writes it with the workers it has; called by several threads at once.
        void write(VitalsPart part, Consumer<GenerateProgress> progress) throws IOException;
    }

    private static final GenerateProgress NOTHING = new GenerateProgress(0, 0);

    private final List<VitalsPart> parts;
    private final AtomicReferenceArray<GenerateProgress> made;

    private VitalsParts(List<VitalsPart> parts) {
        this.parts = parts;
        GenerateProgress[] nothing = new GenerateProgress[parts.size()];
        Arrays.fill(nothing, NOTHING);
        this.made = new AtomicReferenceArray<>(nothing);
    }

    /// Writes all parts of a table.
    ///
    /// @param files how many parts, see [PatientVitals#parts]
    /// @param progress told of all rows written, by several threads at once
    /// @return the rows written
    /// @throws IOException of the first writer that failed; the others end soon after
    public static GenerateProgress write(
            PatientVitals table, int files, Writer writer, Consumer<GenerateProgress> progress)
            throws IOException {
        int together = Math.min(table.workers(), files);
        int each = Math.max(1, table.workers() / together);
        List<VitalsPart> parts = new ArrayList<>();
        for (VitalsPart part : table.parts(files)) {
            parts.add(part.workers(each));
        }
        VitalsParts work = new VitalsParts(List.copyOf(parts));
        OrderedWork.run(together, files, () -> work.worker(writer, progress));
        return work.progress();
    }

    private OrderedWork.Worker worker(Writer writer, Consumer<GenerateProgress> progress) {
        return new OrderedWork.Worker() {
            @Override
            public void make(long piece) throws IOException {
                writer.write(
                        parts.get((int) piece),
                        now -> {
                            made.set((int) piece, now);
                            progress.accept(progress());
                        });
            }

            @Override
            public void deliver() {
                // the file is written
            }
        };
    }

    private GenerateProgress progress() {
        long rows = 0;
        double share = 0;
        for (int p = 0; p < parts.size(); p++) {
            GenerateProgress part = made.get(p);
            rows += part.rows();
            share += part.share() * parts.get(p).share();
        }
        return new GenerateProgress(rows, share);
    }
}
