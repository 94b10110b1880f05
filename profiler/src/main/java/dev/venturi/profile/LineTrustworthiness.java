package dev.venturi.profile;

/// How far lines can be trusted, and why.
record LineTrustworthiness(Tier tier, String reason) {
    private static final double MOSTLY = 0.5;

    static LineTrustworthiness of(
            Sampler sampler, Cpu cpu, boolean debug, RecordingOptions.LineTrust known) {
        if (sampler == Sampler.NONE) {
            return new LineTrustworthiness(
                    Tier.NONE, "no CPU samples: the program did not compute, or no sampler was on");
        }
        if (cpu.samples() < Cpu.FEWEST_FOR_LINES) {
            return new LineTrustworthiness(
                    Tier.FEW_SAMPLES,
                    "%d valid CPU %s, fewer than %d: methods are shown, lines are not"
                            .formatted(
                                    cpu.samples(),
                                    cpu.samples() == 1 ? "sample" : "samples",
                                    Cpu.FEWEST_FOR_LINES));
        }
        if (known == RecordingOptions.LineTrust.UNTRUSTED) {
            return new LineTrustworthiness(
                    Tier.METHODS,
                    "the JVM was running without debug information at all places when it was attached to: compiled code may show wrong lines, and wrong methods where calls were inlined");
        }
        if (cpu.biasedDropped() > MOSTLY * (cpu.samples() + cpu.biasedDropped())) {
            return new LineTrustworthiness(
                    Tier.METHODS,
                    "most CPU samples were biased and left out: what remains may not stand for the whole");
        }
        if (debug || known == RecordingOptions.LineTrust.TRUSTED) {
            return new LineTrustworthiness(
                    Tier.LINES,
                    debug
                            ? "the JVM compiled with debug information at all places (-XX:+DebugNonSafepoints)"
                            : "code was compiled with debug information at all places");
        }
        return new LineTrustworthiness(
                Tier.METHODS,
                "the JVM ran without -XX:+DebugNonSafepoints: compiled code may show wrong lines, and wrong methods where calls were inlined; venturi profile -- java ... sets it, or add -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints");
    }
}
