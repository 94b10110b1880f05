package dev.venturi.cli.report;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Judgement;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.Allocations;
import dev.venturi.profile.Bound;
import dev.venturi.profile.Capture;
import dev.venturi.profile.Cpu;
import dev.venturi.profile.EngineStage;
import dev.venturi.profile.ExceptionSite;
import dev.venturi.profile.Exceptions;
import dev.venturi.profile.Frame;
import dev.venturi.profile.FrameKind;
import dev.venturi.profile.GcPause;
import dev.venturi.profile.Heap;
import dev.venturi.profile.HeapPart;
import dev.venturi.profile.IoKind;
import dev.venturi.profile.IoSite;
import dev.venturi.profile.Leak;
import dev.venturi.profile.LineShare;
import dev.venturi.profile.LivePoint;
import dev.venturi.profile.LockKind;
import dev.venturi.profile.LockSite;
import dev.venturi.profile.MethodCount;
import dev.venturi.profile.MethodShare;
import dev.venturi.profile.Phase;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Sampler;
import dev.venturi.profile.Shape;
import dev.venturi.profile.Site;
import dev.venturi.profile.Stack;
import dev.venturi.profile.StackCount;
import dev.venturi.profile.ThreadUse;
import dev.venturi.profile.Threads;
import dev.venturi.profile.Tier;
import dev.venturi.profile.Timeline;
import dev.venturi.profile.diff.ProfileDiff;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// A run that never was, with something in every part of its profile.
public final class MadeUpRun {
    static final Site REGEX = new Site("Orders.java", 31, "com.acme.Orders.parse");
    private static final Site CACHE = new Site("Prices.java", 48, "com.acme.Prices.load");
    private static final Stack STACK =
            new Stack(
                    List.of(
                            new Frame(
                                    "java.util.regex.Pattern",
                                    "compile",
                                    "Pattern.java",
                                    1095,
                                    FrameKind.INLINED,
                                    false),
                            new Frame(
                                    "com.acme.Orders",
                                    "parse",
                                    "Orders.java",
                                    31,
                                    FrameKind.COMPILED,
                                    true)),
                    false);

    private MadeUpRun() {}

    /// The run explained.
    public static Explanation explanation() {
        return new Explanation(
                Path.of("run.jfr"),
                profile(),
                judgement(),
                Optional.of(
                        new RepeatedRuns(
                                List.of(
                                        new RepeatedRuns.Run(12.1, 18.4, 640_000_000, 5.2e9, 0),
                                        new RepeatedRuns.Run(12.5, 18.9, 655_000_000, 5.3e9, 0),
                                        new RepeatedRuns.Run(11.9, 18.2, 0, Double.NaN, 0)),
                                0)),
                List.of("the recording was cut to the last 10 minutes"),
                List.of());
    }

    /// The run held against itself.
    public static ProfileDiff unchanged() {
        return ProfileDiff.of(List.of(profile()), List.of(profile()));
    }

    /// What is said about [#unchanged()].
    public static DiffReport difference() {
        return new DiffReport(unchanged(), OptionalDouble.of(0.05), 10);
    }

    private static Judgement judgement() {
        return new Judgement(
                List.of(
                        new Finding(
                                "regex-in-hot-loop",
                                Severity.WARNING,
                                0.62,
                                "62 % of the CPU time goes to regular expressions that this line compiles.",
                                Evidence.of()
                                        .number("cpuShare", "CPU time", 0.62, Unit.SHARE)
                                        .text("method", "beneath it", "Pattern.compile")
                                        .build(),
                                REGEX,
                                "Compile the pattern once, into a static final field.")),
                Map.of(
                        "tiny-reads",
                        new Verdict.NotEnoughData("jdk.FileRead", "jdk.FileRead#enabled=true")),
                List.of("boxing-in-hot-loop"));
    }

