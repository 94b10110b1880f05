package dev.venturi.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final StageReport FAILED =
            new StageReport(
                    "join <a:b>",
                    List.of("orders", "users"),
                    StageState.TIMED_OUT,
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(8),
                    1,
                    "took longer than 2 s & did not stop",
                    null,
                    List.of("dev.x.Join.run(Join.java:7)"),
                    0,
                    Map.of("rows", 1234L),
                    List.of(),
                    List.of());

    private static final RunReport REPORT =
            new RunReport(
                    RunState.TIMED_OUT,
                    Instant.EPOCH,
                    Duration.ofSeconds(8),
                    2,
                    List.of(
                            ParallelismTest.stage("orders", 0, 4),
                            ParallelismTest.stage("users", 0, 2),
                            FAILED,
                            new StageReport(
                                    "written",
                                    List.of("join <a:b>"),
                                    StageState.UPSTREAM_FAILED,
                                    Duration.ofSeconds(8),
                                    Duration.ofSeconds(8),
                                    Duration.ofSeconds(8),
                                    0,
                                    "it needs stage \"join\"",
                                    null,
                                    List.of(),
                                    0,
                                    Map.of(),
                                    List.of(),
                                    List.of())),
                    "join <a:b>",
                    List.of("stage \"join <a:b>\" is left behind"));

    @Test
    void aTerminalSeesBarsAndWhatFollowsFromThem() {
        assertThat(Timeline.text(REPORT, 40))
                .isEqualTo(
                        """
                        stage         state            took          0                                    8 s
                        orders *      SUCCEEDED        4 s           ====================
                        users         SUCCEEDED        2 s           ==========
                        join <a:b> *  TIMED_OUT        2 s                               ..........=========
                        written       UPSTREAM_FAILED

                        run TIMED_OUT in 8 s; critical path orders -> join <a:b>: 6 s
                        stages at once: 1.00 on average, 2 attainable (2 workers, at most 2 stages that do not need each other)
                        half the time of a stage would save: orders 2 s, join <a:b> 1 s
                        stage "join <a:b>" TIMED_OUT: took longer than 2 s & did not stop
                            at dev.x.Join.run(Join.java:7)
                        warning: stage "join <a:b>" is left behind
                        """);
    }

    @Test
    void mermaidDrawsWhatRan() {
        assertThat(Timeline.mermaid(REPORT))
                .isEqualTo(
                        """
                        gantt
                            title TIMED_OUT in 8 s
                            dateFormat x
                            axisFormat %H:%M:%S.%L
                            orders SUCCEEDED :crit, done, s1, 0, 4000
                            users SUCCEEDED :done, s2, 0, 2000
                            join <a_b> TIMED_OUT :crit, s3, 6000, 8000
                        """);
    }

    @Test
    void thePageIsWellFormedAndNeedsNothingFromElsewhere() throws Exception {
        String page = Timeline.html(REPORT);
        String body = page.substring(page.indexOf("<html"));
        DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(page)
                .contains("join &lt;a:b&gt; *")
                .contains("took longer than 2 s &amp; did not stop")
                .contains("1,234 rows")
                .doesNotContain("http")
                .doesNotContain("<script");
    }
}
