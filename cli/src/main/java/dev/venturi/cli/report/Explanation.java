package dev.venturi.cli.report;

import dev.venturi.advice.Judgement;
import dev.venturi.advice.Unit;
import dev.venturi.profile.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// All that a report of a program's run is made of.
///
/// @param recording the file it was read from, for writers that read it themselves
/// @param profile what the recording says
/// @param judgement what the rules say to that
/// @param runs the figures of repeated runs; empty when there was one
/// @param notes what happened while it was recorded, one sentence each
/// @param sources directories with the program's source text
public record Explanation(
        Path recording,
        Profile profile,
        Judgement judgement,
        Optional<RepeatedRuns> runs,
        List<String> notes,
        List<Path> sources) {
    /// Below that, standing still is no more than a burst at the start.
    private static final double LEAST_THROTTLED = 0.01;

    /// Copies the lists.
    public Explanation {
        notes = List.copyOf(notes);
        sources = List.copyOf(sources);
    }

    /// That the program stood still because it had used up its quota of CPU time, and how often.
    public Optional<String> throttled() {
        double share = profile.capture().throttledShare();
        return share >= LEAST_THROTTLED
                ? Optional.of(
                        "throttled: in %s of the scheduler's periods the CPU quota was used up, and the program stood still until the next one"
                                .formatted(Unit.SHARE.show(share)))
                : Optional.empty();
    }
}