    private static Profile profile() {
        return new Profile(
                new Capture(
                        Tier.LINES,
                        "the JVM ran with debug information",
                        Sampler.JFR_CPU_TIME,
                        10,
                        Instant.parse("2026-11-21T12:00:00Z"),
                        12.1,
                        18.4,
                        4,
                        8,
                        0.25,
                        1.5207,
                        "OpenJDK 64-Bit Server VM 25.0.3+9",
                        25,
                        "com.acme.Main orders.csv --password=***",
                        "-Xmx1g",
                        true,
                        "user code is the classes of app.jar",
                        123_456,
                        List.of("3 CPU samples were lost")),
                new Cpu(
                        1_840,
                        12,
                        1,
                        List.of(new StackCount(STACK, "main", 1_140)),
                        List.of(
                                new LineShare(REGEX, 0.01, 0.62, 0.5976, 0.6419, 1_140, true),
                                new LineShare(
                                        new Site(
                                                "Pattern.java",
                                                1095,
                                                "java.util.regex.Pattern.compile"),
                                        0.6,
                                        0.6,
                                        0.5774,
                                        0.6222,
                                        1_104,
                                        false),
                                new LineShare(CACHE, 0.2, 0.2, 0.1824, 0.2189, 368, true)),
                        List.of(
                                new MethodShare(
                                        "com.acme.Orders.parse",
                                        "Orders.java",
                                        0.01,
                                        0.62,
                                        0.5976,
                                        0.6419,
                                        1_140,
                                        true)),
                        Set.of()),
                List.of(
                        new Phase(
                                "loading",
                                Phase.Source.METHOD,
                                4.2,
                                4.2,
                                0.4,
                                3.6,
                                0.1,
                                0.1,
                                Bound.IO,
                                "of 4.20 thread seconds 10 % on a core, 86 % in I/O")),
                new Threads(
                        List.of(
                                new ThreadUse(
                                        "worker-#",
                                        4,
                                        false,
                                        1_400,
                                        14,
                                        0.5,
                                        2.5,
                                        1,
                                        3,
                                        20,
                                        0.1,
                                        12)),
                        17,
                        5,
                        false,
                        0,
                        0,
                        List.of(0.1, 0.9),
                        0.9),
                new Allocations(
                        5.2e9,
                        429_752_066,
                        900,
                        List.of(
                                new AllocationSite(
                                        "java.util.regex.Pattern",
                                        STACK,
                                        Optional.of(REGEX),
                                        3.1e9,
                                        540))),
                new Heap(
                        640_000_000,
                        1_073_741_824,
                        List.of(
                                new HeapPart(
                                        "double[]",
                                        512_000_000,
                                        0.8,
                                        "com.acme.Prices.cache",
                                        Optional.of(CACHE),
                                        HeapPart.Exactness.SAMPLED)),
                        List.of(
                                new LivePoint(3.5, 100_000_000, false),
                                new LivePoint(9.25, 512_000_000, true)),
                        Shape.GROWING,
                        4.4e7,
                        0.6,
                        0.0496,
                        42,
                        "G1New, G1Full",
                        List.of(new GcPause(9.25, 0.21, "G1Full", "G1 Compaction Pause"))),
                List.of(
                        new Leak(
                                "double[]",
                                List.of(
                                        "double[64]",
                                        "java.util.HashMap$Node.value",
                                        "com.acme.Prices.cache (static field)"),
                                "com.acme.Prices.cache",
                                "static field",
                                Optional.of(CACHE),
                                STACK,
                                180,
                                512_000_000,
                                0.5,
                                11.9,
                                1_000_000)),
                List.of(
                        new IoSite(
                                IoKind.FILE_READ,
                                "data/orders|2026.csv",
                                Optional.of(REGEX),
                                STACK,
                                "main",
                                81_920,
                                655_360_000,
                                3.6,
                                20_000,
                                5,
                                1,
                                true)),
                List.of(
                        new LockSite(
                                LockKind.MONITOR,
                                "java.lang.Object",
                                Optional.of(CACHE),
                                STACK,
                                "worker-#",
                                412,
                                2.5,
                                0.08,
                                4,
                                3,
                                Optional.of(REGEX))),
                new Exceptions(
                        2_000,
                        List.of(
                                new ExceptionSite(
                                        "java.lang.NumberFormatException",
                                        Optional.of(REGEX),
                                        STACK,
                                        1_990,
                                        false))),
                new Timeline(
                        6.05,
                        List.of(1.0, 2.0),
                        List.of(1.5, 2.0),
                        List.of(1e8, 6.4e8),
                        List.of(4e8, 4.5e8),
                        List.of(0.0, 5e7),
                        List.of(0.0, 0.0),
                        List.of(17.0, 17.0),
                        List.of(0.01, 0.09),
                        List.of()),
                List.of(
                        new EngineStage(
                                "venturi.StageFinished",
                                "features",
                                1,
                                2.5,
                                Map.of("rows", 7_300_000L),
                                Map.of())),
                List.of(new MethodCount("com.acme.Orders.parse", 7_300_000, 2.5e-6, 1e-6, 0.01)),
                Set.of("jdk.CPUTimeSample"),
                Set.of("jdk.CPUTimeSample"),
                List.of("SQL statements, connection pools, endpoints: they need the agent"));
    }
}
