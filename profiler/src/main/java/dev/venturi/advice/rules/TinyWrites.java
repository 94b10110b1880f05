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

/// Bytes are written a few at a time: each call costs more than what it moves.
final class TinyWrites implements Rule {
    private static final double SMALL_FROM = 0.9;
    private static final double FEWEST_PER_SECOND = 50;
    private static final double FEWEST_CALLS = 100;

    @Override
    public String id() {
        return "tiny-writes";
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.FileWrite")) {
            return new Verdict.NotEnoughData(
                    "jdk.FileWrite",
                    "record with venturi profile, or set jdk.FileWrite#threshold=0 ns");
        }
        List<Finding> findings = new ArrayList<>();
        for (IoByLine line :
                IoByLine.of(
                        profile,
                        io -> io.kind() == IoKind.FILE_WRITE || io.kind() == IoKind.SOCKET_WRITE)) {
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
                "%s writes %s at a time, %s calls%s."
                        .formatted(
                                line.site().place(),
                                Unit.BYTES.show(Math.rint(size)),
                                Unit.COUNT.show(line.calls()),
                                line.sampled() ? " in a sample of them" : "");
        return new Finding(
                id(),
                Severity.ofShare(share),
                share,
                summary,
                evidence,
                line.site(),
                "Put a BufferedOutputStream or BufferedWriter around the stream (64 KB), or gather"
                        + " the bytes in an array and write them at once.");
    }
}
