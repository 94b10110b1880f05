package dev.venturi.cli.report;

import static dev.venturi.cli.report.JsonParts.list;
import static dev.venturi.cli.report.JsonParts.number;
import static dev.venturi.cli.report.JsonParts.numbers;
import static dev.venturi.cli.report.JsonParts.site;
import static dev.venturi.cli.report.JsonParts.stack;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Judgement;
import dev.venturi.advice.Verdict;
import dev.venturi.advice.rules.StandardRules;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonWriter;
import dev.venturi.profile.Capture;
import dev.venturi.profile.EngineStage;
import dev.venturi.profile.ExceptionSite;
import dev.venturi.profile.IoSite;
import dev.venturi.profile.LineShare;
import dev.venturi.profile.LockSite;
import dev.venturi.profile.MethodCount;
import dev.venturi.profile.MethodShare;
import dev.venturi.profile.Phase;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import dev.venturi.profile.ThreadUse;
import dev.venturi.profile.Timeline;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The report of a program's run for programs; docs/profile-json.md says what each member means.
///
/// It stands here and not beside the model, because the JSON we write lives in the engine, which
/// the profiler does not know; a library's user has the records themselves.
public final class ProfileJson {
    /// Name and version of the document.
    public static final String SCHEMA = "venturi-profile/1";

    private ProfileJson() {}

    /// The document as text.
    public static String text(Explanation explanation) {
        return JsonWriter.pretty(of(explanation));
    }

    /// The document.
    public static JsonValue of(Explanation explanation) {
        return of(explanation, StandardRules.reasons(explanation.profile()));
    }

    /// The document.
    ///
    /// @param reasons why lines cost, where it is known
    static JsonValue of(Explanation explanation, Map<Site, String> reasons) {
        Profile profile = explanation.profile();
        Capture capture = profile.capture();
        JsonValue.Members document =
                JsonValue.object()
                        .with("schema", SCHEMA)
                        .with("tier", capture.tier().name().toLowerCase(Locale.ROOT))
                        .with("sampler", sampler(capture))
                        .with("durationSeconds", number(capture.durationSeconds()))
                        .with("cpuSeconds", number(capture.cpuSeconds()))
                        .with("coresUsed", number(capture.coresUsed()))
                        .with("capture", capture(capture, profile))
                        .with("methods", list(profile.cpu().methods(), ProfileJson::method))
                        .with("lines", list(profile.cpu().lines(), line -> line(line, reasons)))
                        .with("phases", list(profile.phases(), ProfileJson::phase))
                        .with("threads", threads(profile))
                        .with(
                                "allocationBytesPerSecond",
                                number(profile.allocations().bytesPerSecond()))
                        .with(
                                "allocations",
                                list(profile.allocations().sites(), MemoryJson::allocation))
                        .with("heap", MemoryJson.heap(profile.heap()))
                        .with("leaks", list(profile.leaks(), MemoryJson::leak))
                        .with("io", list(profile.io(), ProfileJson::io))
                        .with("locks", list(profile.locks(), ProfileJson::lock))
                        .with("exceptionsThrown", JsonValue.of(profile.exceptions().thrown()))
                        .with(
                                "exceptions",
                                list(profile.exceptions().sites(), ProfileJson::exception))
                        .with("timeline", timeline(profile.timeline()))
                        .with("engine", list(profile.engine(), ProfileJson::engine))
                        .with("counts", list(profile.counts(), ProfileJson::count));
        Judgement judgement = explanation.judgement();
        document.with("findings", list(judgement.findings(), ProfileJson::finding))
                .with("notEnoughData", missing(judgement))
                .with("fine", JsonValue.texts(judgement.fine()))
                .with("notSeen", JsonValue.texts(profile.notSeen()))
                .with("notes", JsonValue.texts(explanation.notes()));
        explanation.runs().ifPresent(runs -> document.with("runs", runs(runs)));
        return document.build();
    }

    private static String sampler(Capture capture) {
        return switch (capture.sampler()) {
            case JFR_CPU_TIME -> "jfr-cpu-time";
            case JFR_EXECUTION -> "jfr-execution";
            case ASYNC_PROFILER -> "async-profiler";
            case NONE -> "none";
        };
    }

