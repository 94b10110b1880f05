package dev.venturi.feature;

import dev.venturi.table.EntityKey;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Projection;
import dev.venturi.table.RowBatch;
import dev.venturi.table.Split;
import dev.venturi.table.SplitReader;
import dev.venturi.table.TableSource;
import dev.venturi.table.TypeAssumptionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds out before a run whether the rows of entities stand together: by what the files say of
/// their keys, else by the keys at the beginning of a few splits.
///
/// A sample can show that an entity returns, never that none does; the run itself watches for that
/// ([FinishedKeys]) and begins again if it must.
final class LayoutProbe {
    private static final int SAMPLE_ROWS = 8192;

    private final TableSource source;
    private final ResolvedPlan plan;
    private final List<Split> splits;

    LayoutProbe(TableSource source, ResolvedPlan plan, List<Split> splits) {
        this.source = source;
        this.plan = plan;
        this.splits = splits;
    }

    Layout find() throws IOException {
        if (plan.keys().isEmpty()) {
            return clustered("the whole table is one entity", Double.POSITIVE_INFINITY);
        }
        Map<EntityKey, Integer> seen = new HashMap<>();
        int samples = 0;
        long rows = 0;
        long runs = 0;
        EntityKey last = null;
        for (Split split : sampled()) {
            RowBatch batch = read(split);
            for (int run = 0; run < batch.runs(); run++) {
                EntityKey key = batch.key(run);
                Integer before = seen.putIfAbsent(key, samples);
                boolean goesOn = run == 0 && key.equals(last);
                last = key;
                if (before != null && !goesOn) {
                    return new Layout(
                            Layout.Kind.SCATTERED,
                            before == samples
                                    ? "entity %s returns in %s, others between"
                                            .formatted(key, name(samples))
                                    : "entity %s stands in %s and again in %s, others between"
                                            .formatted(key, name(before), name(samples)),
                            (double) (rows + batch.rows()) / (runs + batch.runs()));
                }
            }
            samples++;
            rows += batch.rows();
            runs += batch.runs();
        }
        double together = (double) rows / Math.max(1, runs);
        return clustered(
                "no entity returns within %,d rows of %d %s; %.3g rows stand together on average"
                                .formatted(
                                        rows, samples, samples == 1 ? "place" : "places", together)
                        + source.disjointKeys(plan.projection().keys())
                                .map(ranges -> "; " + ranges)
                                .orElse(""),
                together);
    }

    private String name(int sample) {
        Split split = sampled().get(sample);
        return split.equals(splits.getFirst()) || source.files().size() > 1
                ? source.files().get(split.file())
                : "%s from %,d on".formatted(source.files().get(split.file()), split.from());
    }

    private static Layout clustered(String reason, double together) {
        return new Layout(Layout.Kind.CLUSTERED, reason, together);
    }

    /// The first split of the first two files, the one in the middle, the last.
    private List<Split> sampled() {
        Set<Integer> chosen = new LinkedHashSet<>();
        if (!splits.isEmpty()) {
            chosen.add(0);
            for (int s = 1; s < splits.size(); s++) {
                if (splits.get(s).file() != splits.getFirst().file()) {
                    chosen.add(s);
                    break;
                }
            }
            chosen.add(splits.size() / 2);
            chosen.add(splits.size() - 1);
        }
        List<Split> sampled = new ArrayList<>();
        chosen.stream().sorted().forEach(index -> sampled.add(splits.get(index)));
        return sampled;
    }

    /// The first rows of a split, or none when they cannot be read: the run will say why.
    private RowBatch read(Split split) throws IOException {
        Projection keys =
                new Projection(
                        plan.projection().keys(),
                        List.of(),
                        List.of(),
                        plan.projection().filters(),
                        true);
        RowBatch batch = new RowBatch(plan.keys().size(), 0, 0, SAMPLE_ROWS);
        try (SplitReader reader = source.open(split, keys)) {
            reader.read(batch);
        } catch (MalformedDataException | TypeAssumptionException _) {
            batch.clear(); // a guessed start may stand within quotes
        }
        return batch;
    }
}
