package dev.venturi.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher of an unpacked archive, each test in a copy of its own.
class LauncherIT {
    private static final Path BUILT = Path.of(System.getProperty("venturi.app"));

    @TempDir private Path scratch;
    private Path app;
    private String buildId;

    @BeforeEach
    void unpack() throws IOException {
        app = scratch.resolve("a directory with blanks/venturi 1");
        Launch.copyTree(BUILT, app);
        buildId = Files.readString(app.resolve("build-id")).strip();
    }

    private Path venturi() {
        return app.resolve("venturi");
    }

    private Path archive() {
        return app.resolve("cds").resolve(buildId + ".jsa");
    }

    private void assertRuns(Launch.Result result) {
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("venturi ").contains("build " + buildId);
        assertThat(result.exit()).isZero();
    }

    @Test
    void runsFromAnyDirectoryThroughLinksAndBlanks() throws Exception {
        Path links = Files.createDirectories(scratch.resolve("other place/bin"));
        Path absolute = Files.createSymbolicLink(links.resolve("absolute"), venturi());
        Path relative = links.resolve("relative");
        Files.createSymbolicLink(relative, links.relativize(absolute));

        assertRuns(new Launch(scratch).run(venturi(), "--version"));
        assertRuns(new Launch(scratch).in(links).run("./relative", "--version"));
        assertRuns(new Launch(scratch).in(app).run("bash", "venturi", "--version"));
        assertRuns(
                new Launch(scratch)
                        .with("PATH", links + ":/usr/bin:/bin")
                        .run("/usr/bin/env", "absolute", "--version"));
    }

    @Test
    void javaHomeOfAnotherVersionIsPassedOver() throws Exception {
        Path old = javaThatMustNotRun("old", "17.0.15");
        Path newer = javaThatMustNotRun("newer", "250.1");

        Launch launch =
                new Launch(scratch)
                        .with("JAVA_HOME", old.toString())
                        .with("PATH", newer.resolve("bin") + ":/usr/bin:/bin")
                        .with("VENTURI_JDK_PLACES", "/nowhere:" + javaHome().getParent());

        assertRuns(launch.run(venturi(), "--version"));
    }

    @Test
    void javaOnThePathIsFollowedToItsHome() throws Exception {
        Path bin = Files.createDirectories(scratch.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), javaHome().resolve("bin/java"));

        Launch launch =
                new Launch(scratch)
                        .without("JAVA_HOME")
                        .with("PATH", bin + ":/usr/bin:/bin")
                        .with("VENTURI_JDK_PLACES", "");