    private static JsonValue capture(Capture capture, Profile profile) {
        return JsonValue.object()
                .with("tierReason", capture.tierReason())
                .with("intervalMillis", number(capture.intervalMillis()))
                .with("samples", profile.cpu().samples())
                .with("biasedDropped", profile.cpu().biasedDropped())
                .with("failed", profile.cpu().failed())
                .with("start", capture.start().toString())
                .with("cores", capture.cores())
                .with("machineCores", capture.machineCores())
                .with("throttledShare", number(capture.throttledShare()))
                .with("jvm", capture.jvm())
                .with("javaVersion", capture.javaVersion())
                .with("commandLine", capture.commandLine())
                .with("jvmArguments", capture.jvmArguments())
                .with("debugNonSafepoints", JsonValue.of(capture.debugNonSafepoints()))
                .with("userCode", capture.userCode())
                .with("events", capture.events())
                .with("losses", JsonValue.texts(capture.losses()))
                .build();
    }

    private static JsonValue method(MethodShare method) {
        return JsonValue.object()
                .with("method", method.method())
                .with("file", method.file())
                .with("self", number(method.self()))
                .with("total", number(method.total()))
                .with("low", number(method.low()))
                .with("high", number(method.high()))
                .with("samples", method.samples())
                .with("user", JsonValue.of(method.user()))
                .build();
    }

    private static JsonValue line(LineShare line, Map<Site, String> reasons) {
        Site site = line.site();
        return JsonValue.object()
                .with("file", site.file())
                .with("line", site.line())
                .with("method", site.method())
                .with("self", number(line.self()))
                .with("total", number(line.total()))
                .with("low", number(line.low()))
                .with("high", number(line.high()))
                .with("samples", line.samples())
                .with("reason", JsonValue.of(reasons.get(site)))
                .with("user", JsonValue.of(line.user()))
                .build();
    }

    private static JsonValue phase(Phase phase) {
        return JsonValue.object()
                .with("name", phase.name())
                .with("source", phase.source().name().toLowerCase(Locale.ROOT))
                .with("seconds", number(phase.seconds()))
                .with("threadSeconds", number(phase.threadSeconds()))
                .with("cpuSeconds", number(phase.cpuSeconds()))
                .with("ioSeconds", number(phase.ioSeconds()))
                .with("lockSeconds", number(phase.lockSeconds()))
                .with("waitSeconds", number(phase.waitSeconds()))
                .with("bound", phase.bound().name().toLowerCase(Locale.ROOT))
                .with("evidence", phase.evidence())
                .build();
    }

    private static JsonValue threads(Profile profile) {
        return JsonValue.object()
                .with("peak", profile.threads().peak())
                .with("started", profile.threads().started())
                .with("pinned", profile.threads().pinned())
                .with("busyMean", number(profile.threads().busyMean()))
                .with("groups", list(profile.threads().groups(), ProfileJson::group))
                .build();
    }

    private static JsonValue group(ThreadUse group) {
        return JsonValue.object()
                .with("name", group.name())
                .with("threads", group.threads())
                .with("virtual", JsonValue.of(group.virtual()))
                .with("samples", group.samples())
                .with("cpuSeconds", number(group.cpuSeconds()))
                .with("ioSeconds", number(group.ioSeconds()))
                .with("lockSeconds", number(group.lockSeconds()))
                .with("waitSeconds", number(group.waitSeconds()))
                .with("idleSeconds", number(group.idleSeconds()))
                .build();
    }

    private static JsonValue io(IoSite io) {
        return JsonValue.object()
                .with("kind", io.kind().name().toLowerCase(Locale.ROOT))
                .with("path", io.path())
                .with("site", site(io.site()))
                .with("threads", io.threads())
                .with("calls", io.calls())
                .with("bytes", io.bytes())
                .with("seconds", number(io.seconds()))
                .with("smallCalls", io.smallCalls())
                .with("passes", io.passes())
                .with("files", io.files())
                .with("sampled", JsonValue.of(io.sampled()))
                .with("stack", stack(io.stack()))
                .build();
    }

