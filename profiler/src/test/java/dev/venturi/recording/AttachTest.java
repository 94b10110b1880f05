package dev.venturi.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.profile.Profile;
import dev.venturi.profile.Recording;
import dev.venturi.profile.RecordingOptions;
import dev.venturi.profile.Sampler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttachTest {
    @TempDir private Path directory;
    private final List<Process> started = new ArrayList<>();
    private Programs programs;

    static List<Path> javas() {
        return Jdks.all();
    }

    @BeforeEach
    void compile() throws IOException {
        programs = new Programs(directory);
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process target(Path java, String... options) throws IOException {
        return target("work", java, options);
    }

    /// A program that is busy for some time after it said so.
    private Process target(String chore, Path java, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        programs.command(
                                java,
                                chore,
                                "500",
                                "say",
                                "ready",
                                chore,
                                "12000",
                                "say",
                                "unharmed",
                                "exit",
                                "6"));
        command.addAll(1, List.of(options));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        started.add(process);
        Programs.until(process, "ready");
        return process;
    }

    private Stream<RecordedEvent> samples() throws IOException {
        return RecordingFile.readAllEvents(programs.recording()).stream()
                .filter(e ->
                        e.getEventType().getName().equals("jdk.CPUTimeSample")
                                || e.getEventType().getName().equals("jdk.ExecutionSample"));
    }

    private static void goesOnToItsEnd(Process target) throws Exception {
        assertThat(target.getInputStream().readAllBytes())
                .isEqualTo("unharmed\n".getBytes(StandardCharsets.UTF_8));
        assertThat(target.waitFor()).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aProgramIsRecordedInWhichNothingWasPrepared(Path java) throws Exception {
        Process target = target(java);

        Programs.Result result = programs.run(programs.attached("usual", 2000, target.pid()));

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(samples()).hasSizeGreaterThan(50);
        assertThat(programs.answer()).startsWith("Chores work 500 say ready");
        goesOnToItsEnd(target);
    }

    @Test
    void ctrlCEndsTheRecordingNotTheProgram() throws Exception {
        Process target = target(Jdks.current());
        Process driver = programs.start(programs.attached("usual", 60_000, target.pid()));
        String said = Programs.until(driver, "recording");
        Signals.send("INT", driver.pid());

        assertThat(programs.finish(driver, said).exit()).isZero();
        assertThat(programs.answer()).contains("ended by a signal");
        assertThat(RecordingFile.readAllEvents(programs.recording())).isNotEmpty();
        goesOnToItsEnd(target);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aProgramThatIsKilledMeanwhileLeavesItsRecording(Path java) throws Exception {
        Process target = target(java);
        Process driver = programs.start(programs.attached("usual", 4_000, target.pid()));
        String said = Programs.until(driver, "recording");
        target.destroyForcibly().waitFor();

        Programs.Result result = programs.finish(driver, said);
        // nothing was readable before the first second had passed, or else there is a recording
        if (result.exit() == 0) {
            assertThat(RecordingFile.readAllEvents(programs.recording())).isNotEmpty();
        } else {
            assertThat(programs.answer()).contains("left no recording behind");
        }
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aDeepLookHasWarmCodeCompiledAnewAndKnowsItsLines(Path java) throws Exception {
        Process target = target("steps", java);

        Programs.Result result = programs.run(programs.attached("deep", 2500, target.pid()));

        assertThat(result.exit()).as(programs.answer()).isZero();
        assertThat(programs.answer()).contains("compiled anew");
        Profile profile = Recording.read(programs.recording(), RecordingOptions.DEFAULTS);
        assertThat(profile.capture().sampler()).isEqualTo(Sampler.ASYNC_PROFILER);
        assertThat(profile.cpu().samples()).isGreaterThan(30);
        List<Integer> lines =
                samples()
                        .filter(e -> e.getStackTrace() != null)
                        .flatMap(e -> e.getStackTrace().getFrames().stream().limit(1))
                        .filter(f -> f.getMethod().getName().equals("step"))
                        .map(RecordedFrame::getLineNumber)
                        .toList();
        assertThat(lines).hasSizeGreaterThan(30);
        if (!Jdks.seventeen().equals(Optional.of(java))) {
            assertThat(programs.answer()).contains("may be wrong");
            return;
        }
        // the body of the loop, not its head, where the safepoint is
        assertThat(
                        lines.stream()
                                .filter(line -> (line - Programs.DIVISION_LINE) >>> 1 == 0)
                                .count())
                .as("lines %s", lines)
                .isGreaterThan(lines.size() / 2);
        goesOnToItsEnd(target);
    }

    @Test
    void aLoopThatDoesNotReturnIsNotSlowedByADeepLook() throws Exception {
        Process target = target("work", Jdks.current());

        Programs.Result result = programs.run(programs.attached("deep", 1500, target.pid()));

        assertThat(result.exit()).as(programs.answer()).isZero();
        assertThat(programs.answer()).contains("lines of Chores may be wrong");
        assertThat(samples().map(e -> e.getStackTrace().getFrames().getFirst()))
                .noneMatch(f ->
                        f.getType().equals("Interpreted")
                                && f.getMethod().getName().equals("work"));
        goesOnToItsEnd(target);
    }

    @Test
    void aMethodThatStaysAndWorksKeepsItsClassAsItIs() {
        String dump =
                """
                "main" #1 [123] prio=5
                   java.lang.Thread.State: RUNNABLE
                \tat app.A.inner(A.java:%d)
                \tat app.B.loop(B.java:3)
                \tat java.base@25/java.lang.Thread.run(Thread.java:1)
                "other" #22 daemon
                \tat app.C.%s(C.java)
                """;
        var staying = StayingMethods.between(dump.formatted(1, "x"), dump.formatted(1, "y"));
        assertThat(staying).contains("app.A.inner", "app.B.loop").doesNotContain("app.C.x");

        BusyClasses busy =
                BusyClasses.of(
                        List.of(
                                "java/lang/Thread.run;app/B.loop;app/A.other;java/util/HashMap.put 50",
                                "app/B.loop;app/C.y 30",
                                "__libc_start;[unknown] 9",
                                "java/lang/Thread.run;app/D.loop 20"),
                        Set.of("app.B.loop", "app.D.loop"));
        assertThat(busy.names()).containsExactly("app.B", "app.A", "app.C");
        assertThat(busy.leftAlone()).containsExactly("app.D");
        assertThat(busy.share()).isEqualTo(0.8);
    }

    @Test
    void whatCannotBeAttachedToIsToldAndLeftAlone() throws Exception {
        assertThatThrownBy(() -> TargetJvm.attach(99_999_999))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("no such process");

        Process cat = new ProcessBuilder("cat").start();
        started.add(cat);
        assertThatThrownBy(() -> TargetJvm.attach(cat.pid())).hasMessageContaining("is no JVM");
        assertThat(cat.isAlive()).isTrue();

        assertThat(refusal(target(Jdks.current(), "-XX:-FlightRecorder")))
                .startsWith("USAGE")
                .contains("JFR is switched off", "-XX:-FlightRecorder");
        assertThat(refusal(target(Jdks.current(), "-XX:+DisableAttachMechanism")))
                .startsWith("USAGE")
                .contains("-XX:+DisableAttachMechanism");
    }

    private String refusal(Process target) throws Exception {
        Programs.Result result = programs.run(programs.attached("usual", 1000, target.pid()));
        assertThat(result.exit()).isEqualTo(99);
        assertThat(target.isAlive()).isTrue();
        return programs.answer();
    }
}
