package dev.venturi.cli.report;

import static dev.venturi.cli.report.CellTexts.method;
import static dev.venturi.cli.report.CellTexts.percent;
import static dev.venturi.cli.report.CellTexts.place;
import static dev.venturi.cli.report.CellTexts.shortMethod;
import static dev.venturi.cli.report.CellTexts.shortType;
import static dev.venturi.cli.report.Section.columns;
import static dev.venturi.cli.report.Section.section;

import dev.venturi.advice.Finding;
import dev.venturi.profile.Capture;
import dev.venturi.profile.EngineStage;
import dev.venturi.profile.ExceptionSite;
import dev.venturi.profile.IoSite;
import dev.venturi.profile.LineShare;
import dev.venturi.profile.LockKind;
import dev.venturi.profile.LockSite;
import dev.venturi.profile.MethodCount;
import dev.venturi.profile.MethodShare;
import dev.venturi.profile.Phase;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Sampler;
import dev.venturi.profile.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a report says, in sections of sentences and tables: the summary on a terminal and the
/// Markdown page are two ways to set the same ones.
final class ProfileSections {
    private static final double SHOWN_SECONDS = 0.01;

    private final Explanation explanation;
    private final Profile profile;
    private final Map<Site, String> reasons;
    private final int top;

    /// @param top how many rows a table has at most
    ProfileSections(Explanation explanation, Map<Site, String> reasons, int top) {
        this.explanation = explanation;
        profile = explanation.profile();
        this.reasons = reasons;
        this.top = top;
    }

    /// The first sentences: what ran, how long, on how many cores, and how far to trust it.
    List<String> head() {
        Capture capture = profile.capture();
        List<String> head = new ArrayList<>();
        String command = capture.commandLine().isEmpty() ? "the program" : capture.commandLine();
        StringBuilder ran =
                new StringBuilder(command)
                        .append(": ")
                        .append(Quantity.seconds(capture.durationSeconds()));
        if (!Double.isNaN(capture.cpuSeconds())) {
            ran.append(", CPU ").append(Quantity.seconds(capture.cpuSeconds()));
            ran.append(", ").append(Quantity.fixed(capture.coresUsed(), 2));
            ran.append(capture.cores() > 0 ? " of " + capture.cores() + " cores" : " cores");
        }
        if (profile.heap().peakBytes() > 0) {
            ran.append(", heap up to ").append(Quantity.bytes(profile.heap().peakBytes()));
        }
        head.add(ran.toString());
        explanation.throttled().ifPresent(head::add);
        if (capture.sampler() != Sampler.NONE) {
            head.add(
                    "%s every %s ms, %s; %s"
                            .formatted(
                                    capture.sampler().label(),
                                    Quantity.shortened(Math.rint(capture.intervalMillis())),
                                    Quantity.count(
                                            profile.cpu().samples(),
                                            "valid sample",
                                            "valid samples"),
                                    capture.jvm()));
        }
        head.add("trust: " + capture.tier().label() + ": " + capture.tierReason());
        head.add(capture.userCode());
        return head;
    }

    List<Finding> findings() {
        return explanation.judgement().findings();
    }

