package dev.venturi.cli.page;

import static dev.venturi.cli.report.Golden.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.report.Explanation;
import dev.venturi.cli.report.MadeUpRun;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The pages of one made-up run, sign for sign. Of the files that a page carries along unchanged
/// (style, scripts, charts) only the names are kept, so that a change of one of them is no
/// difference; the data is written in lines, so that differences can be read.
class GoldenPagesTest {
    private static final List<String> EVERYWHERE =
            List.of(
                    "uPlot.min.css",
                    "page.css",
                    "uPlot-LICENSE.txt",
                    "uPlot.iife.min.js",
                    "dom.js",
                    "flame.js");
    private static final Pattern DATA =
            Pattern.compile("(?s)(<script type=\"application/json\" id=\"data\">)(.*?)(</script>)");
    private static final Explanation RUN = MadeUpRun.explanation();

    /// What writes a page.
    @FunctionalInterface
    private interface Page {
        void write(OutputStream out) throws IOException;
    }

    @Test
    void thePageOfARun() throws IOException {
        assertGolden(
                "profile.html",
                normalised(
                        out -> ReportPage.write(RUN, out), "table.js", "charts.js", "report.js"));
    }

    @Test
    void theFlameGraphAlone() throws IOException {
        assertGolden(
                "flamegraph.html", normalised(out -> FlamePage.write(RUN, out), "flamegraph.js"));
    }

    @Test
    void thePageOfAComparison() throws IOException {
        assertGolden(
                "diff.html",
                normalised(
                        out -> DiffPage.write(MadeUpRun.unchanged(), MadeUpRun.difference(), out),
                        "table.js",
                        "diff.js"));
    }

    /// @param own files that this page carries beside those of all
    private static String normalised(Page page, String... own) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        page.write(out);
        String text = out.toString(StandardCharsets.UTF_8);
        for (List<String> names : List.of(EVERYWHERE, List.of(own))) {
            for (String name : names) {
                String content = carried(name);
                assertThat(text.split(Pattern.quote(content), -1)).as(name + ", once").hasSize(2);
                text = text.replace(content, "[" + name + "]\n");
            }
        }
        Matcher data = DATA.matcher(text);
        assertThat(data.find()).as("there is data").isTrue();
        String lines =
                Template.inScript(JsonWriter.pretty(JsonReader.parse(data.group(2), "page")));
        return text.substring(0, data.end(1)) + "\n" + lines + text.substring(data.start(3));
    }

    private static String carried(String name) throws IOException {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\"use strict\";\n", "");
        }
    }
}
