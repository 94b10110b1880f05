package dev.venturi.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.profile.Allocations;
import dev.venturi.profile.Capture;
import dev.venturi.profile.Cpu;
import dev.venturi.profile.Exceptions;
import dev.venturi.profile.Heap;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Sampler;
import dev.venturi.profile.Site;
import dev.venturi.profile.Threads;
import dev.venturi.profile.Tier;
import dev.venturi.profile.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdvisorTest {
    private static final Profile PROFILE =
            new Profile(
                    new Capture(
                            Tier.NONE,
                            "",
                            Sampler.NONE,
                            0,
                            Instant.EPOCH,
                            1,
                            1,
                            1,
                            1,
                            Double.NaN,
                            1,
                            "",
                            25,
                            "",
                            "",
                            true,
                            "",
                            0,
                            List.of()),
                    Cpu.NONE,
                    List.of(),
                    Threads.NONE,
                    Allocations.NONE,
                    Heap.NONE,
                    List.of(),
                    List.of(),
                    List.of(),
                    Exceptions.NONE,
                    Timeline.NONE,
                    List.of(),
                    List.of(),
                    Set.of(),
                    Set.of(),
                    List.of());

    private record Fixed(String id, Verdict verdict, Set<String> explains) implements Rule {
        Fixed(String id, Verdict verdict) {
            this(id, verdict, Set.of());
        }

        @Override
        public Verdict evaluate(Profile profile) {
            return verdict;
        }
    }

    private static Finding finding(String rule, Severity severity, double share, int line) {
        return new Finding(
                rule,
                severity,
                share,
                "It costs.",
                Evidence.of().number("cpuSeconds", "CPU time", 1.5, Unit.SECONDS).build(),
                new Site("A.java", line, "a.A.b"),
                "Change it.");
    }

    private static Rule finds(String rule, Severity severity, double share, int line) {
        return new Fixed(rule, Verdict.of(List.of(finding(rule, severity, share, line))));
    }

    @Test
    void severityComesBeforeShare() {
        Judgement judgement =
                new Advisor(
                                List.of(
                                        finds("a", Severity.INFO, 0.9, 1),
                                        finds("b", Severity.ADVICE, 0.2, 2),
                                        finds("c", Severity.ADVICE, 0.3, 3)))
                        .judge(PROFILE);
        assertThat(judgement.findings()).extracting(Finding::rule).containsExactly("c", "b", "a");
        assertThat(judgement.reaches(Severity.ADVICE)).isTrue();
        assertThat(judgement.reaches(Severity.WARNING)).isFalse();
    }

    @Test
    void onOneLineTheFirstRuleSpeaksForTheOthers() {
        Judgement judgement =
                new Advisor(
                                List.of(
                                        finds("cause", Severity.ADVICE, 0.2, 1),
                                        finds("consequence", Severity.WARNING, 0.9, 1),
                                        finds("elsewhere", Severity.WARNING, 0.5, 2)))
                        .judge(PROFILE);
        assertThat(judgement.findings())
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("elsewhere", Severity.WARNING),
                        org.assertj.core.groups.Tuple.tuple("cause", Severity.ADVICE),
                        org.assertj.core.groups.Tuple.tuple("consequence", Severity.INFO));
        assertThat(judgement.findings().get(2).summary()).endsWith("The same line: cause.");
    }

    @Test
    void whatARuleExplainsIsANoteAnywhere() {
        Verdict leak = Verdict.of(List.of(finding("leak", Severity.WARNING, 0.1, 1)));
        Judgement judgement =
                new Advisor(
                                List.of(
                                        new Fixed("leak", leak, Set.of("collections")),
                                        finds("collections", Severity.ADVICE, 0.3, 9)))
                        .judge(PROFILE);
        assertThat(judgement.findings().get(1).severity()).isEqualTo(Severity.INFO);
        assertThat(judgement.findings().get(1).summary())
                .isEqualTo("It costs. It follows from leak at A.java:1.");
    }

    @Test
    void aNoteExplainsNothing() {
        Verdict leak = Verdict.of(List.of(finding("leak", Severity.INFO, 0.1, 9)));
        Judgement judgement =
                new Advisor(
                                List.of(
                                        new Fixed("leak", leak, Set.of("collections")),
                                        finds("collections", Severity.ADVICE, 0.3, 9)))
                        .judge(PROFILE);
        assertThat(judgement.findings().get(0).severity()).isEqualTo(Severity.ADVICE);
    }

    @Test
    void missingDataIsNotFine() {
        Judgement judgement =
                new Advisor(
                                List.of(
                                        new Fixed("a", new Verdict.Fine()),
                                        new Fixed(
                                                "b",
                                                new Verdict.NotEnoughData("jdk.FileRead", "it"))))
                        .judge(PROFILE);
        assertThat(judgement.fine()).containsExactly("a");
        assertThat(judgement.missing())
                .containsEntry("b", new Verdict.NotEnoughData("jdk.FileRead", "it"));
    }

    @Test
    void adviceNeedsAFinding() {
        assertThatThrownBy(() -> new Verdict.Advice(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Verdict.of(List.of())).isInstanceOf(Verdict.Fine.class);
    }

    @Test
    void evidenceShowsNumbersWithUnits() {
        Evidence evidence =
                Evidence.of()
                        .number("cpuSeconds", "CPU time", 1.53, Unit.SECONDS)
                        .number("bytes", "read", 12_300_000, Unit.BYTES)
                        .number("share", "of the time", 0.413, Unit.SHARE)
                        .number("calls", "calls", 1234, Unit.COUNT)
                        .number("unknown", "unknown", Double.NaN, Unit.COUNT)
                        .text("called", "called", "String.split")
                        .text("empty", "empty", "")
                        .build();
        assertThat(evidence.shown())
                .isEqualTo(
                        "CPU time 1.5 s, read 12 MB, of the time 41 %, calls 1,234, called"
                                + " String.split");
        assertThat(evidence.asMap())
                .containsOnlyKeys("cpuSeconds", "bytes", "share", "calls", "called");
    }

    @Test
    void unitsScale() {
        assertThat(Unit.BYTES.show(999)).isEqualTo("999 B");
        assertThat(Unit.BYTES.show(1.2e9)).isEqualTo("1.2 GB");
        assertThat(Unit.BYTES_PER_SECOND.show(5e3)).isEqualTo("5.0 KB/s");
        assertThat(Unit.SECONDS.show(0.0123)).isEqualTo("12.3 ms");
        assertThat(Unit.COUNT.show(1.25)).isEqualTo("1.3");
        assertThat(Unit.PER_SECOND.show(4200)).isEqualTo("4,200/s");
    }
}
