package dev.venturi.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a copy of the repository, which builds what is missing.
class BuildOnDemandIT {
    private static final Path ROOT = Path.of(System.getProperty("venturi.root")).normalize();

    @TempDir private Path scratch;
    private Path root;

    @BeforeEach
    void copySources() throws IOException {
        root = Files.createDirectory(scratch.resolve("the repository"));
        for (String part : List.of("bin", "engine", "cli", "benchmarks")) {
            Launch.copyTree(ROOT.resolve(part), root.resolve(part));
        }
        for (String file : List.of("pom.xml", "build", "venturi", "LICENSE")) {
            Files.copy(ROOT.resolve(file), root.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private Launch launch() {
        return new Launch(scratch)
                .with("PATH", System.getenv("PATH"))
                .with(
                        "MAVEN_ARGS",
                        "-o -Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
    }

    @Test
    void buildsWhenSourcesChangedAndOnlyThen() throws Exception {
        Launch.Running one = launch().start(root.resolve("venturi"), "--version");
        Launch.Running other = launch().start(root.resolve("venturi"), "--version");
        Launch.Result first = one.result();
        Launch.Result second = other.result();

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(first.out()).startsWith("venturi ").isEqualTo(second.out());
        assertThat(Stream.of(first, second).flatMap(result -> result.err().lines()))
                .filteredOn(line -> line.startsWith("venturi: building"))
                .as("of two launches at once, one builds")
                .hasSize(1);

        Launch.Result again = launch().run(root.resolve("venturi"), "--version");
        assertThat(again.err()).isEmpty();
        assertThat(again.out()).isEqualTo(first.out());

        Path properties =
                root.resolve("cli/src/main/resources-filtered/dev/venturi/cli/build.properties");
        Files.writeString(
                properties, Files.readString(properties).replace("version=", "version=changed-"));
        Launch.Result changed = launch().run(root.resolve("venturi"), "--version");
        assertThat(changed.out()).startsWith("venturi changed-").contains("build ");
        assertThat(changed.out().lines().toList().get(1))
                .isNotEqualTo(first.out().lines().toList().get(1));

        Path source = root.resolve("cli/src/main/java/dev/venturi/cli/BuildInfo.java");
        Files.writeString(source, "this is not Java");
        Launch.Result broken = launch().run(root.resolve("venturi"), "--version");
        assertThat(broken.exit()).isEqualTo(4);
        assertThat(broken.out()).isEmpty();
        assertThat(broken.err()).contains("BuildInfo.java", "the build failed");
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
