package dev.venturi.cli.report;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Which of the standard streams a person looks at, and what the screen can show.
public final class Terminal {
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 40;

    private final boolean out;
    private final boolean err;
    private final boolean rewritable;
    private int width;

    private Terminal(boolean out, boolean err, boolean rewritable, int width) {
        this.out = out;
        this.err = err;
        this.rewritable = rewritable;
        this.width = width;
    }

    /// Looks at the standard streams of this process.
    public static Terminal ofProcess() {
        String term = System.getenv("TERM");
        boolean rewritable = term != null && !term.equals("dumb");
        return new Terminal(isTerminal(1), isTerminal(2), rewritable, 0);
    }

    /// No screen at all, but a width to lay tables out for: pipes, files, tests.
    public static Terminal none(int width) {
        return new Terminal(false, false, false, width);
    }

    /// Whether standard output is a screen.
    public boolean showsOutput() {
        return out;
    }

    /// Whether standard error is a screen on which a line can be written again; not with
    /// `TERM=dumb`.
    public boolean showsProgress() {
        return err && rewritable;
    }

    /// Columns of the screen: `COLUMNS`, else what the terminal says, else 80. The terminal is
    /// asked when this is called first, since asking costs a process.
    public int width() {
        if (width == 0) {
            int given = number(System.getenv("COLUMNS"));
            width = Math.max(NARROWEST, given > 0 ? given : out || err ? askStty() : USUAL_WIDTH);
        }
        return width;
    }

    /// Whether standard output is a pipe or a socket: writing to one fails only when its reader is
    /// gone.
    static boolean outIsPipe() {
        String target = target(Path.of("/proc/self/fd/1"));
        return target.startsWith("pipe:") || target.startsWith("socket:");
    }

    /// Linux says it in /proc, without native code; elsewhere Java's console answers for all three
    /// streams together.
    @SuppressWarnings("SystemConsoleNull") // since Java 25 there may be none again
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            String target = target(link);
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        }
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "";
        }
    }

    /// `stty size` answers `ROWS COLUMNS` for the terminal that is its standard input.
    private static int askStty() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String answer =
                    new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            int columns = number(answer.substring(answer.indexOf(' ') + 1).strip());
            return columns > 0 ? columns : USUAL_WIDTH;
        } catch (IOException _) {
            return USUAL_WIDTH; // no stty or no controlling terminal
        }
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
