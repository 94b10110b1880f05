package dev.venturi.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a copy of the repository, which builds what is missing.
class BuildOnDemandIT {
    private static final Path ROOT = Path.of(System.getProperty("venturi.root")).normalize();

    @TempDir private static Path scratch;
    private static Path root;
    private static Launch.Result first;
    private static Launch.Result second;

    @BeforeAll
    static void launchTwiceAtOnceWithNothingBuilt() throws Exception {
        root = Files.createDirectory(scratch.resolve("the repository"));
        for (String part : List.of("bin", "engine", "profiler", "pipeline", "cli", "benchmarks")) {
            Launch.copyTree(ROOT.resolve(part), root.resolve(part));
        }
        for (String file : List.of("pom.xml", "build", "venturi", "LICENSE", "NOTICE")) {
            Files.copy(ROOT.resolve(file), root.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Launch.Running one = launch().start(root.resolve("venturi"), "--version");
        Launch.Running other = launch().start(root.resolve("venturi"), "--version");
        first = one.result();
        second = other.result();
    }

    private static Launch launch() {
        return new Launch(scratch)
                .with("PATH", System.getenv("PATH"))
                .with(
                        "MAVEN_ARGS",
                        "-o -Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
    }

    @Test
    void ofTwoLaunchesAtOnceOneBuilds() {
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(first.out()).startsWith("venturi ").isEqualTo(second.out());
        assertThat(Stream.of(first, second).flatMap(result -> result.err().lines()))
                .filteredOn(line -> line.startsWith("venturi: building"))
                .hasSize(1);
    }

    @Test
    void changedSourceIsBuiltOnce() throws Exception {
        Path properties =
                root.resolve("cli/src/main/resources-filtered/dev/venturi/cli/build.properties");
        String original = Files.readString(properties);
        Files.writeString(properties, original.replace("version=", "version=changed-"));
        try {
            Launch.Result changed = launch().run(root.resolve("venturi"), "--version");
            assertThat(changed.out()).startsWith("venturi changed-");
            assertThat(changed.out().lines().toList().get(1))
                    .startsWith("build ")
                    .isNotEqualTo(first.out().lines().toList().get(1));

            Launch.Result again = launch().run(root.resolve("venturi"), "--version");
            assertThat(again.err()).isEmpty();
            assertThat(again.out()).isEqualTo(changed.out());
        } finally {
            Files.writeString(properties, original);
        }
    }

    @Test
    void brokenSourceEndsWithTheLogOfTheBuild() throws Exception {
        Path source = root.resolve("cli/src/main/java/dev/venturi/cli/BuildInfo.java");
        String original = Files.readString(source);
        Files.writeString(source, "this is not Java");
        try {
            Launch.Result broken = launch().run(root.resolve("venturi"), "--version");

            assertThat(broken.exit()).isEqualTo(4);
            assertThat(broken.out()).isEmpty();
            assertThat(broken.err()).contains("BuildInfo.java", "the build failed");
        } finally {
            Files.writeString(source, original);
        }
    }

    @Test
    void archiveRunsWhereItIsUnpacked() throws Exception {
        Launch.Result packed = launch().run(root.resolve("build"), "dist", "-q");
        assertThat(packed.exit()).as(packed.err() + packed.out()).isZero();

        Path dist = root.resolve("dist");
        Launch.Result sums = launch().in(dist).run("sha256sum", "--check", "SHA256SUMS");
        assertThat(sums.out()).matches("venturi-[0-9.]+\\.tar\\.gz: OK\\n");

        Path elsewhere = Files.createDirectory(scratch.resolve("else where"));
        launch().in(elsewhere)
                .run("bash", "-c", "tar -xzf \"$1\"/*.tar.gz --strip-components=1", "bash", dist);
        Launch.Result version = launch().run(elsewhere.resolve("venturi"), "--version");
        assertThat(version.err()).isEmpty();
        assertThat(version.out())
                .contains("build " + Files.readString(elsewhere.resolve("build-id")).strip());
        assertThat(elsewhere.resolve("licenses/fastcsv.txt")).content().contains("MIT License");
        assertThat(elsewhere.resolve("completion/_venturi")).exists();
    }

    @Test
    void withoutMavenOneLineSaysWhatToInstall() throws Exception {
        Path bin = Files.createDirectory(scratch.resolve("no maven here"));
        for (String tool : List.of("bash", "dirname", "mktemp", "rm")) {
            Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
        }

        Launch.Result result =
                launch().with("PATH", bin.toString()).run("/bin/bash", root.resolve("build"));

        assertThat(result.exit()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).singleElement().asString().contains("mvn", "install");
    }

    @Test
    void unknownVerbIsAMistakeOfUse() throws Exception {
        Launch.Result result = launch().run(root.resolve("build"), "everything");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("unknown verb \"everything\"", "usage: ./build");
    }
}