        assertRuns(launch.run(venturi(), "--version"));
    }

    @Test
    void withoutJavaOneLineSaysWhatToInstall() throws Exception {
        Launch launch =
                new Launch(scratch)
                        .without("JAVA_HOME")
                        .with("PATH", "")
                        .with("VENTURI_JDK_PLACES", "");

        Launch.Result result = launch.run("/bin/bash", venturi(), "--version");

        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).singleElement().asString().contains("install", "JDK 25");
    }

    @Test
    void optionsOfTheEnvironmentReachTheJvm() throws Exception {
        Launch.Result result =
                new Launch(scratch)
                        .with(
                                "VENTURI_JAVA_OPTS",
                                "-Xlog:gc+init=info:file=*.log -XshowSettings:vm")
                        .run(venturi(), "--version");

        assertThat(result.err()).contains("VM settings");
        assertThat(scratch.resolve("*.log")).exists();
    }

    @Test
    void warningsOfTheJvmLeaveStandardOutputAlone() throws Exception {
        Launch.Result result =
                new Launch(scratch)
                        .with("VENTURI_JAVA_OPTS", "-Xmn200m -Xmx100m")
                        .run(venturi(), "--version");

        assertThat(result.err()).contains("MaxNewSize");
        assertThat(result.out()).startsWith("venturi ");
    }

    @Test
    void classesComeFromTheArchiveOfTheBuild() throws Exception {
        assertThat(classesFromArchive()).isGreaterThan(200);
    }

    @Test
    void archiveOfOtherJarsIsPassedOver() throws Exception {
        Path jar = app.resolve("lib/venturi.jar");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));

        assertThat(classesFromArchive()).isZero();
    }

    @Test
    void brokenArchiveIsPassedOverInSilence() throws Exception {
        byte[] whole = Files.readAllBytes(archive());
        byte[] noise = new byte[whole.length];
        new Random(1).nextBytes(noise);

        for (int length : new int[] {0, 1, 4096, whole.length / 2, whole.length - 1}) {
            Files.write(archive(), Arrays.copyOf(whole, length));
            assertRuns(new Launch(scratch).without("VENTURI_CDS").run(venturi(), "--version"));
        }
        Files.write(archive(), noise);
        assertRuns(new Launch(scratch).without("VENTURI_CDS").run(venturi(), "--version"));
    }

    @Test
    void unpackedArchiveTrainsItsOwnClassesOnce() throws Exception {
        Files.delete(archive());
        Path cache = Files.createDirectories(scratch.resolve(".cache/venturi"));
        try (WatchService watch = cache.getFileSystem().newWatchService()) {
            cache.register(watch, StandardWatchEventKinds.ENTRY_CREATE);

            assertRuns(new Launch(scratch).without("VENTURI_CDS").run(venturi(), "--version"));

            boolean made = false;
            while (!made) {
                var key = watch.poll(2, TimeUnit.MINUTES);
                assertThat(key).as("the archive appears within two minutes").isNotNull();
                made = key.pollEvents().stream().anyMatch(e -> isArchive(e.context()));
                key.reset();
            }
        }
        assertThat(classesFromArchive()).isGreaterThan(200);
    }

    @Test
    void onlyLargeOrUnknownInputBringsTheVectorModule() throws Exception {
        Path table = scratch.resolve("readings.csv");
        Files.writeString(table, "id,x\na,1\na,3\nb,5\n");
        Launch launch = new Launch(scratch);

        Launch.Result small = launch.run(venturi(), "features", table, "--by", "id", "-o", "-");
        Launch.Result asked =
                launch.run(
                        venturi(), "features", table, "--by", "id", "--kernels", "vector", "-o-");
        Launch.Result piped =
                launch.run(
                        "bash",
                        "-c",
                        "cat readings.csv | \"$0\" features - --by id -o -",
                        venturi());

        Launch.Result gzip =
                launch.run(
                        "bash",
                        "-c",
                        "gzip -k readings.csv && \"$0\" features '*.csv.gz' --by id -o -",
                        venturi());
        Launch.Result missing = launch.run(venturi(), "features", "nowhere.csv", "--by", "id");

        assertThat(small.err()).doesNotContain("incubator");
        assertThat(gzip.err()).doesNotContain("incubator");
        assertThat(gzip.out()).isEqualTo(small.out());
        assertThat(missing.err()).startsWith("venturi: nowhere.csv: no such file");
        assertThat(asked.err()).contains("Using incubator modules: jdk.incubator.vector");
        assertThat(piped.err()).contains("Using incubator modules: jdk.incubator.vector");
        assertThat(small.out()).contains("\na,2,").isEqualTo(asked.out()).isEqualTo(piped.out());
    }

    @Test
    void completionKnowsTheCommand() throws Exception {
        Launch.Result result =
                new Launch(scratch)
                        .run(
                                "bash",
                                "-c",
                                "source \"$1\" && complete -p venturi",
                                "bash",
                                app.resolve("completion/venturi.bash"));

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("venturi");
        assertThat(result.exit()).isZero();
    }

    private static boolean isArchive(Object name) {
        return name.toString().endsWith(".jsa");
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /// Counts the classes of one run that came out of the command's own archive.
    private long classesFromArchive() throws Exception {
        Path log = scratch.resolve("classes.log");
        Launch.Result result =
                new Launch(scratch)
                        .without("VENTURI_CDS")
                        .with("VENTURI_JAVA_OPTS", "-Xlog:class+load:file=classes.log")
                        .run(venturi(), "--version");
        assertRuns(result);
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("shared objects file (top)")).count();
        }
    }

    private Path javaThatMustNotRun(String name, String version) throws IOException {
        Path home = Files.createDirectories(scratch.resolve(name));
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nexit 99\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        return home;
    }
}
