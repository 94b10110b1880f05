package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.LineShare;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One core works and the others have nothing to do.
///
/// Advice where the program meant it otherwise: it hands tasks to a pool, but awaits each before
/// the next. For a plain loop it is a note, for whether its steps may run at the same time no
/// recording can tell.
final class SequentialWork implements Rule {
    private static final double ONE_AT_A_TIME = 1.2;
    private static final double BUSY_FROM = 0.7;
    private static final long FEWEST_TIMES = 10;

    @Override
    public String id() {
        return "sequential-work";
    }

    @Override
    public Verdict evaluate(Profile profile) {
        int cores = profile.capture().cores();
        if (profile.cpu().samples() < Figures.FEWEST_SAMPLES) {
            return Figures.idle(profile) ? new Verdict.Fine() : Figures.fewSamples(profile);
        }
        if (cores == 0) {
            return new Verdict.NotEnoughData("jdk.CPUInformation", "record with venturi profile");
        }
        double atATime = atATime(profile);
        if (cores == 1 || !(atATime <= ONE_AT_A_TIME)) {
            return new Verdict.Fine();
        }
        double busy = Figures.busyShare(profile);
        double share = 1 - 1.0 / cores;
        List<Finding> findings = new ArrayList<>();
        for (Waits waits :
                Waits.of(profile, lock -> Waits.forResult(lock) && !Waits.inPool(lock))) {
            if (waits.times() >= FEWEST_TIMES && waits.share(profile) >= 0.5) {
                findings.add(
                        finding(
                                profile,
                                waits.site(),
                                Severity.ADVICE,
                                share,
                                "Tasks are handed to other threads and awaited one by one at %s: %s"
                                        .formatted(waits.site().place(), idle(profile)),
                                "Submit all tasks first and collect their results afterwards"
                                        + " (invokeAll, or a list of futures)."));
                break;
            }
        }
        if (findings.isEmpty() && busy >= BUSY_FROM) {
            hottest(profile)
                    .ifPresent(site ->
                            findings.add(
                                    finding(
                                            profile,
                                            site,
                                            Severity.INFO,
                                            share,
                                            "One thread does the work, most of it at %s: %s"
                                                    .formatted(site.place(), idle(profile)),
                                            "If the steps do not depend on each other, split"
                                                    + " them over the cores (parallel streams,"
                                                    + " a pool with one thread per core).")));
        }
        return Verdict.of(findings);
    }

    /// Mean number of threads that work at the same time. Those that samples hit within a tenth of
    /// a second may have taken turns; then what they waited for tells, and on a machine with cores
    /// to spare how many were used.
    private static double atATime(Profile profile) {
        double seen = Math.min(profile.threads().busyMean(), Figures.runnableThreads(profile, 0));
        return Figures.waitsForCores(profile)
                ? seen
                : Math.min(seen, profile.capture().coresUsed() / Figures.busyShare(profile));
    }

    private static String idle(Profile profile) {
        return "%s threads work at a time on %d cores."
                .formatted(Unit.COUNT.show(atATime(profile)), profile.capture().cores());
    }

    /// The line with most time of its own or of what it calls in other people's code.
    private static Optional<Site> hottest(Profile profile) {
        CpuBySymptom samples = CpuBySymptom.of(profile);
        return profile.cpu().lines().stream()
                .filter(LineShare::user)
                .map(LineShare::site)
                .filter(site -> samples.owned(site) > 0)
                .max(Comparator.comparingLong(samples::owned));
    }

    private Finding finding(
            Profile profile,
            Site site,
            Severity severity,
            double share,
            String summary,
            String remedy) {
        Evidence evidence =
                Evidence.of()
                        .number(
                                "coresUsed",
                                "cores used",
                                profile.capture().coresUsed(),
                                Unit.COUNT)
                        .number("cores", "cores", profile.capture().cores(), Unit.COUNT)
                        .number(
                                "threadsAtATime",
                                "threads at work at a time",
                                atATime(profile),
                                Unit.COUNT)
                        .build();
        return new Finding(id(), severity, share, summary, evidence, site, remedy);
    }
}
