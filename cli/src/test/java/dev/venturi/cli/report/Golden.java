package dev.venturi.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reports as they were read and found good, sign for sign: `src/test/resources/golden`.
///
/// `./build golden` writes them anew, to be read as a difference.
public final class Golden {
    private static final Path DIRECTORY = Path.of("src/test/resources/golden");

    private Golden() {}

    /// Holds a report against the one that is kept under a name, or replaces that.
    public static void assertGolden(String name, String text) throws IOException {
        Path file = DIRECTORY.resolve(name);
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, text);
        }
        assertThat(file).as("%s is missing: run ./build golden", file).exists();
        assertThat(text)
                .as("%s; if the change is wanted, run ./build golden and read the difference", file)
                .isEqualTo(Files.readString(file));
    }
}
