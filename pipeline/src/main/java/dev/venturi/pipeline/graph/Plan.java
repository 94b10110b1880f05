package dev.venturi.pipeline.graph;

import dev.venturi.pipeline.graph.PlannedStage.Action;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Goes through a graph as a run would, without computing anything.
///
/// @param <R> what stages hand on
final class Plan<R> {
    private final StageGraph<R> graph;
    private final @Nullable ResultStore<R> store;
    private final BitSet needed;
    private final BitSet again;

    /// Hashes of the results that are kept, by stage.
    private final Map<String, String> known = new LinkedHashMap<>();

    Plan(StageGraph<R> graph, GraphOptions<R> options) {
        this.graph = graph;
        this.store = options.store();
        Shape shape = graph.shape();
        this.needed = shape.upstream(shape.asked(options.targets()));
        this.again = shape.downstream(shape.numbers(options.again()));
    }

    List<PlannedStage> stages() {
        List<PlannedStage> planned = new ArrayList<>();
        for (String name : graph.order()) {
            Stage<R> stage = graph.stage(name);
            try {
                planned.add(new PlannedStage(name, stage.inputs(), action(stage)));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(
                        "stage \"%s\": cannot say what it computes: %s"
                                .formatted(name, e.getMessage()),
                        e);
            }
        }
        return planned;
    }

    private Action action(Stage<R> stage) throws Exception {
        int number = graph.shape().number(stage.name());
        if (!needed.get(number)) {
            return Action.SKIP;
        }
        Fingerprint fingerprint = stage.fingerprint();
        if (store == null || fingerprint == null || again.get(number)) {
            return Action.COMPUTE;
        }
        Map<String, String> contents = new LinkedHashMap<>();
        for (String input : stage.inputs()) {
            String content = known.get(input);
            if (content == null) {
                return Action.COMPUTE_IF_CHANGED;
            }
            contents.put(input, content);
        }
        Optional<String> kept = store.content(ResultStore.key(fingerprint.text(), contents));
        kept.ifPresent(content -> known.put(stage.name(), content));
        return kept.isPresent() ? Action.REUSE : Action.COMPUTE;
    }
}
