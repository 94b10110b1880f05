package dev.venturi.profile;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The phases that the user named by their methods: a sample or a wait belongs to the phase whose
/// method stands nearest to the top.
final class PhaseFold {
    private static final int PER_SECOND = 20;

    private final List<Totals> phases = new ArrayList<>();
    private final IdentityHashMap<Stack, Totals> byStack = new IdentityHashMap<>();
    private final Totals none = new Totals("", "");

    /// What one phase took.
    static final class Totals {
        final String method;
        final String name;
        final double[] cpu = new double[2];
        final double[] cpuInIo = new double[2];
        double io;
        double lock;
        double wait;
        final BitSet active = new BitSet();

        Totals(String method, String name) {
            this.method = method;
            this.name = name;
        }

        double seconds() {
            return (double) active.cardinality() / PER_SECOND;
        }
    }

    PhaseFold(Map<String, String> methods) {
        methods.forEach((method, name) -> phases.add(new Totals(method, name)));
    }

    List<Totals> phases() {
        return phases;
    }

    private @Nullable Totals of(Stack stack) {
        if (phases.isEmpty()) {
            return null;
        }
        Totals found = byStack.computeIfAbsent(stack, this::find);
        return found == none ? null : found;
    }

    private Totals find(Stack stack) {
        for (Frame frame : stack.frames()) {
            String method = frame.qualifiedMethod();
            for (Totals phase : phases) {
                if (method.equals(phase.method)) {
                    return phase;
                }
            }
        }
        return none;
    }

    void cpu(Stack stack, double second, int sampler, double seconds, boolean inIo) {
        Totals phase = of(stack);
        if (phase != null) {
            (inIo ? phase.cpuInIo : phase.cpu)[sampler] += seconds;
            touch(phase, second, second);
        }
    }

    void io(Stack stack, double from, double to) {
        Totals phase = of(stack);
        if (phase != null) {
            phase.io += to - from;
            touch(phase, from, to);
        }
    }

    void waiting(Stack stack, double from, double to, boolean contention) {
        Totals phase = of(stack);
        if (phase != null) {
            if (contention) {
                phase.lock += to - from;
            } else {
                phase.wait += to - from;
            }
            touch(phase, from, to);
        }
    }

    private static void touch(Totals phase, double from, double to) {
        phase.active.set(
                (int) (Math.max(0, from) * PER_SECOND), (int) (Math.max(0, to) * PER_SECOND) + 1);
    }
}
