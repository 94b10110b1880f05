package dev.venturi.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.venturi.cli.report.DiffReport;
import dev.venturi.cli.report.Explanation;
import dev.venturi.json.JsonReader;
import dev.venturi.profile.Cpu;
import dev.venturi.profile.LineShare;
import dev.venturi.profile.MethodShare;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import dev.venturi.profile.diff.ProfileDiff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of a recording made here.
final class ReportPageTest {
    private static final int LARGEST_PAGE = 2_000_000;

    @TempDir static Path directory;

    private static Explanation explanation;
    private static String page;

    @BeforeAll
    static void record() throws Exception {
        explanation = Recorded.make(directory);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportPage.write(explanation, out);
        page = out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPageHoldsNoElementThatTheRecordingNames() {
        assertThat(page).doesNotContain(Recorded.HOSTILE).doesNotContain("<img");
        assertThat(page.split("</script>", -1)).as("three scripts of our own").hasSize(4);
        assertThat(page).contains("&lt;img src=x");
    }

    @Test
    void aPageFetchesNothing() {
        String withoutData =
                page.replaceAll("(?s)<script type=\"application/json\".*?</script>", "");
        assertThat(withoutData)
                .contains("default-src 'none'")
                .doesNotContainPattern("(?i)(src|href)\\s*=\\s*[\"']?(https?:)?//")
                .doesNotContain("@import")
                .doesNotContainPattern("url\\(\\s*[\"']?https?:")
                .doesNotContain("fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon");
    }

    @Test
    void aPageIsOfModestSize() {
        assertThat(page.length()).isBetween(100_000, LARGEST_PAGE);
    }

    @Test
    void theDataOfAPageIsJson() {
        Matcher data =
                Pattern.compile("(?s)<script type=\"application/json\" id=\"data\">(.*?)</script>")
                        .matcher(page);
        assertThat(data.find()).isTrue();
        assertThat(data.group(1)).doesNotContain("<");
        assertThat(JsonReader.parse(data.group(1), "page").toString()).contains("sourcesAsked");
    }

    @Test
    void theSourceTextStandsBesideItsLine() {
        assertThat(page).contains("Integer.toString(n).split(");
    }

    @Test
    void inABrowserAFindingLeadsToItsLineAndTheFlameGraphZooms() throws Exception {
        String said = selfTest(page, "selftest.js");
        assertThat(said)
                .contains("problems: none")
                .contains("finding leads to its line: yes")
                .contains("row has the focus: yes")
                .contains("source is shown: yes")
                .contains("flame graph zooms: yes")
                .contains("Escape zooms out: yes")
                .contains("table sorts: yes")
                .contains("filter leaves rows out: yes")
                .contains("charts: yes")
                .contains("hostile names ran: no");
    }

    @Test
    void inABrowserThousandsOfRowsAreShownSearchedAndLedTo() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportPage.write(wide(explanation, 5000), out);
        String said = selfTest(out.toString(StandardCharsets.UTF_8), "selftest-rows.js");
        assertThat(said).contains("problems: none", "leads to a row far down: yes");
        assertThat(said).doesNotContain(": no\n").doesNotEndWith(": no");
    }

    /// The same recording with so many methods, each of one line, and each as hot as the others.
    private static Explanation wide(Explanation of, int methods) {
        Profile profile = of.profile();
        List<MethodShare> shares = new ArrayList<>();
        List<LineShare> lines = new ArrayList<>();
        for (int i = 0; i < methods; i++) {
            String method = "acme.Wide.method" + i;
            double share = 1.0 / methods;
            shares.add(
                    new MethodShare(
                            method, "Wide.java", share, share, share / 2, share * 2, 3, true));
            lines.add(
                    new LineShare(
                            new Site("Wide.java", i + 1, method),
                            share,
                            share,
                            share / 2,
                            share * 2,
                            3,
                            true));
        }
        Cpu cpu = profile.cpu();
        return new Explanation(
                of.recording(),
                new Profile(
                        profile.capture(),
                        new Cpu(
                                cpu.samples(),
                                cpu.biasedDropped(),
                                cpu.failed(),
                                cpu.stacks(),
                                lines,
                                shares,
                                cpu.iterating()),
                        profile.phases(),
                        profile.threads(),
                        profile.allocations(),
                        profile.heap(),
                        profile.leaks(),
                        profile.io(),
                        profile.locks(),
                        profile.exceptions(),
                        profile.timeline(),
                        profile.engine(),
                        profile.counts(),
                        profile.events(),
                        profile.enabled(),
                        profile.notSeen()),
                of.judgement(),
                of.runs(),
                of.notes(),
                of.sources());
    }

    @Test
    void inABrowserThePageOfADifferenceShowsNoErrors() throws Exception {
        ProfileDiff diff =
                ProfileDiff.of(List.of(explanation.profile()), List.of(explanation.profile()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DiffPage.write(diff, new DiffReport(diff, OptionalDouble.of(0.05), 10), out);
        String said = selfTest(out.toString(StandardCharsets.UTF_8), "selftest-diff.js");
        assertThat(said).contains("problems: none").contains("sections: yes");
    }

    @Test
    void inABrowserTheFlameGraphAloneShowsNoErrors() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FlamePage.write(explanation, out);
        String said = selfTest(out.toString(StandardCharsets.UTF_8), "selftest-flame.js");
        assertThat(said).contains("problems: none").contains("boxes: yes");
    }

    /// What a script says that runs at the end of the page.
    private static String selfTest(String of, String script) throws Exception {
        Path browser = browser();
        assumeTrue(browser != null, "no chromium on the PATH: the page is not tried in a browser");
        String begin =
                "<script>window.problems=[];addEventListener('error',e=>problems.push(e.message));"
                        + "addEventListener('unhandledrejection',e=>problems.push(String(e.reason)));"
                        + "addEventListener('securitypolicyviolation',e=>problems.push(e.violatedDirective));console.error=(...x)=>problems.push(x.join('"
                        + " '));</script>";
        Path file = directory.resolve(script + ".html");
        Files.writeString(
                file,
                of.replace("<head>", "<head>" + begin)
                        .replace("</body>", "<script>" + resource(script) + "</script></body>"));
        Path dom = directory.resolve(script + ".dom");
        Process chromium =
                new ProcessBuilder(
                                browser.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--user-data-dir=" + directory.resolve("browser-" + script),
                                "--window-size=1280,1000",
                                "--virtual-time-budget=8000",
                                "--dump-dom",
                                file.toUri().toString())
                        .redirectOutput(dom.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(chromium.waitFor()).isZero();
        String drawn = Files.readString(dom);
        Matcher said = Pattern.compile("(?s)<pre id=\"selftest\">(.*?)</pre>").matcher(drawn);
        assertThat(said.find()).as("the page ran to its end").isTrue();
        return said.group(1);
    }

    private static @Nullable Path browser() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(part ->
                        Stream.of("chromium", "chromium-browser", "google-chrome")
                                .map(name -> Path.of(part, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static String resource(String name) {
        try (var in = ReportPageTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
