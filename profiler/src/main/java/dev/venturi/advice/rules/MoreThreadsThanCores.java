package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import dev.venturi.profile.StackCount;
import dev.venturi.profile.ThreadUse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Many more threads want to compute at the same time than there are cores.
final class MoreThreadsThanCores implements Rule {
    /// So many runnable threads for a core; twice as many are common and harmless.
    private static final double FEWEST_PER_CORE = 4;

    /// From here on samples show that there are more than cores, if not how many.
    private static final double SURELY_MORE = 1.5;

    @Override
    public String id() {
        return "more-threads-than-cores";
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (profile.cpu().samples() < Figures.FEWEST_SAMPLES) {
            return Figures.idle(profile) ? new Verdict.Fine() : Figures.fewSamples(profile);
        }
        int cores = profile.capture().cores();
        double atATime = runnable(profile, cores);
        if (cores == 0 || !(atATime >= FEWEST_PER_CORE * cores)) {
            return new Verdict.Fine();
        }
        Optional<ThreadUse> group =
                profile.threads().groups().stream()
                        .filter(g -> !g.virtual())
                        .max(Comparator.comparingLong(ThreadUse::samples));
        Optional<Site> site = group.flatMap(g -> hottest(profile, g.name()));
        if (group.isEmpty() || site.isEmpty()) {
            return new Verdict.Fine();
        }
        double share = 1 - cores / atATime;
        Evidence evidence =
                Evidence.of()
                        .number(
                                "threadsAtATime",
                                "threads at work within 100 ms",
                                atATime,
                                Unit.COUNT)
                        .number("cores", "cores", cores, Unit.COUNT)
                        .number(
                                "threads",
                                "threads of the group",
                                group.get().threads(),
                                Unit.COUNT)
                        .text("group", "group", group.get().name())
                        .build();
        String summary =
                "%s threads at a time compute on %d cores, most of them at %s: each waits %s of its time for a core."
                        .formatted(
                                Unit.COUNT.show(Math.rint(atATime)),
                                cores,
                                site.get().place(),
                                Unit.SHARE.show(share));
        return Verdict.of(
                List.of(
                        new Finding(
                                id(),
                                Severity.ADVICE,
                                share,
                                summary,
                                evidence,
                                site.get(),
                                "Compute in a pool with one thread per core"
                                        + " (Executors.newFixedThreadPool(availableProcessors())); keep"
                                        + " more threads only for waiting, as virtual threads.")));
    }

    /// Mean number of threads that compute or wait for a core: by the samples, or, where there are
    /// too few of them to meet every thread, the time that threads at work did not wait for
    /// anything else.
    private static double runnable(Profile profile, int cores) {
        double seen = profile.threads().busyMean();
        if (!(seen >= SURELY_MORE * cores) && !Figures.waitsForCores(profile)) {
            return seen;
        }
        return Math.max(seen, Figures.runnableThreads(profile, 1));
    }

    /// The line of the application that a group's samples hit most often first.
    private static Optional<Site> hottest(Profile profile, String group) {
        Map<Site, Long> samples = new HashMap<>();
        for (StackCount stack : profile.cpu().stacks()) {
            Optional<Frame> user = stack.stack().userFrame();
            if (stack.threads().equals(group) && user.isPresent()) {
                samples.merge(Site.of(user.get()), stack.samples(), Long::sum);
            }
        }
        return samples.entrySet().stream()
                .max(
                        Map.Entry.<Site, Long>comparingByValue()
                                .thenComparing(e -> e.getKey().place()))
                .map(Map.Entry::getKey);
    }
}
