package dev.venturi.pipeline;

import dev.venturi.pipeline.stage.KeysStep;
import dev.venturi.pipeline.stage.LookupStep;
import dev.venturi.pipeline.stage.SqlStep;
import dev.venturi.pipeline.stage.Step;
import dev.venturi.table.NearestName;
import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sources, stages and sinks with what each takes: a graph without cycles. From a file
/// ([dev.venturi.pipeline.file.PipelineFile]) or made in Java:
///
/// ```java
/// Pipeline pipeline = Pipeline.named("orders")
///         .stage("orders", read("data/orders.csv"))
///         .stage("recent", sql("SELECT * FROM orders WHERE day >= '2026-01-01'").over("orders"))
///         .stage("spent", aggregate("recent").by("user_id").compute("spent", "sum(price)"))
///         .stage("best", top("spent", 100).by("spent desc"))
///         .stage("file", write("best", "best.parquet"))
///         .build();
/// ```
public final class Pipeline {
    private final String name;
    private final Map<String, Stage> stages;

    private Pipeline(String name, Map<String, Stage> stages) {
        this.name = name;
        this.stages = stages;
    }

    /// Begins a pipeline.
    public static Builder named(String name) {
        return new Builder(name);
    }

    /// How it is called.
    public String name() {
        return name;
    }

    /// Its stages, each behind those it takes tables of; else in the order they were given.
    public List<Stage> stages() {
        return List.copyOf(stages.values());
    }

    /// The stage of a name.
    ///
    /// @throws UsageException when there is none, with the nearest name
    public Stage stage(String wanted) {
        Stage stage = stages.get(wanted);
        if (stage == null) {
            throw new UsageException(
                    "no stage \"%s\"; %s".formatted(wanted, nearest(wanted, stages)));
        }
        return stage;
    }

    private static String nearest(String written, Map<String, Stage> stages) {
        return NearestName.of(written, stages.keySet())
                .map("did you mean \"%s\"?"::formatted)
                .orElseGet(() -> "expected one of " + String.join(", ", stages.keySet()));
    }

    /// Collects stages.
    public static final class Builder {
        private final String name;
        private final Map<String, Stage> stages = new LinkedHashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        /// Adds a stage.
        public Builder stage(String stageName, Step step) {
            return stage(new Stage(stageName, step));
        }

        /// Adds a stage that is run in another way.
        public Builder stage(String stageName, Step step, StageOptions options) {
            return stage(new Stage(stageName, step, options, Map.of()));
        }

        /// Adds a stage.
        ///
        /// @throws UsageException when there is one of its name
        public Builder stage(Stage stage) {
            if (stages.putIfAbsent(stage.name(), stage) != null) {
                throw new UsageException(
                        "%s: two stages have this name; rename one".formatted(stage.title()));
            }
            return this;
        }

        /// The pipeline.
        ///
        /// @throws UsageException when a stage takes the table of one that is not there, of one
        ///   that only writes, or of itself by way of others: the cycle is spelled out; and when
        ///   two stages write the same file or table
        public Pipeline build() {
            if (stages.isEmpty()) {
                throw new UsageException("a pipeline needs at least one stage");
            }
            Map<String, Stage> ordered = new LinkedHashMap<>();
            for (Stage stage : stages.values()) {
                add(stage, new ArrayList<>(), ordered);
            }
            new Outputs().add(stages.values(), Map.of());
            return new Pipeline(name, ordered);
        }

        /// The key by which a stage names an input.
        private static String inputKey(Stage stage, String input) {
            return switch (stage.step()) {
                case SqlStep _ -> "inputs";
                case LookupStep lookup when !lookup.input().equals(input) -> "from";
                case KeysStep keys when !keys.input().equals(input) -> "keys-of";
                default -> "input";
            };
        }

        private void add(Stage stage, List<String> above, Map<String, Stage> ordered) {
            if (ordered.containsKey(stage.name())) {
                return;
            }
            int begin = above.indexOf(stage.name());
            above.add(stage.name());
            if (begin >= 0) {
                throw new UsageException(
                        "%s: takes its own table: %s; break the cycle"
                                .formatted(
                                        stage.title(),
                                        String.join(" <- ", above.subList(begin, above.size()))));
            }
            for (String input : stage.step().inputs()) {
                Stage from = stages.get(input);
                if (from == null) {
                    throw new UsageException(
                            "%s: no stage \"%s\"; %s"
                                    .formatted(
                                            stage.role(inputKey(stage, input)),
                                            input,
                                            nearest(input, stages)));
                }
                if (from.step().type().equals("write")) {
                    throw new UsageException(
                            "%s: \"%s\" only writes and has no table to take; take that of \"%s\""
                                    .formatted(
                                            stage.role(inputKey(stage, input)),
                                            input,
                                            from.step().inputs().getFirst()));
                }
                add(from, above, ordered);
            }
            above.removeLast();
            ordered.put(stage.name(), stage);
        }
    }
}
