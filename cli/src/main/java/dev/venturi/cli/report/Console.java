package dev.venturi.cli.report;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where the command speaks: results go to standard output, everything else to standard error.
///
/// Text is UTF-8 whatever the locale says, as the names and keys in the files are.
public final class Console {
    private final OutputStream out;
    private final PrintStream err;
    private final Terminal terminal;
    private boolean quiet;

    /// @param out what a user may pipe on
    /// @param err what a person reads
    public Console(OutputStream out, OutputStream err, Terminal terminal) {
        this(new StandardOutput(out, () -> false), err, terminal);
    }

    private Console(StandardOutput out, OutputStream err, Terminal terminal) {
        this.out = new BufferedOutputStream(out, 1 << 16);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
        this.terminal = terminal;
    }

    /// The streams of this process.
    public static Console ofProcess() {
        return new Console(
                new StandardOutput(new FileOutputStream(FileDescriptor.out), Terminal::outIsPipe),
                new FileOutputStream(FileDescriptor.err),
                Terminal.ofProcess());
    }

    /// Standard output, buffered; a write fails with a [dev.venturi.table.OutputClosedException]
    /// when its reader has gone. Closing it flushes.
    public OutputStream out() {
        return out;
    }

    /// Standard error.
    public PrintStream err() {
        return err;
    }

    /// What the streams are shown on.
    public Terminal terminal() {
        return terminal;
    }

    /// From now on only results and errors are shown: no progress, no summary, no warnings.
    public void beQuiet() {
        quiet = true;
    }

    /// Whether only results and errors are shown.
    public boolean isQuiet() {
        return quiet;
    }

    /// Writes a text to standard output; lines end by themselves.
    public void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Tells a person something that is not the result.
    public void note(String line) {
        if (!quiet) {
            err.println(DisplayText.harmless(line));
        }
    }

    /// Tells a person of something that may not be what they think.
    public void warn(String sentence) {
        note("warning: " + sentence);
    }

    /// Tells why the command failed.
    public void error(String message) {
        err.println("venturi: " + DisplayText.harmless(message));
    }
}
