package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/// A thread waits for bytes, one call after the other, while the cores have nothing to do.
///
/// Many waits of a thread that get answers are meant, not the long wait of a server for its next
/// guest: at least [#FEWEST_PER_SECOND] calls a second.
final class BlockingReads implements Rule {
    private static final long FEWEST_CALLS = 20;
    private static final double FEWEST_PER_SECOND = 5;
    private static final double CORES_IDLE = 0.5;

    @Override
    public String id() {
        return "blocking-reads";
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.SocketRead") && !profile.watched("jdk.FileRead")) {
            return new Verdict.NotEnoughData(
                    "jdk.SocketRead",
                    "record with venturi profile, or set jdk.SocketRead#threshold=1 ms");
        }
        double seconds = Figures.duration(profile);
        double cores = profile.capture().cores();
        double used = profile.capture().coresUsed();
        List<Finding> findings = new ArrayList<>();
        if (Double.isNaN(used) || cores == 0 || used > CORES_IDLE * cores) {
            return Verdict.of(findings);
        }
        for (IoByLine line : IoByLine.of(profile, io -> io.kind().isRead())) {
            double share = Math.min(1, line.seconds() / seconds);
            boolean manyWaits =
                    line.calls() >= FEWEST_CALLS && line.calls() >= FEWEST_PER_SECOND * seconds;
            if (manyWaits && share >= Severity.ADVICE_FROM && !computing(profile, line)) {
                findings.add(finding(line, share, used, cores));
            }
        }
        return Verdict.of(findings);
    }

    /// Whether the time of the calls is their work: bytes out of the memory of the system.
    private static boolean computing(Profile profile, IoByLine line) {
        double working = Figures.seconds(profile, CpuBySymptom.of(profile).inIo(line.site()));
        return working >= line.seconds() / 2;
    }

    private Finding finding(IoByLine line, double share, double used, double cores) {
        Evidence evidence =
                Evidence.of()
                        .number("waitSeconds", "waited", line.seconds(), Unit.SECONDS)
                        .number("calls", "calls", line.calls(), Unit.COUNT)
                        .number("bytes", "bytes", line.bytes(), Unit.BYTES)
                        .number("coresUsed", "cores used", used, Unit.COUNT)
                        .number("cores", "cores", cores, Unit.COUNT)
                        .text("path", "from", line.path())
                        .build();
        String summary =
                "%s waits %s for bytes in %s calls, one after the other, while %s of %s cores work."
                        .formatted(
                                line.site().place(),
                                Unit.SECONDS.show(line.seconds()),
                                Unit.COUNT.show(line.calls()),
                                Unit.COUNT.show(used),
                                Unit.COUNT.show(cores));
        return new Finding(
                id(),
                Severity.ofShare(share),
                share,
                summary,
                evidence,
                line.site(),
                "Ask for several answers at once (virtual threads, HttpClient.sendAsync), ask for"
                        + " many things in one request, or fetch the next block while this one is"
                        + " worked on.");
    }
}
