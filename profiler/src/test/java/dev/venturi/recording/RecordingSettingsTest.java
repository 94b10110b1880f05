package dev.venturi.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.profile.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingSettingsTest {
    private static Map<String, String> settings(int feature, Sampler sampler, String... counts) {
        return RecordingSettings.of(feature, sampler, List.of(counts), Duration.ofSeconds(5))
                .values();
    }

    @Test
    void oneCpuSamplerIsOn() {
        for (Sampler sampler : Sampler.values()) {
            Map<String, String> settings = settings(25, sampler);
            assertThat(settings.get("jdk.CPUTimeSample#enabled"))
                    .isEqualTo(Boolean.toString(sampler == Sampler.JFR_CPU_TIME));
            assertThat(settings.get("jdk.ExecutionSample#enabled"))
                    .isEqualTo(Boolean.toString(sampler == Sampler.JFR_EXECUTION));
        }
        assertThat(RecordingSettings.bestSampler(25, "Linux")).isEqualTo(Sampler.JFR_CPU_TIME);
        assertThat(RecordingSettings.bestSampler(21, "Linux")).isEqualTo(Sampler.JFR_EXECUTION);
        assertThat(RecordingSettings.bestSampler(25, "Mac OS X")).isEqualTo(Sampler.JFR_EXECUTION);
    }

    @Test
    void withoutLimitsOnRatesEachCallIsWatchedInBurstsOnly() {
        assertThat(settings(25, Sampler.JFR_CPU_TIME))
                .containsEntry("jdk.FileWrite#threshold", "0 ns")
                .containsEntry("jdk.FileWrite#throttle", "300/s");
        assertThat(settings(17, Sampler.JFR_EXECUTION))
                .containsEntry("jdk.FileWrite#threshold", "1 ms")
                .containsEntry("jdk.JavaExceptionThrow#enabled", "false");
        assertThat(RecordingSettings.burst().values())
                .containsEntry("jdk.FileWrite#threshold", "0 ns")
                .containsEntry("jdk.JavaExceptionThrow#enabled", "true");
    }

    @Test
    void whatMayHoldSecretsIsNotRecorded() {
        assertThat(settings(25, Sampler.JFR_CPU_TIME))
                .containsEntry("jdk.InitialEnvironmentVariable#enabled", "false")
                .containsEntry("jdk.SystemProcess#enabled", "false");
    }

    @Test
    void everyEventAndSettingIsKnownToThisJvm() {
        List<String> known =
                FlightRecorder.getFlightRecorder().getEventTypes().stream()
                        .flatMap(type ->
                                type.getSettingDescriptors().stream()
                                        .map(s -> type.getName() + "#" + s.getName()))
                        .toList();
        assertThat(known).containsAll(settings(25, Sampler.JFR_CPU_TIME).keySet());
    }

    @Test
    void whatIsWrittenReadsBack(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("a.jfc");
        RecordingSettings written =
                RecordingSettings.of(
                        25,
                        Sampler.JFR_CPU_TIME,
                        List.of("a.B::<init>", "a.C"),
                        Duration.ofSeconds(1));
        written.write(file);

        assertThat(read(file)).isEqualTo(written.values());
        assertThat(written.values()).containsEntry("jdk.MethodTiming#filter", "a.B::<init>;a.C");
    }

    private static Map<String, String> read(Path file) throws Exception {
        try (var in = Files.newBufferedReader(file)) {
            return Configuration.create(in).getSettings();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.B::", "a..B", "a.B::c;d.E", "a.B.*", "a,b"})
    void whatIsNoMethodIsRefused(String pattern) {
        assertThatThrownBy(() -> settings(25, Sampler.JFR_CPU_TIME, pattern))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("--count");
    }

    @Test
    void callsAreCountedFromJava25On() {
        assertThatThrownBy(() -> settings(21, Sampler.JFR_EXECUTION, "a.B::c"))
                .hasMessageContaining("runs on Java 21, but only Java 25 counts calls");
    }

    @Test
    void aJavaIsDescribedByItsRelease(@TempDir Path directory) throws IOException {
        assertThat(JavaHome.of(Jdks.current()).feature()).isEqualTo(Runtime.version().feature());
        assertThat(JavaHome.of(Jdks.current()).obstacle()).isEmpty();
        assertThat(JavaHome.feature("1.8.0_392")).isEqualTo(8);
        assertThat(JavaHome.feature("25-ea")).isEqualTo(25);
        Path java = directory.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.createFile(java);
        Files.writeString(
                directory.resolve("release"), "JAVA_VERSION=\"17.0.9\"\nJVM_VARIANT=\"Openj9\"\n");
        assertThat(JavaHome.of(java).obstacle().orElseThrow()).contains("is no HotSpot");
    }

    @Test
    void optionsStandBehindThoseOfTheUser() {
        List<String> ours = List.of("OURS");
        assertThat(
                        ChildOptions.insert(
                                List.of("java", "-cp", "-jar", "-Xmx1g", "Main", "-x"), ours))
                .containsExactly("java", "-cp", "-jar", "-Xmx1g", "OURS", "Main", "-x");
        assertThat(ChildOptions.insert(List.of("java", "-jar", "a.jar"), ours))
                .containsExactly("java", "OURS", "-jar", "a.jar");
        assertThat(ChildOptions.insert(List.of("java", "-Dx=y", "@args", "z"), ours))
                .containsExactly("java", "-Dx=y", "OURS", "@args", "z");
        assertThat(ChildOptions.insert(List.of("java", "-p", "mods", "-m", "a/b.C"), ours))
                .containsExactly("java", "-p", "mods", "OURS", "-m", "a/b.C");
        assertThat(ChildOptions.insert(List.of("java"), ours)).containsExactly("java", "OURS");
    }

    @Test
    void ourOptionsAreNoneOfTheUsers() {
        assertThat(
                        Launch.withoutOurs(
                                "-Xmx1g -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints"
                                        + " -Xlog:jfr*=off:stdout -Xlog:jfr*=error:file=/tmp/venturi-profile-1/a.log"
                                        + " -XX:StartFlightRecording:settings=/tmp/venturi-profile-1/b.jfc -Dx=y"))
                .isEqualTo("-Xmx1g -Dx=y");
        assertThat(Launch.withoutOurs("-XX:+UnlockDiagnosticVMOptions -Dx=y"))
                .isEqualTo("-XX:+UnlockDiagnosticVMOptions -Dx=y");
    }
}
