package dev.venturi.profile;

import static dev.venturi.profile.RecordedProgram.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.venturi.profile.RecordingOptions.ProcessTimes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is known of `Everything.java` by construction, in recordings of every Java that is here.
class RecordingTest {
    private static final String FILE = "Everything.java";

    static List<RecordedProgram> programs() {
        return RecordedProgram.all();
    }

    /// Three lines of 60, 30 and 10 parts of the same work; of three 95 % intervals one in seven
    /// misses somewhere, so the bounds here are twice as wide: one in thousands.
    @ParameterizedTest
    @MethodSource("programs")
    void linesHaveTheSharesOfTheirWork(RecordedProgram program) {
        Cpu cpu = program.profile().cpu();
        double all =
                line(cpu, "sixty").total() + line(cpu, "thirty").total() + line(cpu, "ten").total();
        assertThat(all).as("most of the program's time").isGreaterThan(0.5);
        assertShare(line(cpu, "sixty"), all, 0.6);
        assertShare(line(cpu, "thirty"), all, 0.3);
        assertShare(line(cpu, "ten"), all, 0.1);
    }

    private static void assertShare(LineShare line, double all, double truth) {
        double reach = Math.max(line.high() - line.total(), line.total() - line.low()) / all;
        assertThat(line.total() / all).isCloseTo(truth, within(2 * reach));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void linesAreSortedOncePerLineAndAboveAThousandth(RecordedProgram program) {
        List<LineShare> lines = program.profile().cpu().lines();
        assertThat(lines)
                .extracting(LineShare::total)
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(lines)
                .allSatisfy(line -> {
                    assertThat(line.total()).isGreaterThan(0.001).isLessThanOrEqualTo(1);
                    assertThat(line.self()).isBetween(0.0, line.total());
                    assertThat(line.low()).isLessThanOrEqualTo(line.total());
                    assertThat(line.high()).isGreaterThanOrEqualTo(line.total());
                });
        assertThat(lines).extracting(LineShare::site).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theCaptureSaysWhatItIsAndHidesSecrets(RecordedProgram program) {
        Capture capture = program.profile().capture();
        assertThat(capture.sampler())
                .isEqualTo(program.is17() ? Sampler.JFR_EXECUTION : Sampler.JFR_CPU_TIME);
        assertThat(capture.javaVersion()).isEqualTo(program.is17() ? 17 : 25);
        assertThat(capture.tier()).isEqualTo(Tier.LINES);
        assertThat(capture.debugNonSafepoints()).isTrue();
        assertThat(capture.commandLine()).startsWith("shop.Everything data.bin");
        assertThat(capture.commandLine()).doesNotContain("hunter2");
        assertThat(capture.userCode()).contains("classes");
        assertThat(capture.cores()).isPositive();
        assertThat(capture.coresUsed()).isBetween(0.01, (double) capture.cores());
    }

    @Test
    void coresAreUsedWhileTheProcessRanNotOnlyWhileItWasRecorded() {
        RecordedProgram program = RecordedProgram.current();
        double recorded = program.profile().capture().durationSeconds();
        Profile profile =
                Recording.read(
                        program.recording(),
                        program.options().withProcess(new ProcessTimes(3, recorded + 1)));
        assertThat(profile.capture().cpuSeconds()).isEqualTo(3);
        assertThat(profile.capture().coresUsed()).isEqualTo(3 / (recorded + 1));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aClassInAFileOfAnotherNameIsFoundThere(RecordedProgram program) {
        assertThat(allocated(program.profile(), "double[]", "kept").site())
                .contains(new Site(FILE, line("kept"), "shop.Keeper.keep"));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void allocatedBytesAreEstimatedByLine(RecordedProgram program) {
        Profile profile = program.profile();
        // 40 MB each within a moment: a handful of samples
        double bytes =
                allocated(profile, "double[]", "kept").bytes()
                        + allocated(profile, "byte[]", "garbage").bytes();
        assertThat(bytes).isBetween(10e6, 160e6);
        assertThat(profile.allocations().bytes()).isGreaterThanOrEqualTo(bytes);
    }

    private static AllocationSite allocated(Profile profile, String type, String comment) {
        int number = line(comment);
        return profile.allocations().sites().stream()
                .filter(site -> site.type().equals(type))
                .filter(site -> site.site().map(Site::line).equals(Optional.of(number)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whatIsKeptIsFoundWithItsChainAndItsLine(RecordedProgram program) {
        Profile profile = program.profile();
        Leak leak =
                profile.leaks().stream()
                        .filter(found -> found.type().equals("double[]"))
                        .findFirst()
                        .orElseThrow();
        assertThat(leak.chain().getFirst()).isEqualTo("double[250]");
        assertThat(leak.chain()).anyMatch(reference -> reference.startsWith("java.util.HashMap"));
        assertThat(leak.chain()).last().isEqualTo("shop.Keeper.KEPT (static field)");
        assertThat(leak.site().map(Site::line)).contains(line("kept"));
        assertThat(leak.elements()).isEqualTo(20_000);
        HeapPart largest =
                profile.heap().peak().stream()
                        .filter(part -> !part.type().startsWith("("))
                        .findFirst()
                        .orElseThrow();
        assertThat(largest.type()).isEqualTo("double[]");
        assertThat(largest.holder()).isEqualTo("shop.Keeper.KEPT");
        // 40 MB; JFR says nothing of what a sample stands for
        assertThat((double) largest.bytes()).isBetween(8e6, 60e6);
        assertThat(profile.heap().peakBytes()).isBetween(40_000_000L, 300_000_000L);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void callsOnFilesAreCountedByLine(RecordedProgram program) {
        List<IoSite> io = program.profile().io();
        IoSite tiny = io(io, IoKind.FILE_WRITE, "tiny");
        assertThat(tiny.calls()).isEqualTo(200);
        assertThat(tiny.bytes()).isEqualTo(200);
        assertThat(tiny.smallCalls()).isEqualTo(200);
        assertThat(tiny.path()).endsWith("data.bin");
        IoSite large = io(io, IoKind.FILE_WRITE, "large");
        assertThat(large.bytes()).isEqualTo(100_000);
        assertThat(large.smallCalls()).isZero();
        IoSite again = io(io, IoKind.FILE_READ, "again");
        assertThat(again.bytes()).isEqualTo(5 * 100_200);
        assertThat(again.sampled()).isFalse();
    }

    private static IoSite io(List<IoSite> io, IoKind kind, String comment) {
        int number = line(comment);
        return io.stream()
                .filter(site -> site.kind() == kind)
                .filter(site -> site.site().map(Site::line).equals(Optional.of(number)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void contentionIsFoundByLine(RecordedProgram program) {
        LockSite lock =
                program.profile().locks().stream()
                        .filter(site -> site.kind() == LockKind.MONITOR)
                        .findFirst()
                        .orElseThrow();
        assertThat(lock.site().map(Site::line)).contains(line("monitor"));
        assertThat(lock.lockType()).isEqualTo("java.lang.Object");
        // on a busy machine one of the three may begin when the others are done
        assertThat(lock.threads()).isBetween(2, 3);
        // each of 24 turns of 30 ms lets two others wait, one at the end
        assertThat(lock.seconds()).isBetween(0.4, 1.6);
        assertThat(lock.group()).isEqualTo("pool-1-thread-#");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void exceptionsAreCountedByLine(RecordedProgram program) {
        ExceptionSite thrown =
                program.profile().exceptions().sites().stream()
                        .filter(site -> site.type().equals("java.lang.NumberFormatException"))
                        .findFirst()
                        .orElseThrow();
        assertThat(thrown.count()).isEqualTo(50);
        assertThat(thrown.site().map(Site::line)).contains(line("thrown"));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void phasesAreNamedByMethodsAndThreads(RecordedProgram program) {
        Profile profile =
                Recording.read(
                        program.recording(),
                        program.options()
                                .withPhases(
                                        Map.of(
                                                "shop.Everything.computing", "computing",
                                                "shop.Everything.nowhere", "nowhere")));
        Phase computing = phase(profile, "computing");
        assertThat(computing.source()).isEqualTo(Phase.Source.METHOD);
        assertThat(computing.bound()).isEqualTo(Bound.CPU);
        assertThat(computing.cpuSeconds())
                .isLessThanOrEqualTo(profile.capture().cpuSeconds() * 1.2);
        assertThat(computing.seconds()).isGreaterThan(computing.cpuSeconds() * 0.5);
        assertThat(phase(profile, "pool-1-thread-#").bound()).isNotEqualTo(Bound.CPU);
        assertThat(profile.notSeen()).anyMatch(note -> note.startsWith("phase nowhere"));
    }

    private static Phase phase(Profile profile, String name) {
        return profile.phases().stream()
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void prefixesDecideWhatIsTheApplication(RecordedProgram program) {
        Profile profile =
                Recording.read(
                        program.recording(),
                        program.options().withApplications(List.of("shop.Keeper")));
        assertThat(profile.capture().userCode()).contains("shop.Keeper");
        assertThat(profile.cpu().lines())
                .filteredOn(LineShare::user)
                .allSatisfy(line -> assertThat(line.site().method()).contains("Keeper"));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theTimelineCoversTheRecordingAndAddsUp(RecordedProgram program) {
        Profile profile = program.profile();
        Timeline timeline = profile.timeline();
        double seconds = profile.capture().durationSeconds();
        assertThat(timeline.cpu().size() * timeline.stepSeconds())
                .isBetween(seconds, seconds + timeline.stepSeconds());
        double written =
                timeline.writeBytes().stream().mapToDouble(rate -> rate).sum()
                        * timeline.stepSeconds();
        assertThat(written).isGreaterThan(50_000);
    }

    @Test
    void readingTwiceGivesTheSame() {
        RecordedProgram program = RecordedProgram.current();
        assertThat(program.profile()).isEqualTo(program.profile());
    }
}
