package dev.venturi.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.profile.Recording;
import dev.venturi.profile.RecordingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LaunchTest {
    @TempDir private Path directory;
    private Programs programs;

    static List<Path> javas() {
        return Jdks.all();
    }

    @BeforeEach
    void compile() throws IOException {
        programs = new Programs(directory);
    }

    private Programs.Result launch(List<String> command) throws IOException, InterruptedException {
        return programs.run(programs.launched("usual", 0, command), "typed in\n");
    }

    private long samples() throws IOException {
        return events().filter(e -> isCpuSample(e.getEventType().getName())).count();
    }

    private static boolean isCpuSample(String event) {
        return event.equals("jdk.CPUTimeSample") || event.equals("jdk.ExecutionSample");
    }

    private Stream<RecordedEvent> events() throws IOException {
        return RecordingFile.readAllEvents(programs.recording()).stream();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void theProgramSpeaksReadsAndEndsAsItWould(Path java) throws Exception {
        List<String> command =
                programs.command(
                        java,
                        "say",
                        "a b",
                        "complain",
                        "c",
                        "echo",
                        "d 'e' \"f\" $g",
                        "work",
                        "1500",
                        "exit",
                        "9");

        Programs.Result alone = programs.run(command, "typed in\n");
        Programs.Result launched = launch(command);

        assertThat(launched).isEqualTo(alone);
        assertThat(launched.exit()).isEqualTo(9);
        assertThat(launched.out()).contains("typed in", "argument d 'e' \"f\" $g");
        assertThat(samples()).isGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aHaltedProgramLeavesItsRecording(Path java) throws Exception {
        Programs.Result result = launch(programs.command(java, "work", "3500", "halt", "7"));

        assertThat(result.exit()).isEqualTo(7);
        assertThat(samples()).isGreaterThan(10);
        assertThat(programs.answer()).contains("ended without warning");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aKilledProgramLeavesItsRecordingAndTheCodeOfTheSignal(Path java) throws Exception {
        Process driver =
                programs.start(
                        programs.launched(
                                "usual",
                                0,
                                programs.command(
                                        java, "work", "3500", "say", "ready", "work", "60000")));
        String said = Programs.until(driver, "ready");
        driver.toHandle().children().forEach(ProcessHandle::destroyForcibly);

        assertThat(programs.finish(driver, said).exit()).isEqualTo(128 + 9);
        assertThat(samples()).isGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void signalsReachTheProgramAndItsEndIsAwaited(Path java) throws Exception {
        for (String signal : List.of("TERM", "INT")) {
            Process driver =
                    programs.start(
                            programs.launched(
                                    "usual",
                                    0,
                                    programs.command(
                                            java, "last", "goodbye", "work", "1200", "say", "ready",
                                            "work", "60000")));
            String said = Programs.until(driver, "ready");
            Signals.send(signal, driver.pid());
            Programs.Result result = programs.finish(driver, said);

            assertThat(result.exit()).isEqualTo(signal.equals("TERM") ? 143 : 130);
            assertThat(result.out()).endsWith("goodbye\n");
            assertThat(samples()).isGreaterThan(10);
        }
    }

    @Test
    void aDurationEndsTheRecordingNotTheProgram() throws Exception {
        Programs.Result result =
                programs.run(
                        programs.launched(
                                "usual",
                                1000,
                                programs.command(
                                        Jdks.current(), "work", "2500", "say", "to the end")));

        assertThat(result.out()).isEqualTo("to the end\n");
        assertThat(samples()).isBetween(10L, 130L);
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aScriptFindsItsJavaAndTheJvmTheEnvironmentAsItWas(Path java) throws Exception {
        Path home = Path.of(java.toString().replaceAll("/bin/java$", ""));
        Path script =
                script(
                        "app.sh",
                        """
                        java -version 2>/dev/null && echo version
                        java -Xmx64m -cp %1$s -Dx='a b' Chores variable JAVA_HOME variable PATH 'an  argument'
                        "$JAVA_HOME/bin/java" -cp %1$s Chores work 1500
                        exit 5
                        """
                                .formatted(directory));
        programs.with("JAVA_HOME", home.toString())
                .with("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));

        Programs.Result alone = programs.run(List.of(script.toString()));
        Programs.Result launched = launch(List.of(script.toString()));

        assertThat(launched).isEqualTo(alone);
        assertThat(launched.out())
                .contains("JAVA_HOME=" + home + "\n", "argument an  argument\n", "version\n");
        assertThat(launched.exit()).isEqualTo(5);
        assertThat(samples()).isGreaterThan(10);
        assertThat(programs.answer()).contains("2 JVMs ran; this is the one that ran longest");
    }

    @ParameterizedTest
    @MethodSource("javas")
    void theApplicationIsKnownByTheClassPathOfAScriptElsewhere(Path java) throws Exception {
        Path application = Files.createDirectory(directory.resolve("application"));
        Files.move(directory.resolve("Chores.class"), application.resolve("Chores.class"));
        Path script = script("app.sh", "cd %s; java -cp . Chores work 300".formatted(application));
        programs.with("PATH", java.getParent() + ":" + System.getenv("PATH"));

        launch(List.of(script.toString()));

        assertThat(programs.answer()).contains("\n" + application + "\n");
        RecordingOptions options = RecordingOptions.DEFAULTS.withDirectory(application);
        assertThat(Recording.read(programs.recording(), options).capture().userCode())
                .startsWith("user code is the classes of application,");
    }

    @Test
    void secretsAreNotRecordedAndTheCommandLineIsToldWithoutThem() throws Exception {
        programs.with("DB_PASSWORD", "hunter2");
        List<String> command =
                new ArrayList<>(programs.command(Jdks.current(), "--password", "hunter3"));
        command.addAll(1, List.of("-Ddb.password=hunter4", "-Dtoken=5", "-Dlevel=5"));
        launch(command);

        assertThat(programs.answer()).contains("--password ***").doesNotContain("hunter");
        assertThat(events().map(RecordedEvent::toString)).noneMatch(e -> e.contains("hunter2"));
        Scrubbing.scrub(programs.recording());
        assertThat(events().map(RecordedEvent::toString))
                .noneMatch(e -> e.contains("hunter3") || e.contains("hunter4"))
                .anyMatch(e -> e.contains("--password *******"))
                .anyMatch(e -> e.contains("\"db.password\"") && e.contains("\"*******\""))
                .anyMatch(e -> e.contains("\"token\"") && e.contains("\"*\""))
                .anyMatch(e -> e.contains("\"level\"") && e.contains("\"5\""));
    }

    @Test
    void classesFromBesideTheClassPathAreTheProgramsWhenNoOthersWork() throws Exception {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        Path plugins = Files.createDirectory(directory.resolve("plugins"));
        Path source =
                Files.writeString(
                        directory.resolve("Host.java"),
                        """
                        public class Host {
                            public static void main(String[] args) throws Exception {
                                var loader = new java.net.URLClassLoader(
                                        new java.net.URL[] {new java.io.File("%s").toURI().toURL()});
                                var work = (Runnable) loader.loadClass("Host$Plugin").getConstructor().newInstance();
                                new Thread(work).start();
                            }

                            public static class Plugin implements Runnable {
                                public void run() {
                                    long sum = 0;
                                    for (long end = System.nanoTime() + 800_000_000L; System.nanoTime() < end; ) {
                                        for (int i = 1; i < 100_000; i++) sum += sum %% i + i;
                                    }
                                    if (sum == 42) System.out.println();
                                }
                            }
                        }
                        """
                                .formatted(plugins));
        ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-d", "" + classes, "" + source);
        Files.move(classes.resolve("Host$Plugin.class"), plugins.resolve("Host$Plugin.class"));

        Programs.Result result =
                launch(List.of(Jdks.current().toString(), "-cp", classes.toString(), "Host"));

        assertThat(result.err()).isEmpty();
        assertThat(
                        Recording.read(programs.recording(), RecordingOptions.DEFAULTS)
                                .capture()
                                .userCode())
                .startsWith("user code is everything outside the JDK");
    }

    @Test
    void linesBetweenSafepointsAreKnown() throws Exception {
        launch(programs.command(Jdks.current(), "work", "200"));

        assertThat(events())
                .anyMatch(e ->
                        e.getEventType().getName().equals("jdk.BooleanFlag")
                                && e.getString("name").equals("DebugNonSafepoints")
                                && e.getBoolean("value"));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aDeepLookIsSilentToo(Path java) throws Exception {
        List<String> command = programs.command(java, "work", "1500", "exit", "3");
        Programs.Result result = programs.run(programs.launched("deep", 0, command));

        assertThat(result).isEqualTo(new Programs.Result(3, "", ""));
        assertThat(events().filter(e -> e.getEventType().getName().equals("jdk.ExecutionSample")))
                .hasSizeGreaterThan(50);
    }

    @Test
    void whatCannotBeRunIsToldBeforeAnythingRuns() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "no program");

        assertThat(refusal("no-such-command"))
                .isEqualTo(
                        "USAGE no-such-command: command not found; name a program on the PATH, or a file, as in ./no-such-command");
        assertThat(refusal("./no-such-file")).startsWith("USAGE ./no-such-file: no such file");
        assertThat(refusal(directory.toString())).contains("is a directory");
        assertThat(refusal(text.toString())).startsWith("MACHINE").contains("permission denied");
    }

    private String refusal(String command) throws Exception {
        assertThat(launch(List.of(command)).exit()).isEqualTo(99);
        return programs.answer();
    }

    @Test
    void withoutARecordingTheProgramRunsAndTheReasonIsTold() throws Exception {
        Programs.Result off =
                launch(
                        List.of(
                                Jdks.current().toString(),
                                "-XX:-FlightRecorder",
                                "-cp",
                                directory.toString(),
                                "Chores",
                                "say",
                                "off"));
        assertThat(off.out()).isEqualTo("off\n");
        assertThat(programs.answer()).contains("JFR is switched off by -XX:-FlightRecorder");

        assertThat(launch(List.of("echo", "no", "JVM")).out()).isEqualTo("no JVM\n");
        assertThat(programs.answer()).contains("started no JVM that could be recorded");

        assertThat(launch(programs.command(Jdks.current(), "halt", "4")).exit()).isEqualTo(4);
    }

    @Test
    void aJavaThatIsTooOldRunsUnchanged() throws Exception {
        Path java = script("old/bin/java", "echo \"$@\"\nexit 3\n");
        Files.writeString(directory.resolve("old/release"), "JAVA_VERSION=\"11.0.2\"\n");

        Programs.Result result = launch(List.of(java.toString(), "-jar", "app.jar"));

        assertThat(result).isEqualTo(new Programs.Result(3, "-jar app.jar\n", ""));
        assertThat(programs.answer()).contains("is Java 11; 17 or newer is needed");
    }

    @Test
    void aJavaWithoutJfrRunsUnchanged() throws Exception {
        Path java = script("small/bin/java", "echo \"$@\"\n");
        Files.writeString(
                directory.resolve("small/release"),
                "JAVA_VERSION=\"21.0.2\"\nMODULES=\"java.base java.logging\"\n");

        assertThat(launch(List.of(java.toString(), "Main")).out()).isEqualTo("Main\n");
        assertThat(programs.answer()).contains("has no JFR");
    }

    /// There is no GPU where this is tested: a script answers as the manual of `nvidia-smi` says.
    @Test
    void theBusiestGpuIsToldOnceASecondWithoutTouchingTheProgram() throws Exception {
        Path command =
                script(
                        "bin/nvidia-smi",
                        """
                        echo "$@" > %1$s/asked
                        echo $$ > %1$s/gpu.pid
                        for busy in 40 55 0 0 0 0 0 0 0; do
                            echo "0, 7"
                            echo "1, [N/A]"
                            echo "2, $busy"
                            sleep 1
                        done
                        """
                                .formatted(directory));
        programs.with("PATH", command.getParent() + ":" + System.getenv("PATH"));

        Programs.Result result = launch(programs.command(Jdks.current(), "work", "2500"));

        assertThat(result).isEqualTo(new Programs.Result(0, "", ""));
        assertThat(programs.answer()).contains("[0.4, 0.55, 0.07");
        assertThat(directory.resolve("asked"))
                .content()
                .isEqualTo(
                        "--query-gpu=index,utilization.gpu --format=csv,noheader,nounits --loop=1\n");
        long pid = Long.parseLong(Files.readString(directory.resolve("gpu.pid")).strip());
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void aMachineWithTheCommandOfAGpuButWithoutOneSaysNothing() throws Exception {
        Path command =
                script(
                        "bin/nvidia-smi",
                        """
                        echo "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."
                        echo "no driver" >&2
                        exit 9
                        """);
        programs.with("PATH", command.getParent() + ":" + System.getenv("PATH"));

        assertThat(launch(programs.command(Jdks.current(), "say", "hello")))
                .isEqualTo(new Programs.Result(0, "hello\n", ""));
        assertThat(programs.answer()).contains("[]\n\n[]\n");
    }

    private Path script(String name, String text) throws IOException {
        Path script = directory.resolve(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }
}
