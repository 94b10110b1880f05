package dev.venturi.cli.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
    @TempDir private Path directory;

    @Test
    void aDemoKnowsItsOwnDirectoryAgain() throws IOException {
        Path path = directory.resolve("a/demo");
        DemoDirectory first = DemoDirectory.prepare(path);
        Files.writeString(first.vitals(), "x");
        assertThat(DemoDirectory.prepare(path)).isEqualTo(first);
        assertThat(first.vitals()).hasContent("x");
    }

    @Test
    void anEmptyDirectoryIsTakenOver() throws IOException {
        assertThat(DemoDirectory.prepare(directory).path()).isEqualTo(directory);
    }

    @Test
    void aDirectoryOfOthersIsRefused() throws IOException {
        Files.writeString(directory.resolve("vitals.csv"), "mine");
        assertThatThrownBy(() -> DemoDirectory.prepare(directory))
                .isInstanceOf(UsageException.class);
        assertThat(directory).isDirectoryNotContaining("glob:**.venturi-demo");
    }
}
