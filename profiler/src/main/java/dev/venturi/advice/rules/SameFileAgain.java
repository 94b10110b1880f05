package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.IoKind;
import dev.venturi.profile.IoSite;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One file is read from its beginning to its end again and again.
final class SameFileAgain implements Rule {
    private static final long FEWEST_PASSES = 5;

    @Override
    public String id() {
        return "same-file-again";
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.FileRead")) {
            return new Verdict.NotEnoughData(
                    "jdk.FileRead",
                    "record with venturi profile, or set jdk.FileRead#threshold=0 ns");
        }
        List<Finding> findings = new ArrayList<>();
        Set<Site> seen = new HashSet<>();
        for (IoSite io : profile.io()) {
            if (io.kind() != IoKind.FILE_READ
                    || io.site().isEmpty()
                    || io.passes() < FEWEST_PASSES * Math.max(1, io.files())
                    || !seen.add(io.site().get())) {
                continue;
            }
            Site site = io.site().get();
            double share = IoByLine.of(profile, other -> other.equals(io)).get(0).share(profile);
            if (share >= CpuSymptom.FEWEST) {
                findings.add(finding(io, site, share));
            }
        }
        return Verdict.of(findings);
    }

    private Finding finding(IoSite io, Site site, double share) {
        Evidence evidence =
                Evidence.of()
                        .number("passes", "read to the end", io.passes(), Unit.COUNT)
                        .number(
                                "readBytes",
                                io.sampled() ? "read at least" : "read",
                                io.bytes(),
                                Unit.BYTES)
                        .number("timeShare", "of the time", share, Unit.SHARE)
                        .text("path", "file", io.path())
                        .build();
        String summary =
                "%s reads %s %s%d times to its end."
                        .formatted(
                                site.place(),
                                io.path(),
                                io.sampled() ? "at least " : "",
                                io.passes());
        return new Finding(
                id(),
                Severity.ofShare(share),
                share,
                summary,
                evidence,
                site,
                "Read it once and keep what is needed of it; read it again only when its time of"
                        + " last change differs.");
    }
}
