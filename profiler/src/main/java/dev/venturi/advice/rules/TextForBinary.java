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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Numbers are written to a file as text, and the same program parses them again.
///
/// Nobody else has to read them, so they could be bytes. Seen by a file that is both written and
/// read, and by CPU time in parsing numbers.
final class TextForBinary implements Rule {
    private static final double FEWEST_BYTES = 100_000;

    @Override
    public String id() {
        return "text-for-binary";
    }

    @Override
    public Set<String> explains() {
        return Set.of("number-parsing", "text-formatting", "text-splitting", "allocation-rate");
    }

    @Override
    public Verdict evaluate(Profile profile) {
        if (!profile.watched("jdk.FileRead") || !profile.watched("jdk.FileWrite")) {
            return new Verdict.NotEnoughData(
                    "jdk.FileWrite",
                    "record with venturi profile, or set jdk.FileWrite#threshold=0 ns");
        }
        Set<String> written = new HashSet<>();
        for (IoSite io : profile.io()) {
            if (io.kind() == IoKind.FILE_WRITE) {
                written.add(io.path());
            }
        }
        long bytes = 0;
        String path = "";
        for (IoSite io : profile.io()) {
            if (io.kind() == IoKind.FILE_READ && written.contains(io.path())) {
                bytes += io.bytes();
                path = io.path();
            }
        }
        List<Hotspot> parsing = spots(profile, "number-parsing");
        if (bytes < FEWEST_BYTES || parsing.isEmpty()) {
            return new Verdict.Fine();
        }
        long samples = 0;
        for (String rule : List.of("number-parsing", "text-formatting", "text-splitting")) {
            samples += spots(profile, rule).stream().mapToLong(Hotspot::samples).sum();
        }
        double share = Figures.busyShare(profile) * samples / profile.cpu().samples();
        if (share < CpuSymptom.FEWEST) {
            return new Verdict.Fine();
        }
        return Verdict.of(List.of(finding(profile, parsing.get(0), share, bytes, path, samples)));
    }

    private static List<Hotspot> spots(Profile profile, String rule) {
        for (CpuSymptom symptom : StandardRules.CPU) {
            if (symptom.id().equals(rule)) {
                return CpuBySymptom.of(profile).spots(symptom);
            }
        }
        throw new IllegalArgumentException("no such rule: " + rule);
    }

    private Finding finding(
            Profile profile, Hotspot parsing, double share, long bytes, String path, long samples) {
        Evidence evidence =
                Evidence.of()
                        .number(
                                "cpuSeconds",
                                "CPU time in text and numbers",
                                Figures.seconds(profile, samples),
                                Unit.SECONDS)
                        .number("timeShare", "of the time", share, Unit.SHARE)
                        .number("readBytes", "read back at least", bytes, Unit.BYTES)
                        .text("path", "file", path)
                        .build();
        String summary =
                "Numbers go as text into %s and come back from it at %s: %s of the time is text."
                        .formatted(path, parsing.site().place(), Unit.SHARE.show(share));
        return new Finding(
                id(),
                Severity.ofShare(share),
                share,
                summary,
                evidence,
                parsing.site(),
                "Write the numbers as bytes (DataOutputStream over a buffer, a mapped file,"
                        + " Parquet): nobody but this program reads them.");
    }
}
