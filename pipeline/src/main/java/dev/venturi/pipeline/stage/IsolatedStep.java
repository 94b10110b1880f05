package dev.venturi.pipeline.stage;

import dev.venturi.pipeline.graph.StageContext;
import dev.venturi.pipeline.graph.StageWork;
import dev.venturi.table.Internal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A class of the user's at work in a JVM of its own: what a [MapStep] or [FilterStep] says, passed
/// as texts.
@Internal
public final class IsolatedStep implements StageWork<StageTable> {
    private static final String WITH = "with.";

    private final Map<String, String> texts;

    /// The work that some texts say.
    ///
    /// @param texts as [#texts] makes them
    public IsolatedStep(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /// Whether a step can be passed on.
    public static boolean fits(Step step) {
        return step instanceof MapStep
                || (step instanceof FilterStep filter && !filter.className().isEmpty());
    }

    /// What a step says, as texts.
    ///
    /// @param title how messages call the stage
    public static Map<String, String> texts(
            Step step, StageJob.RejectPlan rejects, RunSettings settings, String title) {
        Map<String, String> texts = new LinkedHashMap<>();
        switch (step) {
            case MapStep map -> {
                texts.put("class", map.className());
                map.with().forEach((name, value) -> texts.put(WITH + name, value));
            }
            case FilterStep filter -> {
                texts.put("class", filter.className());
                filter.with().forEach((name, value) -> texts.put(WITH + name, value));
            }
            default -> throw new IllegalArgumentException(step.type());
        }
        texts.put("type", step.type());
        texts.put("input", step.inputs().getFirst());
        texts.put("title", title);
        texts.put("temporary", settings.temporary().toString());
        texts.put("createdBy", settings.createdBy());
        texts.put("memory", Long.toString(settings.memoryBytes()));
        texts.put("rejects", rejects.file());
        texts.put("limit", Long.toString(rejects.limit()));
        return texts;
    }

    private String text(String name) {
        return texts.getOrDefault(name, "");
    }

    @Override
    public StageTable run(StageContext<StageTable> context) throws Exception {
        Map<String, String> with = new LinkedHashMap<>();
        texts.forEach((name, value) -> {
            if (name.startsWith(WITH)) {
                with.put(name.substring(WITH.length()), value);
            }
        });
        List<String> where = new ArrayList<>();
        Step step =
                text("type").equals("map")
                        ? new MapStep(text("input"), text("class"), with)
                        : new FilterStep(text("input"), where, text("class"), with);
        RunSettings settings =
                new RunSettings(
                        1,
                        Long.parseLong(text("memory")),
                        Path.of(text("temporary")),
                        false,
                        text("createdBy"),
                        IsolatedStep.class.getClassLoader());
        return Workers.run(
                step,
                new StageJob(
                        context,
                        step.inputs(),
                        settings,
                        new Roles(key -> text("title") + ": " + key),
                        new StageJob.RejectPlan(text("rejects"), Long.parseLong(text("limit")))));
    }
}
