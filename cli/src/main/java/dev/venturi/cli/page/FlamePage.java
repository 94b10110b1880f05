package dev.venturi.cli.page;

import dev.venturi.cli.report.Explanation;
import dev.venturi.cli.report.ProfileSummary;
import dev.venturi.json.JsonValue;
import dev.venturi.profile.Capture;
import java.io.IOException;
import java.io.OutputStream;

/// The flame graph of a report, as a page of its own.
public final class FlamePage {
    private static final int TEXT_WIDTH = 110;

    private FlamePage() {}

    /// Writes the page in UTF-8; the stream stays open.
    public static void write(Explanation explanation, OutputStream out) throws IOException {
        Capture capture = explanation.profile().capture();
        String title = ReportPage.title(explanation);
        FlameTree flame = new FlameTree(explanation.profile().cpu().stacks());
        new Template(title + " - Venturi", ProfileSummary.text(explanation, TEXT_WIDTH))
                .data(
                        JsonValue.object()
                                .with("title", title)
                                .with("made", "Profiled by Venturi; " + capture.jvm())
                                .with("flame", flame.isEmpty() ? JsonValue.NULL : flame.json())
                                .build())
                .scripts("dom.js", "flame.js", "flamegraph.js")
                .write(out);
    }
}
