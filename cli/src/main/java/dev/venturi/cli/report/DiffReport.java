package dev.venturi.cli.report;

import dev.venturi.cli.report.Section.Column;
import dev.venturi.cli.report.TextTable.Align;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonWriter;
import dev.venturi.profile.diff.Change;
import dev.venturi.profile.diff.ProfileDiff;
import dev.venturi.profile.diff.ProfileDiff.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/// The comparison of two sets of runs, for people and for programs.
public final class DiffReport {
    /// Name and version of the JSON document.
    public static final String SCHEMA = "venturi-profile-diff/1";

    private static final String UNKNOWN = "?";
    private static final double SECONDS_PER_HOUR = 3600;

    private final ProfileDiff diff;
    private final OptionalDouble price;
    private final int top;

    /// @param price of an hour of CPU time, in any currency
    /// @param top how many rows a table has at most
    public DiffReport(ProfileDiff diff, OptionalDouble price, int top) {
        this.diff = diff;
        this.price = price;
        this.top = top;
    }

    /// What is reported.
    public ProfileDiff diff() {
        return diff;
    }

    /// What a terminal shows, each line ended.
    ///
    /// @param width columns of the screen
    public String text(int width) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections()) {
            text.append(text.isEmpty() ? "" : "\n").append(section.title()).append('\n');
            for (String sentence : section.sentences()) {
                for (String line : TextTable.wrapped(sentence, Math.max(20, width - 2))) {
                    text.append("  ").append(line).append('\n');
                }
            }
            if (!section.rows().isEmpty()) {
                TextTable table = new TextTable();
                section.columns().forEach(column -> table.column(column.head(), column.align()));
                section.rows().forEach(table::row);
                table.render(width - 2)
                        .lines()
                        .forEach(line -> text.append("  ").append(line).append('\n'));
            }
        }
        return text.toString();
    }

    /// What goes into a pull request.
    public String markdown() {
        StringBuilder text = new StringBuilder();
        for (Section section : sections()) {
            text.append(text.isEmpty() ? "" : "\n").append("### ").append(section.title());
            text.append("\n\n");
            for (String sentence : section.sentences()) {
                text.append(ProfileMarkdown.escaped(sentence)).append("\n\n");
            }
            if (!section.rows().isEmpty()) {
                ProfileMarkdown.table(section, text);
            }
        }
        return text.toString();
    }

    /// For programs.
    public String json() {
        return JsonWriter.pretty(document());
    }

    /// The document: `figures` with the name of each, then `methods`, `lines`, `allocations`,
    /// `phases`; seconds and bytes.
    public JsonValue document() {
        JsonValue.Members figures = JsonValue.object();
        diff.figures()
                .forEach((figure, change) ->
                        figures.with(figure.name().toLowerCase(Locale.ROOT), json(change)));
        JsonValue.Members document =
                JsonValue.object()
                        .with("schema", SCHEMA)
                        .with("runsBefore", diff.before().size())
                        .with("runsAfter", diff.after().size())
                        .with("caution", JsonValue.of(diff.caution().orElse(null)))
                        .with("figures", figures.build());
        price.ifPresent(hour ->
                document.with(
                        "cost",
                        JsonValue.object()
                                .with("perCpuHour", JsonValue.of(hour))
                                .with("before", JsonValue.of(cost(hour, false)))
                                .with("after", JsonValue.of(cost(hour, true)))
                                .build()));
        return document.with("methods", list(diff.methods()))
                .with("lines", list(diff.lines()))
                .with("allocations", list(diff.allocations()))
                .with("phases", list(diff.phases()))
                .build();
    }

    private static JsonValue list(List<Change> changes) {
        return new JsonArray(changes.stream().map(DiffReport::json).toList());
    }

    private static JsonValue json(Change change) {
        JsonValue.Members members = JsonValue.object().with("name", change.name());
        change.site()
                .ifPresent(site -> members.with("file", site.file()).with("line", site.line()));
        return members.with("before", JsonValue.of(change.before()))
                .with("after", JsonValue.of(change.after()))
                .with("low", JsonValue.of(change.low()))
                .with("high", JsonValue.of(change.high()))
                .with("certainty", change.certainty().name().toLowerCase(Locale.ROOT))
                .build();
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        diff.figures().forEach((figure, change) -> rows.add(figure(figure, change)));
        price.ifPresent(hour -> rows.add(cost(hour)));
        sections.add(
                new Section(
                        "Before and after: %s, %s"
                                .formatted(
                                        Quantity.count(diff.before().size(), "run", "runs"),
                                        Quantity.count(diff.after().size(), "run", "runs")),
                        diff.caution().stream().toList(),
                        columns(""),
                        rows));
        changes("CPU time by method", diff.methods(), Quantity::seconds, sections);
        changes("CPU time by line", diff.lines(), Quantity::seconds, sections);
        changes("Allocation by line", diff.allocations(), DiffReport::bytes, sections);
        changes("Phases", diff.phases(), Quantity::seconds, sections);
        return sections;
    }

    private void changes(
            String title,
            List<Change> changes,
            DoubleFunction<String> shown,
            List<Section> sections) {
        if (changes.isEmpty()) {
            return;
        }
        List<Change> claimed =
                changes.stream().filter(change -> change.certainty().isShown()).toList();
        long others = (long) changes.size() - claimed.size();
        String rest =
                "%s of at least 1 %% where no difference is shown"
                        .formatted(Quantity.count(others, "other", "others"));
        sections.add(
                new Section(
                        title,
                        claimed.isEmpty()
                                ? List.of("no difference shown")
                                : others == 0 ? List.of() : List.of(rest),
                        columns("what"),
                        claimed.stream()
                                .limit(top)
                                .map(change -> row(name(change), change, shown))
                                .toList()));
    }

    private static List<Column> columns(String first) {
        return List.of(
                new Column(first, Align.LEFT),
                new Column("before", Align.RIGHT),
                new Column("after", Align.RIGHT),
                new Column("change", Align.RIGHT),
                new Column("95 % interval", Align.LEFT),
                new Column("", Align.LEFT));
    }

    private static List<String> figure(Figure figure, Change change) {
        return row(figure.label(), change, shown(figure));
    }

    /// How figures of a kind are written.
    private static DoubleFunction<String> shown(Figure figure) {
        return switch (figure) {
            case WALL, CPU, GC -> Quantity::seconds;
            case CPU_SHARE -> CellTexts::percent;
            case PEAK, ALLOCATED, READ, WRITTEN -> DiffReport::bytes;
        };
    }

    private List<String> cost(double hour) {
        double before = cost(hour, false);
        double after = cost(hour, true);
        return List.of(
                "Cost of 1,000 runs",
                money(before),
                money(after),
                relative(before, after),
                "",
                diff.figure(Figure.CPU).certainty().label());
    }

    /// Of 1,000 runs.
    private double cost(double hour, boolean after) {
        Change cpu = diff.figure(Figure.CPU);
        return 1000 * hour * (after ? cpu.after() : cpu.before()) / SECONDS_PER_HOUR;
    }

    private static String money(double value) {
        return Double.isNaN(value) ? UNKNOWN : Quantity.fixed(value, value < 1 ? 4 : 2);
    }

    private static List<String> row(String name, Change change, DoubleFunction<String> shown) {
        String interval =
                Double.isNaN(change.low())
                        ? ""
                        : signed(change.low(), shown) + " to " + signed(change.high(), shown);
        return List.of(
                name,
                Double.isNaN(change.before()) ? UNKNOWN : shown.apply(change.before()),
                Double.isNaN(change.after()) ? UNKNOWN : shown.apply(change.after()),
                relative(change.before(), change.after()),
                interval,
                change.certainty().label());
    }

    private static String relative(double before, double after) {
        double relative = (after - before) / before;
        if (Double.isNaN(relative)) {
            return "";
        }
        return Double.isInfinite(relative)
                ? "new"
                : (relative < 0 ? "-" : "+") + CellTexts.percent(Math.abs(relative));
    }

    private static String signed(double value, DoubleFunction<String> shown) {
        return (value < 0 ? "-" : "+") + shown.apply(Math.abs(value));
    }

    private static String bytes(double bytes) {
        return Quantity.bytes(Math.round(bytes));
    }

    private static String name(Change change) {
        return change.site()
                .map(site ->
                        change.name().equals(site.method())
                                ? site.place() + " " + CellTexts.shortMethod(site.method())
                                : site.place() + " " + CellTexts.shortType(change.name()))
                .orElse(change.name());
    }
}
