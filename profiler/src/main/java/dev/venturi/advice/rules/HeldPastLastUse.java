package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.Leak;
import dev.venturi.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/// Much memory was allocated at the start by a line that never ran again, and is held to the end.
///
/// Whether it is still needed no recording can tell, so this is a note: what, how much, since when,
/// and who holds it.
final class HeldPastLastUse implements Rule {
    private static final double EARLY = 0.4;
    private static final double FEWEST_BYTES = 16e6;
    private static final double FEWEST_OF_HEAP = 0.15;

    @Override
    public String id() {
        return "held-past-last-use";
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.OldObjectSample")) {
            return new Verdict.NotEnoughData(
                    "jdk.OldObjectSample", "record with venturi profile, or path-to-gc-roots=true");
        }
        double end = Figures.duration(profile);
        List<Finding> findings = new ArrayList<>();
        for (Leak leak : profile.leaks()) {
            if (leak.site().isPresent()
                    && leak.lastSecond() <= EARLY * end
                    && leak.bytes() >= FEWEST_BYTES
                    && leak.bytes() >= FEWEST_OF_HEAP * profile.heap().peakBytes()
                    && !leak.chain().isEmpty()) {
                findings.add(finding(leak, end));
            }
        }
        return Verdict.of(findings);
    }

    private Finding finding(Leak leak, double end) {
        String holder = leak.chain().getLast();
        Evidence evidence =
                Evidence.of()
                        .number("bytes", "held", leak.bytes(), Unit.BYTES)
                        .number("heldSeconds", "for", end - leak.lastSecond(), Unit.SECONDS)
                        .text("type", "type", leak.type())
                        .text("chain", "held by", String.join(" <- ", leak.chain()))
                        .build();
        String summary =
                "%s of %s from %s are held by %s to the end, %s after the last was made."
                        .formatted(
                                Unit.BYTES.show(leak.bytes()),
                                leak.type(),
                                leak.site().orElseThrow().place(),
                                holder,
                                Unit.SECONDS.show(end - leak.lastSecond()));
        return new Finding(
                id(),
                Severity.INFO,
                0,
                summary,
                evidence,
                leak.site().orElseThrow(),
                "If it is not needed any more, set %s to null or leave the method that holds it"
                                .formatted(holder)
                        + " before the long part begins.");
    }
}
