package dev.venturi.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.venturi.profile.Capture;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Recording;
import dev.venturi.profile.RecordingOptions;
import dev.venturi.profile.ThreadUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A program in a real group of processes with a quota of CPU time, as in a container. Only root
/// can make one; elsewhere this is listed as left out.
class QuotaTest {
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final String PERIOD = "100000";
    private static final String QUOTA = "40000";

    @TempDir private Path directory;
    private Path group;

    static List<Path> javas() {
        return Jdks.all();
    }

    @BeforeEach
    void makeGroup() {
        String name = "venturi-test-" + ProcessHandle.current().pid();
        try {
            if (Files.exists(GROUPS.resolve("cgroup.controllers"))) {
                group = Files.createDirectory(GROUPS.resolve(name));
                Files.writeString(group.resolve("cpu.max"), QUOTA + " " + PERIOD);
            } else {
                group = Files.createDirectory(GROUPS.resolve("cpu").resolve(name));
                Files.writeString(group.resolve("cpu.cfs_period_us"), PERIOD);
                Files.writeString(group.resolve("cpu.cfs_quota_us"), QUOTA);
            }
        } catch (IOException e) {
            abort("LEFT OUT: no group of processes can be given a quota here: " + e);
        }
    }

    @AfterEach
    void removeGroup() throws IOException {
        if (group != null) {
            Files.deleteIfExists(group);
        }
    }

    @ParameterizedTest
    @MethodSource("javas")
    void standingStillForAQuotaIsTold(Path java) throws Exception {
        Programs programs = new Programs(directory);
        programs.with("JAVA_HOME", java.toString().replaceAll("/bin/java$", ""));
        String line =
                "echo $$ > %s/cgroup.procs && exec \"$JAVA_HOME/bin/java\" -cp %s Chores work 3000"
                        .formatted(group, directory);

        Programs.Result result =
                programs.run(programs.launched("usual", 0, List.of("sh", "-c", line)));

        assertThat(result.exit()).isZero();
        Profile profile = Recording.read(programs.recording(), RecordingOptions.DEFAULTS);
        Capture capture = profile.capture();
        // nearly 1, but for a machine so busy that the quota is not reached
        assertThat(capture.throttledShare()).isGreaterThan(0.1);
        assertThat(capture.cores()).isEqualTo(1);
        assertThat(capture.machineCores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        double ofThreads =
                profile.threads().groups().stream().mapToDouble(ThreadUse::cpuSeconds).sum();
        assertThat(ofThreads).isBetween(0.5 * capture.cpuSeconds(), 1.01 * capture.cpuSeconds());
    }
}