    private static JsonValue lock(LockSite lock) {
        return JsonValue.object()
                .with("kind", lock.kind().name().toLowerCase(Locale.ROOT))
                .with("type", lock.lockType())
                .with("site", site(lock.site()))
                .with("group", lock.group())
                .with("times", lock.times())
                .with("seconds", number(lock.seconds()))
                .with("longestSeconds", number(lock.longestSeconds()))
                .with("threads", lock.threads())
                .with("holders", lock.holders())
                .with("holder", site(lock.holder()))
                .with("stack", stack(lock.stack()))
                .build();
    }

    private static JsonValue exception(ExceptionSite exception) {
        return JsonValue.object()
                .with("type", exception.type())
                .with("site", site(exception.site()))
                .with("count", exception.count())
                .with("sampled", JsonValue.of(exception.sampled()))
                .with("stack", stack(exception.stack()))
                .build();
    }

    private static JsonValue timeline(Timeline timeline) {
        return JsonValue.object()
                .with("stepSeconds", number(timeline.stepSeconds()))
                .with("cpu", numbers(timeline.cpu()))
                .with("machine", numbers(timeline.machine()))
                .with("heap", numbers(timeline.heap()))
                .with("allocation", numbers(timeline.allocation()))
                .with("readBytes", numbers(timeline.readBytes()))
                .with("writeBytes", numbers(timeline.writeBytes()))
                .with("threads", numbers(timeline.threads()))
                .with("gc", numbers(timeline.gc()))
                .with("gpu", numbers(timeline.gpu()))
                .build();
    }

    private static JsonValue engine(EngineStage stage) {
        JsonValue.Members sums = JsonValue.object();
        stage.sums().forEach((name, sum) -> sums.with(name, (long) sum));
        JsonValue.Members texts = JsonValue.object();
        stage.texts().forEach(texts::with);
        return JsonValue.object()
                .with("event", stage.event())
                .with("stage", stage.stage())
                .with("count", stage.count())
                .with("seconds", number(stage.seconds()))
                .with("sums", sums.build())
                .with("texts", texts.build())
                .build();
    }

    private static JsonValue count(MethodCount count) {
        return JsonValue.object()
                .with("method", count.method())
                .with("calls", count.calls())
                .with("averageSeconds", number(count.averageSeconds()))
                .with("minSeconds", number(count.minSeconds()))
                .with("maxSeconds", number(count.maxSeconds()))
                .build();
    }

    private static JsonValue finding(Finding finding) {
        JsonValue.Members evidence = JsonValue.object();
        for (Evidence.Item item : finding.evidence().items()) {
            evidence.with(
                    item.name(), item.isText() ? JsonValue.of(item.text()) : number(item.number()));
        }
        return JsonValue.object()
                .with("rule", finding.rule())
                .with("severity", finding.severity().label())
                .with("share", number(finding.share()))
                .with("summary", finding.summary())
                .with("evidence", evidence.build())
                .with("site", site(Optional.of(finding.site())))
                .with("remedy", finding.remedy())
                .build();
    }

    private static JsonValue missing(Judgement judgement) {
        return new JsonArray(
                judgement.missing().entrySet().stream()
                        .map(entry -> {
                            Verdict.NotEnoughData lack = entry.getValue();
                            return (JsonValue)
                                    JsonValue.object()
                                            .with("rule", entry.getKey())
                                            .with("event", lack.event())
                                            .with("setting", lack.setting())
                                            .build();
                        })
                        .toList());
    }

    private static JsonValue runs(RepeatedRuns runs) {
        return JsonValue.object()
                .with("reported", runs.reported())
                .with("wallSeconds", spread(runs.wall()))
                .with("cpuSeconds", spread(runs.cpu()))
                .with("peakResidentBytes", spread(runs.peak()))
                .with("allocatedBytes", spread(runs.allocated()))
                .with("runs", list(runs.runs(), ProfileJson::run))
                .build();
    }

    private static JsonValue spread(RepeatedRuns.Spread spread) {
        return JsonValue.object()
                .with("low", number(spread.low()))
                .with("median", number(spread.median()))
                .with("high", number(spread.high()))
                .build();
    }

    private static JsonValue run(RepeatedRuns.Run run) {
        return JsonValue.object()
                .with("wallSeconds", number(run.wallSeconds()))
                .with("cpuSeconds", number(run.cpuSeconds()))
                .with("peakResidentBytes", run.peakBytes())
                .with("allocatedBytes", number(run.allocatedBytes()))
                .with("exitCode", run.exitCode())
                .build();
    }
}
