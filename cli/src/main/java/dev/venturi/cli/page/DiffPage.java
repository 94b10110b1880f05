package dev.venturi.cli.page;

import dev.venturi.cli.report.DiffReport;
import dev.venturi.json.JsonValue;
import dev.venturi.profile.Profile;
import dev.venturi.profile.StackCount;
import dev.venturi.profile.diff.ProfileDiff;
import dev.venturi.profile.diff.ProfileDiff.Figure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// The comparison of two sets of runs as a page, with a flame graph of their difference.
public final class DiffPage {
    private static final int TEXT_WIDTH = 110;
    private static final String TITLE = "Before and after";

    private DiffPage() {}

    /// Writes the page in UTF-8; the stream stays open.
    public static void write(ProfileDiff diff, DiffReport report, OutputStream out)
            throws IOException {
        List<StackCount> before = stacks(diff.before());
        List<StackCount> after = stacks(diff.after());
        // a box stands for CPU time of a mean run on its side; the unit is a sample after
        double secondsBefore = seconds(diff.figure(Figure.CPU).before(), before);
        double secondsAfter = seconds(diff.figure(Figure.CPU).after(), after);
        FlameTree flame = new FlameTree(before, secondsBefore / secondsAfter, after, secondsAfter);
        boolean drawn = !before.isEmpty() && !after.isEmpty() && secondsAfter > 0;
        JsonValue data =
                JsonValue.object()
                        .with("title", TITLE)
                        .with("commandBefore", command(diff.before()))
                        .with("commandAfter", command(diff.after()))
                        .with("diff", report.document())
                        .with("flame", drawn ? flame.json() : JsonValue.NULL)
                        .build();
        new Template(TITLE + " - Venturi", report.text(TEXT_WIDTH))
                .data(data)
                .scripts("dom.js", "table.js", "flame.js", "diff.js")
                .write(out);
    }

    private static String command(List<Profile> runs) {
        return runs.getFirst().capture().commandLine();
    }

    private static List<StackCount> stacks(List<Profile> runs) {
        return runs.stream().flatMap(run -> run.cpu().stacks().stream()).toList();
    }

    /// What a sample stands for.
    private static double seconds(double cpuSeconds, List<StackCount> stacks) {
        return cpuSeconds / samples(stacks);
    }

    private static long samples(List<StackCount> stacks) {
        return stacks.stream().mapToLong(StackCount::samples).sum();
    }
}
