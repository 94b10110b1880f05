package dev.venturi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Terminal;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Failures failures =
            new Failures(new Console(OutputStream.nullOutputStream(), err, Terminal.none(80)));

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void usageIsTwo() {
        assertThat(failures.exitCode(new UsageException("out.csv exists"))).isEqualTo(2);
        assertThat(told()).isEqualTo("venturi: out.csv exists\n");
    }

    @Test
    void contentIsThree() {
        var failure = new MalformedDataException(new Position("a.csv", 7, "x"), "found \u001b");
        assertThat(failures.exitCode(failure)).isEqualTo(3);
        assertThat(told()).isEqualTo("venturi: a.csv:7: column \"x\": found \\u001b\n");
    }

    @Test
    void theMachineIsFourWithTheWordsOfTheSystem() {
        var full = new IOException("No space left on device");
        assertThat(failures.exitCode(new UncheckedIOException("out.csv: cannot be written", full)))
                .isEqualTo(4);
        assertThat(failures.exitCode(new AccessDeniedException("secret.csv"))).isEqualTo(4);
        assertThat(failures.exitCode(new IOException("x", new NoSuchFileException("y"))))
                .isEqualTo(4);
        assertThat(told())
                .isEqualTo(
                        """
                        venturi: out.csv: cannot be written: No space left on device
                        venturi: secret.csv: permission denied
                        venturi: x: no such file or directory
                        """);
    }

    @Test
    void outOfMemoryIsFourWithACure() {
        assertThat(failures.exitCode(new OutOfMemoryError("Java heap space"))).isEqualTo(4);
        assertThat(told()).startsWith("venturi: out of memory").contains("--workers", "-Xmx");
    }

    @Test
    void aDefectIsOneLineWithTheBuild() {
        assertThat(failures.exitCode(new IllegalStateException("impossible"))).isEqualTo(4);
        assertThat(told().lines())
                .singleElement()
                .asString()
                .startsWith("venturi: defect in venturi (build ")
                .contains("impossible", "VENTURI_TRACE=1");
    }

    @Test
    void interruptedIsSilent() {
        assertThat(failures.exitCode(new InterruptedException())).isEqualTo(130);
        assertThat(told()).isEmpty();
    }

    @Test
    void aClosedPipeIsTheQuietEnd() {
        OutputStream closed =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        Console console = new Console(closed, err, Terminal.none(80));
        assertThat(Main.run(new String[] {"catalog"}, console)).isZero();
        assertThat(told()).isEmpty();
    }

    @Test
    void aFullStandardOutputIsFour() {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
        Console console = new Console(full, err, Terminal.none(80));
        assertThat(Main.run(new String[] {"catalog"}, console)).isEqualTo(4);
        assertThat(told())
                .isEqualTo(
                        "venturi: standard output: cannot be written: No space left on device\n");
    }
}
