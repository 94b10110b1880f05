package dev.venturi.cli.pipeline;

import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.pipeline.cache.simulate.CurvePage;
import dev.venturi.pipeline.cache.simulate.CurveText;
import dev.venturi.pipeline.cache.simulate.KeyTrace;
import dev.venturi.pipeline.cache.simulate.MissRatioCurve;
import dev.venturi.pipeline.cache.simulate.Policy;
import dev.venturi.table.FileTable;
import java.util.ArrayList;
import java.util.List;

/// Simulates caches on a trace of keys.
public final class CacheVerb {
    private CacheVerb() {}

    /// How often caches would have missed, for whoever reads it.
    public static final class Outcome {
        private final MissRatioCurve curve;

        private Outcome(MissRatioCurve curve) {
            this.curve = curve;
        }

        /// For a terminal.
        public String text() {
            return CurveText.of(curve);
        }

        /// For a browser.
        public String page(String title) {
            return CurvePage.of(curve, title);
        }

        /// For programs: of each size the share of keys that missed, by policy.
        public JsonValue json() {
            List<JsonValue> points = new ArrayList<>();
            for (int point = 0; point < curve.sizes().size(); point++) {
                JsonValue.Members ratios = JsonValue.object();
                for (Policy policy : Policy.values()) {
                    ratios.with(policy.title(), JsonValue.of(curve.missRatio(policy, point)));
                }
                points.add(
                        JsonValue.object()
                                .with("entries", JsonValue.of(curve.sizes().get(point)))
                                .with("missRatios", ratios.build())
                                .build());
            }
            return JsonValue.object()
                    .with("keys", JsonValue.of(curve.length()))
                    .with("different", JsonValue.of(curve.different()))
                    .with("sizes", new JsonArray(points))
                    .build();
        }
    }

    /// Reads the keys of a column and simulates all policies.
    ///
    /// @param sizes in entries; none: from 1 to the number of different keys
    public static Outcome simulate(FileTable table, int column, List<Integer> sizes) {
        return new Outcome(MissRatioCurve.of(KeyTrace.of(table, column), sizes));
    }
}
