package dev.venturi.benchmarks.graph;

import dev.venturi.benchmarks.report.Contender;
import dev.venturi.benchmarks.report.Interleaved;
import dev.venturi.benchmarks.report.Measured;
import dev.venturi.benchmarks.report.Page;
import dev.venturi.benchmarks.report.Session;
import dev.venturi.pipeline.graph.GraphOptions;
import dev.venturi.pipeline.graph.ResultCodec;
import dev.venturi.pipeline.graph.ResultStore;
import dev.venturi.pipeline.graph.Retry;
import dev.venturi.pipeline.graph.Stage;
import dev.venturi.pipeline.graph.StageContext;
import dev.venturi.pipeline.graph.StageGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Measures what the scheduler and the store add to each stage: graphs of stages that do nothing,
/// elapsed time by number of stages.
public final class GraphOverhead {
    private static final int STAGES = 1_000;
    private static final int KEPT_STAGES = 200;
    private static final int RUNS = 9;
    private static final double WARM_UP_SECONDS = 2;
    private static final double WANTED_MILLIS = 1;

    private final Session session;
    private final int workers = Runtime.getRuntime().availableProcessors();
    private final List<Integer> stages = new ArrayList<>();
    private final Interleaved timing;
    private int stores;

    private GraphOverhead(Session session) {
        this.session = session;
        this.timing = new Interleaved(session.deadline());
    }

    /// Results as a text file.
    private static final class Texts implements ResultCodec<String> {
        @Override
        public void write(String result, Path directory) throws IOException {
            Files.writeString(directory.resolve("text"), result);
        }

        @Override
        public String read(Path directory) throws IOException {
            return Files.readString(directory.resolve("text"));
        }
    }

    /// Measures and writes the page.
    ///
    /// @param args none
    public static void main(String[] args) throws Exception {
        Session session = Session.ofProperties();
        Files.createDirectories(session.work());
        new GraphOverhead(session).measure();
    }

    private void measure() throws Exception {
        StageGraph<String> chain = graph(STAGES, 1, Retry.NONE);
        StageGraph<String> retried = graph(STAGES, 1, Retry.times(3, Duration.ofSeconds(1)));
        StageGraph<String> keptChain = graph(KEPT_STAGES, 1, Retry.NONE);
        add("chain", STAGES, () -> run(chain));
        add("chain, with Failsafe's retry", STAGES, () -> run(retried));
        StageGraph<String> layers = graph(STAGES, 50, Retry.NONE);
        add("20 layers of 50, each stage needing 3", STAGES, () -> run(layers));
        add("chain, results into a store", KEPT_STAGES, () -> fresh(keptChain));
        Path full = session.work().resolve("graph-store-full");
        kept(keptChain, full);
        add("chain, results from a store", KEPT_STAGES, () -> kept(keptChain, full));
        Map<Contender, Measured> measured = timing.measure();
        report(measured);
    }

    private void add(String what, int count, Callable<Double> run) {
        stages.add(count);
        timing.add(new Contender(what, workers), RUNS, WARM_UP_SECONDS, run);
    }

    /// @param width stages of a layer; each needs three of the layer before
    private static StageGraph<String> graph(int count, int width, Retry retry) {
        List<Stage<String>> graph = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            int layer = s / width;
            List<String> inputs = new ArrayList<>();
            for (int i = 0; layer > 0 && i < Math.min(3, width); i++) {
                inputs.add("s" + ((layer - 1) * width + (s + i * 7) % width));
            }
            String name = "s" + s;
            graph.add(
                    Stage.of(name, (StageContext<String> _) -> name)
                            .after(inputs)
                            .retrying(retry)
                            .reusedBy(name));
        }
        return StageGraph.of(graph);
    }

    private double run(StageGraph<String> graph) {
        return run(graph, GraphOptions.<String>defaults().withWorkers(workers));
    }

    private static double run(StageGraph<String> graph, GraphOptions<String> options) {
        return graph.run(options).orThrow().report().stages().size();
    }

    private double kept(StageGraph<String> graph, Path directory) {
        try (ResultStore<String> store = ResultStore.open(directory, new Texts())) {
            return run(
                    graph, GraphOptions.<String>defaults().withWorkers(workers).withStore(store));
        }
    }

    private double fresh(StageGraph<String> graph) {
        stores++;
        return kept(graph, session.work().resolve("graph-store-" + stores));
    }

    private void report(Map<Contender, Measured> measured) throws Exception {
        Page page = new Page("What a stage costs beside its work");
        List<List<String>> rows = new ArrayList<>();
        double most = 0;
        int of = 0;
        for (Map.Entry<Contender, Measured> entry : measured.entrySet()) {
            int count = stages.get(of);
            of++;
            double wall = entry.getValue().wall() / count * 1e3;
            most = Math.max(most, wall);
            rows.add(
                    List.of(
                            entry.getKey().what(),
                            Integer.toString(count),
                            Page.text("%.4f", wall),
                            Page.text("%.4f", entry.getValue().fastest() / count * 1e3),
                            Page.text("%.4f", entry.getValue().cpu() / count * 1e3)));
        }
        page.target(
                "the dearest kind, ms per stage", most, Double.NaN, WANTED_MILLIS, false, "%.3f");
        page.section("Milliseconds per stage")
                .say(
                        "Stages that give their name and do nothing else, %d workers, %d runs in turn."
                                .formatted(workers, RUNS))
                .table(List.of("graph", "stages", "median", "fastest", "processor"), rows);
        page.write("stage-graph", session, "not used");
    }
}
