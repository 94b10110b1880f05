package dev.venturi.cli.page;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.cli.report.Explanation;
import dev.venturi.cli.report.ProfileJson;
import dev.venturi.cli.report.ProfileSummary;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.Capture;
import dev.venturi.profile.HeapPart;
import dev.venturi.profile.IoSite;
import dev.venturi.profile.Leak;
import dev.venturi.profile.LineShare;
import dev.venturi.profile.LockSite;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Sampler;
import dev.venturi.profile.Site;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The report of a program's run as a page: findings first, then everything they rest on.
///
/// The page holds the JSON document of `--json` and draws itself from it.
public final class ReportPage {
    private static final int TEXT_WIDTH = 110;

    private ReportPage() {}

    /// Writes the page in UTF-8; the stream stays open.
    public static void write(Explanation explanation, OutputStream out) throws IOException {
        String title = title(explanation);
        new Template(title + " - Venturi", ProfileSummary.text(explanation, TEXT_WIDTH))
                .data(data(explanation, title))
                .scripts("dom.js", "table.js", "flame.js", "charts.js", "report.js")
                .write(out);
    }

    /// What ran.
    static String title(Explanation explanation) {
        String command = explanation.profile().capture().commandLine();
        return command.isEmpty() ? String.valueOf(explanation.recording().getFileName()) : command;
    }

    private static JsonValue data(Explanation explanation, String title) {
        Profile profile = explanation.profile();
        Capture capture = profile.capture();
        FlameTree flame = new FlameTree(profile.cpu().stacks());
        return JsonValue.object()
                .with("title", title)
                .with("made", "Profiled by Venturi; " + capture.jvm())
                .with("trust", "Trust: " + capture.tier().label() + ": " + capture.tierReason())
                .with("throttled", explanation.throttled().orElse(""))
                .with("sampler", capture.sampler() == Sampler.NONE ? "" : capture.sampler().label())
                .with("profile", ProfileJson.of(explanation))
                .with(
                        "evidence",
                        new JsonArray(
                                explanation.judgement().findings().stream()
                                        .map(ReportPage::evidence)
                                        .toList()))
                .with("flame", flame.isEmpty() ? JsonValue.NULL : flame.json())
                .with("sourcesAsked", JsonValue.of(!explanation.sources().isEmpty()))
                .with("sources", new SourceText(explanation.sources()).around(sites(explanation)))
                .build();
    }

    /// Names and figures, as people read them.
    private static JsonValue evidence(Finding finding) {
        List<JsonValue> items = new ArrayList<>();
        for (Evidence.Item item : finding.evidence().items()) {
            String shown = item.isText() ? item.text() : item.unit().show(item.number());
            items.add(JsonValue.texts(List.of(item.label(), shown)));
        }
        return new JsonArray(items);
    }

    /// All lines that the page can show the text of.
    private static List<Site> sites(Explanation explanation) {
        Profile profile = explanation.profile();
        Stream<Optional<Site>> elsewhere =
                Stream.of(
                                profile.allocations().sites().stream().map(AllocationSite::site),
                                profile.io().stream().map(IoSite::site),
                                profile.locks().stream().map(LockSite::site),
                                profile.leaks().stream().map(Leak::site),
                                profile.heap().peak().stream().map(HeapPart::site))
                        .flatMap(sites -> sites);
        return Stream.of(
                        explanation.judgement().findings().stream().map(Finding::site),
                        profile.cpu().lines().stream().map(LineShare::site),
                        elsewhere.flatMap(Optional::stream))
                .flatMap(sites -> sites)
                .distinct()
                .toList();
    }
}
