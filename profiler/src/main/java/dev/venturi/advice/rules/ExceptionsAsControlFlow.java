package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.profile.ExceptionSite;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.List;
import java.util.Optional;

/// Exceptions are made, with their stack traces, in the normal course of things.
///
/// The JVM walks the stack for each, where samplers hardly see it, so beside the samples their
/// number counts, times what one costs at the depth of its stack.
final class ExceptionsAsControlFlow extends CpuSymptom {
    /// Of one exception, and of one frame of its stack: measured with compiled code, the lower end.
    private static final double SECONDS_EACH = 0.8e-6;

    private static final double SECONDS_PER_FRAME = 40e-9;

    private static final double FEWEST_OF_ALL = 0.1;

    ExceptionsAsControlFlow() {
        super(
                "exceptions-as-control-flow",
                "making exceptions",
                "Say the expected case by a return value (Optional, a result record, a check"
                        + " beforehand); where an exception must be, keep one without a stack trace"
                        + " (constructor with writableStackTrace = false).");
    }

    @Override
    boolean starts(Frame frame) {
        return frame.type().equals("java.lang.Throwable")
                && (frame.method().equals("fillInStackTrace") || frame.method().equals("<init>"));
    }

    @Override
    boolean overrides() {
        return true;
    }

    @Override
    void addMore(Profile profile, List<Finding> findings) {
        long thrown = profile.exceptions().thrown();
        long recorded = profile.exceptions().sites().stream().mapToLong(ExceptionSite::count).sum();
        for (ExceptionSite site : profile.exceptions().sites()) {
            double part = (double) site.count() / recorded;
            if (thrown <= 0 || part < FEWEST_OF_ALL) {
                continue;
            }
            int depth = site.stack().frames().size();
            double seconds = thrown * part * (SECONDS_EACH + depth * SECONDS_PER_FRAME);
            double share = Math.min(1, seconds / Figures.runningSeconds(profile));
            Optional<Site> line = thrower(site.stack().frames());
            if (share < FEWEST || line.isEmpty()) {
                continue;
            }
            Site place = line.get();
            boolean known =
                    findings.stream().anyMatch(f -> f.site().equals(place) && f.share() >= share);
            if (!known) {
                findings.removeIf(f -> f.site().equals(place));
                findings.add(byNumber(site, place, thrown * part, share, depth));
            }
        }
    }

    private Finding byNumber(
            ExceptionSite exception, Site site, double count, double share, int depth) {
        Evidence evidence =
                Evidence.of()
                        .number("thrown", "thrown", Math.rint(count), Unit.COUNT)
                        .number("frames", "frames on the stack", depth, Unit.COUNT)
                        .number("timeShare", "of the time, at least", share, Unit.SHARE)
                        .text("type", "type", exception.type())
                        .build();
        String summary =
                "%s makes %s exceptions (%s), which takes at least %s of the time."
                        .formatted(
                                site.place(),
                                Unit.COUNT.show(Math.rint(count)),
                                exception.type(),
                                Unit.SHARE.show(share));
        return new Finding(id(), Severity.ofShare(share), share, summary, evidence, site, remedy());
    }

    /// The application's line that makes the exception, not the constructor of its class.
    private static Optional<Site> thrower(List<Frame> frames) {
        for (Frame frame : frames) {
            if (frame.user() && !frame.method().equals("<init>")) {
                return Optional.of(Site.of(frame));
            }
        }
        return Optional.empty();
    }
}
