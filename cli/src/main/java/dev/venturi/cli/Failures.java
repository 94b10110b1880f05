package dev.venturi.cli;

import dev.venturi.cli.command.Mistakes;
import dev.venturi.cli.report.Console;
import dev.venturi.cli.report.Quantity;
import dev.venturi.profile.RecordingException;
import dev.venturi.recording.CaptureException;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.OutputClosedException;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/// What becomes of a failure: one message on standard error, and an exit code.
///
/// A user sees what happened and the cure, never a stack trace; `VENTURI_TRACE=1` adds it.
final class Failures {
    private static final int DONE = 0;
    private static final int USAGE = 2;
    private static final int CONTENT = 3;
    private static final int MACHINE = 4;
    private static final int INTERRUPTED = 130;

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    /// Tells of a failure.
    ///
    /// @return the exit code it has
    int exitCode(Throwable failure) {
        if (causedByClosedPipe(failure)) {
            return DONE; // whoever asked has seen enough
        }
        if (isEnding()) {
            return INTERRUPTED; // files vanish under a run that is being stopped: not worth a word
        }
        if (System.getenv("VENTURI_TRACE") != null) {
            failure.printStackTrace(console.err());
        }
        return switch (failure) {
            case ParameterException e -> told(Mistakes.explain(e), USAGE);
            case UsageException e -> told(message(e), USAGE);
            case CaptureException e ->
                    told(withCause(e), e.kind() == CaptureException.Kind.USAGE ? USAGE : MACHINE);
            case MalformedDataException e -> told(message(e), CONTENT);
            case RecordingException e -> told(message(e), CONTENT);
            case UncheckedIOException e -> told(withCause(e), MACHINE);
            case IOException e -> told(withCause(e), MACHINE);
            case OutOfMemoryError _ -> told(outOfMemory(), MACHINE);
            case InterruptedException _ -> INTERRUPTED;
            default -> told(defect(failure), MACHINE);
        };
    }

    private int told(String message, int exitCode) {
        console.error(message);
        return exitCode;
    }

    private static boolean causedByClosedPipe(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof OutputClosedException) {
                return true;
            }
        }
        return false;
    }

    /// Whether the JVM is shutting down, as after Ctrl-C: then no hook can be added any more.
    private static boolean isEnding() {
        Thread hook = new Thread(() -> {}, "venturi-ending");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return !Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            return true;
        }
    }

    private static String message(Throwable e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }

    /// The message with the system's own words behind it, where it does not have them yet.
    private static String withCause(Exception e) {
        String message = e instanceof FileSystemException file ? reason(file) : message(e);
        String cause = e.getCause() instanceof IOException io ? words(io) : null;
        return cause == null || message.contains(cause) ? message : message + ": " + cause;
    }

    private static @Nullable String words(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "it exists already";
            case FileSystemException file -> file.getReason();
            default -> e.getMessage();
        };
    }

    private static String reason(FileSystemException e) {
        String words = words(e);
        return e.getFile() + (words == null ? ": cannot be used" : ": " + words);
    }

    private static String outOfMemory() {
        return "out of memory: the run needs more than the %s this Java may use; cure: fewer --workers, fewer columns (--select), or more memory, for example VENTURI_JAVA_OPTS=-Xmx4g"
                .formatted(Quantity.bytes(Runtime.getRuntime().maxMemory()));
    }

    private static String defect(Throwable failure) {
        return "defect in venturi (build %s): %s; please report it with the trace that VENTURI_TRACE=1 venturi ... shows"
                .formatted(BuildInfo.load().build(), failure);
    }
}
