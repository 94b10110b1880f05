package dev.venturi.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    /// A program that works until its standard input ends, or so long.
    private Process target(Path java, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(
                        programs.command(
                                java, "say", "ready", "work", "8000", "say", "unharmed", "exit",
                                "6"));
        command.addAll(1, List.of(options));
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        started.add(process);
        Programs.until(process, "ready");
        return process;
    }

    private Stream<RecordedEvent> samples() throws IOException {
        return RecordingFile.readAllEvents(programs.recording()).stream()
                .filter(
                        e ->
                                e.getEventType().getName().equals("jdk.CPUTimeSample")
                                        || e.getEventType()
                                                .getName()
                                                .equals("jdk.ExecutionSample"));
    }

    private static void goesOnToItsEnd(Process target) throws Exception {
        assertThat(new String(target.getInputStream().readAllBytes())).isEqualTo("unharmed\n");
        assertThat(target.waitFor()).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aProgramIsRecordedInWhichNothingWasPrepared(Path java) throws Exception {
        Process target = target(java);

        Programs.Result result = programs.run(programs.attached("usual", 2000, target.pid()));

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(samples()).hasSizeGreaterThan(50);
        assertThat(programs.answer()).startsWith("Chores say ready");
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
    void aDeepLookKnowsTheLinesOfWarmCode(Path java) throws Exception {
        Process target = target(java);

        Programs.Result result = programs.run(programs.attached("deep", 2500, target.pid()));

        assertThat(result.exit()).as(programs.answer()).isZero();
        assertThat(programs.answer()).contains("compiled anew");
        List<Integer> lines =
                samples()
                        .filter(e -> e.getStackTrace() != null)
                        .flatMap(e -> e.getStackTrace().getFrames().stream().limit(1))
                        .filter(f -> f.isJavaFrame() && f.getMethod().getName().equals("work"))
                        .map(RecordedFrame::getLineNumber)
                        .toList();
        assertThat(lines).hasSizeGreaterThan(50);
        // the division, not the head of a loop where a safepoint is
        assertThat(lines.stream().filter(line -> line == Programs.DIVISION_LINE).count())
                .isGreaterThan(lines.size() / 2);
        goesOnToItsEnd(target);
    }

    @Test
    void whatCannotBeAttachedToIsToldAndLeftAlone() throws Exception {
        assertThatThrownBy(() -> TargetJvm.attach(99_999_999))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("no such process");

        Process cat = new ProcessBuilder("cat").start();
        started.add(cat);
        assertThatThrownBy(() -> TargetJvm.attach(cat.pid()))
                .hasMessageContaining("is no JVM");
        assertThat(cat.isAlive()).isTrue();

        assertThat(refusal(target(Jdks.current(), "-XX:-FlightRecorder")))
                .startsWith("USAGE")
                .contains("Flight Recorder is disabled");
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
