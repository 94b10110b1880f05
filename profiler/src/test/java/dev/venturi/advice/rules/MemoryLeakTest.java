package dev.venturi.advice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.advice.Finding;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.Heap;
import dev.venturi.profile.Leak;
import dev.venturi.profile.LivePoint;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryLeakTest {
    private static final String TABLE = "org.frame.Beans.table";
    private static final String ROOT = "Threads, Stack Variable: Thread Name: main";

    @Test
    void whatAFrameworkSetsUpWhenAProgramStartsIsNoLeak() {
        assertThat(judged("", 0.2, 12, TABLE)).isInstanceOf(Verdict.Fine.class);
        assertThat(judged("", 0.2, 29, TABLE)).isInstanceOf(Verdict.Advice.class);
    }

    @Test
    void theClassesOfAClassLoaderAreNoLeak() {
        assertThat(judged("", 0.2, 29, "org.frame.AppClassLoader.classes"))
                .isInstanceOf(Verdict.Fine.class);
    }

    @Test
    void theApplicationsFieldIsNamedWhereverTheChainEnds() {
        Verdict verdict = judged("a.Store.items", 0.2, 12, "a.Store.items");
        Finding finding = ((Verdict.Advice) verdict).findings().getFirst();
        assertThat(finding.summary()).contains("held by a.Store.items");
        assertThat(finding.remedy()).contains("from a.Store.items").doesNotContain(ROOT);
    }

    /// What is said of objects that a library made for the application, held by a field.
    private static Verdict judged(String holder, double first, double last, String field) {
        Leak leak =
                new Leak(
                        "byte[]",
                        List.of("byte[64]", field, ROOT),
                        holder,
                        "Threads",
                        Optional.of(Made.line("a.B.main", 9, 0, 1, 1).site()),
                        Made.stack(1, "java.util.HashMap.put", "org.frame.Beans.add", "*a.B.main:9")
                                .stack(),
                        20,
                        40_000_000,
                        first,
                        last,
                        100);
        Heap heap =
                new Heap(
                        90_000_000,
                        400_000_000,
                        List.of(),
                        List.of(
                                new LivePoint(1, 10_000_000, true),
                                new LivePoint(29, 60_000_000, true)),
                        Shape.GROWING,
                        1e6,
                        0,
                        0,
                        2,
                        "",
                        List.of());
        Profile profile = Made.lasting(Made.stacks(Made.stack(500, "*a.B.main:9")), 30);
        return new MemoryLeak().evaluate(Made.withLeaks(profile, heap, leak));
    }
}
