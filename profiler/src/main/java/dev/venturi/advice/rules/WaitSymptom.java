package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.LockSite;
import dev.venturi.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A rule about time that threads of the application wait in one of its methods, for one sort of
/// thing.
abstract class WaitSymptom implements Rule {
    private final String id;
    private final String event;
    private final String setting;
    private final String remedy;

    /// @param event without which nothing is known: `jdk.ThreadPark`
    /// @param setting of the event that tells of it: `threshold=200 us`
    /// @param remedy what to change
    WaitSymptom(String id, String event, String setting, String remedy) {
        this.id = id;
        this.event = event;
        this.setting = setting;
        this.remedy = remedy;
    }

    /// Whether a wait is of the sort in question.
    abstract boolean is(LockSite lock);

    /// Whether there is so much of it that something is said.
    ///
    /// @param share of their time that the threads wait
    abstract boolean counts(Waits waits, double share);

    /// What is said, in one sentence.
    abstract String summary(Waits waits, double share);

    /// A sentence where so little of all their time does not count, but much of the time in which
    /// they have a task is worth a note: guests of a server wait for it, though most of its threads
    /// are idle.
    ///
    /// @param share of that time
    Optional<String> note(Waits waits, double share) {
        return Optional.empty();
    }

    /// The figures behind it.
    abstract Evidence evidence(Waits waits);

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Verdict evaluate(Profile profile) {
        if (!profile.watched(event)) {
            return new Verdict.NotEnoughData(
                    event, "record with venturi profile, or set %s#%s".formatted(event, setting));
        }
        List<Finding> findings = new ArrayList<>();
        for (Waits waits : Waits.of(profile, this::is)) {
            double share = waits.share(profile);
            Optional<String> summary =
                    counts(waits, share)
                            ? Optional.of(summary(waits, share))
                            : note(waits, waits.shareOfTasks(profile));
            summary.ifPresent(said ->
                    findings.add(
                            new Finding(
                                    id,
                                    Severity.ofShare(share),
                                    share,
                                    said,
                                    evidence(waits),
                                    waits.site(),
                                    remedy)));
        }
        return Verdict.of(findings);
    }
}