    /// All sections that have something to say, findings left out.
    List<Section> sections() {
        MemorySections memory = new MemorySections(profile, top);
        return Stream.of(
                        runs(),
                        lines(),
                        methods(),
                        phases(),
                        memory.allocations(),
                        memory.heap(),
                        memory.leaks(),
                        io(),
                        locks(),
                        exceptions(),
                        counts(),
                        engine(),
                        notSeen())
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Section> runs() {
        return explanation
                .runs()
                .map(runs ->
                        new Section(
                                runs.runs().size() + " runs",
                                List.of(
                                        "everything else is of run %d, the one of median wall time"
                                                .formatted(runs.reported() + 1)),
                                columns("", "r:lowest", "r:median", "r:highest"),
                                List.of(
                                        spread("wall", runs.wall(), Quantity::seconds),
                                        spread("CPU", runs.cpu(), Quantity::seconds),
                                        spread("resident peak", runs.peak(), CellTexts::bytes),
                                        spread("allocated", runs.allocated(), CellTexts::bytes))));
    }

    private static List<String> spread(
            String name, RepeatedRuns.Spread spread, Function<Double, String> shown) {
        List<String> row = new ArrayList<>();
        row.add(name);
        for (double value : new double[] {spread.low(), spread.median(), spread.high()}) {
            row.add(Double.isNaN(value) ? "?" : shown.apply(value));
        }
        return row;
    }

    private Optional<Section> lines() {
        List<LineShare> user =
                profile.cpu().lines().stream().filter(LineShare::user).limit(top).toList();
        return section(
                "Lines by CPU time",
                List.of(),
                columns("r:total", "95 % interval", "r:self", "line", "method", "reason"),
                user,
                line ->
                        List.of(
                                percent(line.total()),
                                percent(line.low()) + " to " + percent(line.high()),
                                percent(line.self()),
                                line.site().place(),
                                shortMethod(line.site().method()),
                                reasons.getOrDefault(line.site(), "")));
    }

    private Optional<Section> methods() {
        List<MethodShare> user =
                profile.cpu().methods().stream().filter(MethodShare::user).limit(top).toList();
        boolean alone = profile.cpu().lines().stream().noneMatch(LineShare::user);
        return section(
                "Methods by CPU time",
                List.of(),
                columns("r:total", "95 % interval", "r:self", "method"),
                alone || profile.cpu().lines().isEmpty() ? user : List.of(),
                method ->
                        List.of(
                                percent(method.total()),
                                percent(method.low()) + " to " + percent(method.high()),
                                percent(method.self()),
                                method.method()));
    }

    private Optional<Section> phases() {
        return section(
                "Phases",
                List.of(),
                columns("phase", "r:seconds", "r:CPU", "r:I/O", "r:locks", "r:waiting", "bound"),
                profile.phases().stream().limit(top).toList(),
                (Phase phase) ->
                        List.of(
                                phase.name(),
                                Quantity.fixed(phase.seconds(), 2),
                                Quantity.fixed(phase.cpuSeconds(), 2),
                                Quantity.fixed(phase.ioSeconds(), 2),
                                Quantity.fixed(phase.lockSeconds(), 2),
                                Quantity.fixed(phase.waitSeconds(), 2),
                                phase.bound().label()));
    }

    private Optional<Section> io() {
        boolean sampled = profile.io().stream().anyMatch(IoSite::sampled);
        return section(
                "Files and network",
                sampled
                        ? List.of("the rate of events was limited: figures are lower bounds")
                        : List.of(),
                columns(
                        "r:seconds",
                        "what",
                        "r:calls",
                        "r:bytes",
                        "r:small",
                        "r:passes",
                        "line",
                        "path"),
                profile.io().stream().filter(io -> io.site().isPresent()).limit(top).toList(),
                (IoSite io) ->
                        List.of(
                                Quantity.fixed(io.seconds(), 3),
                                io.kind().label(),
                                Quantity.count(io.calls()),
                                Quantity.bytes(io.bytes()),
                                Quantity.count(io.smallCalls()),
                                Quantity.count(io.passes()),
                                place(io.site()),
                                io.path()));
    }

    private Optional<Section> locks() {
        return section(
                "Waiting for other threads",
                List.of(),
                columns("r:seconds", "r:times", "r:threads", "what", "line", "type", "held at"),
                profile.locks().stream()
                        .filter(lock -> lock.site().isPresent() && lock.kind() != LockKind.SLEEP)
                        .filter(lock -> lock.seconds() >= SHOWN_SECONDS)
                        .limit(top)
                        .toList(),
                (LockSite lock) ->
                        List.of(
                                Quantity.fixed(lock.seconds(), 2),
                                Quantity.count(lock.times()),
                                Quantity.count(lock.threads()),
                                lock.kind().label(),
                                place(lock.site()),
                                shortType(lock.lockType()),
                                place(lock.holder())));
    }

    private Optional<Section> exceptions() {
        long thrown = profile.exceptions().thrown();
        return section(
                thrown < 0 ? "Exceptions" : "Exceptions: " + Quantity.count(thrown) + " thrown",
                List.of(),
                columns("r:recorded", "type", "line", "method"),
                profile.exceptions().sites().stream()
                        .filter(site -> site.site().isPresent() && site.count() > 1)
                        .limit(top)
                        .toList(),
                (ExceptionSite site) ->
                        List.of(
                                Quantity.count(site.count()),
                                shortType(site.type()),
                                place(site.site()),
                                method(site.site())));
    }

    private Optional<Section> counts() {
        return section(
                "Calls, counted",
                List.of(),
                columns("r:calls", "r:mean", "method"),
                profile.counts().stream().limit(top).toList(),
                (MethodCount count) ->
                        List.of(
                                Quantity.count(count.calls()),
                                Double.isNaN(count.averageSeconds())
                                        ? "?"
                                        : Quantity.shortened(count.averageSeconds() * 1e6) + " us",
                                count.method()));
    }

    private Optional<Section> engine() {
        return section(
                "Venturi's own events",
                List.of(),
                columns("event", "stage", "r:count", "r:seconds", "sums"),
                profile.engine(),
                (EngineStage stage) ->
                        List.of(
                                stage.event(),
                                stage.stage(),
                                Quantity.count(stage.count()),
                                Quantity.fixed(stage.seconds(), 3),
                                sums(stage)));
    }

    private static String sums(EngineStage stage) {
        List<String> parts = new ArrayList<>();
        stage.sums().forEach((name, sum) -> parts.add(name + " " + Quantity.count(sum)));
        return String.join(", ", parts);
    }

    private Optional<Section> notSeen() {
        List<String> sentences = new ArrayList<>(explanation.notes());
        sentences.addAll(profile.capture().losses());
        sentences.addAll(profile.notSeen());
        Map<String, List<String>> rules = new LinkedHashMap<>();
        explanation
                .judgement()
                .missing()
                .forEach((rule, lack) ->
                        rules.computeIfAbsent(
                                        "%s (%s)".formatted(lack.event(), lack.setting()),
                                        _ -> new ArrayList<>())
                                .add(rule));
        rules.forEach((lack, those) ->
                sentences.add(
                        "%s: %s %s"
                                .formatted(
                                        String.join(", ", those),
                                        those.size() == 1 ? "needs" : "need",
                                        lack)));
        List<String> distinct = sentences.stream().distinct().toList();
        return distinct.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section("Not seen", distinct, List.of(), List.of()));
    }
}
