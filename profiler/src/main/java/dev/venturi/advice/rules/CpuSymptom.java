package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.Cpu;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Wilson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A rule about CPU time that lines of the application spend in one kind of other people's code.
///
/// A sample belongs to the application's frame nearest to the top, and to the first symptom met on
/// the way from there to the top: formatting inside a logger is logging. How [CpuBySymptom] does
/// it.
abstract class CpuSymptom implements Rule {
    /// Below this share of the run nothing is said.
    static final double FEWEST = 0.05;

    /// From here on it is worth a note, however long the program waited.
    private static final double COSTLY_SECONDS = 1;

    private static final double MOSTLY_IDLE = 0.5;

    private final String id;
    private final String label;
    private final String remedy;

    /// @param label what the time goes to, as the end of "of the time goes to"
    /// @param remedy what to change
    CpuSymptom(String id, String label, String remedy) {
        this.id = id;
        this.label = label;
        this.remedy = remedy;
    }

    @Override
    public final String id() {
        return id;
    }

    /// What the time goes to: `regular expressions`.
    final String label() {
        return label;
    }

    /// What to change.
    final String remedy() {
        return remedy;
    }

    /// What to change at one line.
    String remedy(Hotspot spot) {
        return remedy;
    }

    /// Whether a frame, called by the application or by something that is no symptom, begins the
    /// code in question.
    abstract boolean starts(Frame frame);

    /// Whether it also costs time in code of the application that it calls back, such as
    /// comparators.
    boolean callsBack() {
        return false;
    }

    /// Whether such a frame decides wherever it stands.
    boolean overrides() {
        return false;
    }

    /// Whether another symptom between it and the top says it better.
    boolean yields() {
        return false;
    }

    /// Whether a frame shows more clearly what is going on; for [Hotspot#marked()].
    boolean marks(Frame frame) {
        return false;
    }

    /// Whether what was seen can be called a symptom.
    boolean holds(Profile profile, Hotspot spot) {
        return true;
    }

    /// Adds figures of its own.
    void evidence(Profile profile, Hotspot spot, Evidence.Builder evidence) {}

    @Override
    public Verdict evaluate(Profile profile) {
        List<Finding> findings = new ArrayList<>();
        if (profile.cpu().samples() >= Figures.FEWEST_SAMPLES) {
            addByCpu(profile, findings);
        }
        addMore(profile, findings);
        if (findings.isEmpty()
                && profile.cpu().samples() < Figures.FEWEST_SAMPLES
                && !Figures.idle(profile)) {
            return Figures.fewSamples(profile);
        }
        findings.sort(Comparator.comparingDouble(Finding::share).reversed());
        return Verdict.of(findings);
    }

    private void addByCpu(Profile profile, List<Finding> findings) {
        Cpu cpu = profile.cpu();
        double busy = Figures.busyShare(profile);
        for (Hotspot spot : CpuBySymptom.of(profile).spots(this)) {
            double share = busy * spot.samples() / cpu.samples();
            double least = busy * Wilson.interval(spot.samples(), cpu.samples())[0];
            boolean ofRun = share >= FEWEST && least >= FEWEST / 2;
            if ((ofRun || (costly(profile, spot) && busy < MOSTLY_IDLE)) && holds(profile, spot)) {
                findings.add(finding(profile, spot, share));
            }
        }
    }

    /// Whether it is much of the CPU time: in a server that mostly waits for guests it is little of
    /// the run, and still what each of them pays for.
    private static boolean costly(Profile profile, Hotspot spot) {
        double least = Wilson.interval(spot.samples(), profile.cpu().samples())[0];
        return least >= Severity.ADVICE_FROM
                && Figures.seconds(profile, spot.samples()) >= COSTLY_SECONDS;
    }

    /// Adds findings that are not seen in what lines called.
    void addMore(Profile profile, List<Finding> findings) {}

    final Finding finding(Profile profile, Hotspot spot, double share) {
        double ofCpu = (double) spot.samples() / profile.cpu().samples();
        Evidence.Builder evidence =
                Evidence.of()
                        .number("cpuShare", "of CPU time", ofCpu, Unit.SHARE)
                        .number(
                                "cpuSeconds",
                                "CPU time",
                                Figures.seconds(profile, spot.samples()),
                                Unit.SECONDS)
                        .number("samples", "samples", spot.samples(), Unit.COUNT)
                        .text("called", "called", spot.called());
        evidence(profile, spot, evidence);
        String summary =
                "%s of the CPU time goes to %s (%s), called at %s."
                        .formatted(
                                Unit.SHARE.show(ofCpu), label, spot.called(), spot.site().place());
        return new Finding(
                id,
                Severity.ofShare(share),
                share,
                summary,
                evidence.build(),
                spot.site(),
                remedy(spot));
    }
}
