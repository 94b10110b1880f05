package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.IoKind;
import dev.venturi.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/// A rule about bytes that are moved a few at a time in one direction: each call costs more than
/// what it moves.
abstract class TinyCalls implements Rule {
    private static final double SMALL_FROM = 0.9;
    private static final double FEWEST_PER_SECOND = 50;
    private static final double FEWEST_CALLS = 100;

    private final String id;
    private final String event;
    private final String does;
    private final String remedy;

    /// @param event without which nothing is known: `jdk.FileRead`
    /// @param does what a line does with the bytes: `reads`
    /// @param remedy what to change
    TinyCalls(String id, String event, String does, String remedy) {
        this.id = id;
        this.event = event;
        this.does = does;
        this.remedy = remedy;
    }

    /// Whether bytes move in the direction in question.
    abstract boolean moves(IoKind kind);

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Verdict evaluate(Profile profile) {
        if (!profile.watched(event)) {
            return new Verdict.NotEnoughData(
                    event,
                    "record with venturi profile, or set %s#threshold=0 ns".formatted(event));
        }
        List<Finding> findings = new ArrayList<>();
        for (IoByLine line : IoByLine.of(profile, io -> moves(io.kind()))) {
            boolean many =
                    line.calls() >= FEWEST_CALLS
                            && line.calls() >= FEWEST_PER_SECOND * Figures.duration(profile);
            double share = line.share(profile);
            if (many
                    && line.smallCalls() >= SMALL_FROM * line.calls()
                    && share >= CpuSymptom.FEWEST) {
                findings.add(finding(line, share));
            }
        }
        return Verdict.of(findings);
    }

    private Finding finding(IoByLine line, double share) {
        double size = (double) line.bytes() / line.calls();
        Evidence evidence =
                Evidence.of()
                        .number(
                                "calls",
                                line.sampled() ? "calls recorded" : "calls",
                                line.calls(),
                                Unit.COUNT)
                        .number("bytesPerCall", "per call", size, Unit.BYTES)
                        .number("callSeconds", "in these calls", line.seconds(), Unit.SECONDS)
                        .number("timeShare", "of the time", share, Unit.SHARE)
                        .text("called", "called", line.called())
                        .text("path", "file", line.path())
                        .build();
        String summary =
                "%s %s %s at a time, %s calls%s."
                        .formatted(
                                line.site().place(),
                                does,
                                Unit.BYTES.show(Math.rint(size)),
                                Unit.COUNT.show(line.calls()),
                                line.sampled() ? " in a sample of them" : "");
        return new Finding(
                id, Severity.ofShare(share), share, summary, evidence, line.site(), remedy);
    }
}
