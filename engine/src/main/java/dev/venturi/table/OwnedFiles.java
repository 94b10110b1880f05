package dev.venturi.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Temporary files and directories whose names say which process owns them:
/// `.NAME.venturi-PID-START-RANDOM`, START being when that process started. Owners hold a lock as
/// long as they live: on the file, or on [#LOCK] inside a directory.
///
/// What a killed process leaves behind is removed by the next one that writes into the same
/// directory. An owner is dead when no process of its number that started at its time is running
/// *and* its lock can be had; either alone would be wrong, for a file exists before its lock does,
/// and on a shared disk the process may run on another machine.
@Internal
public final class OwnedFiles {
    /// The file inside an owned directory that its owner locks.
    public static final String LOCK = "owner.lock";

    private static final Pattern OWNED =
            Pattern.compile("\\..*\\.venturi-(\\d+)-(\\d+)-\\p{XDigit}+(\\.deleted)?");
    private static final int LONGEST_NAME = 60;

    private OwnedFiles() {}

    /// A new name of this process.
    public static String name(String name) {
        ProcessHandle self = ProcessHandle.current();
        return ".%s.venturi-%d-%d-%s"
                .formatted(
                        name.substring(0, Math.min(LONGEST_NAME, name.length())),
                        self.pid(),
                        started(self).orElse(0L),
                        HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 8));
    }

    private static Optional<Long> started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli);
    }

    /// Removes what dead processes left in a directory; what cannot be removed stays.
    public static void removeAbandoned(Path directory) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, ".*.venturi-*")) {
            for (Path file : found) {
                Matcher owned = OWNED.matcher(file.getFileName().toString());
                if (owned.matches()
                        && !isRunning(
                                Long.parseLong(owned.group(1)), Long.parseLong(owned.group(2)))
                        && !isLocked(file)) {
                    TemporaryFiles.delete(file);
                }
            }
        } catch (IOException _) {
            // whoever wants to write here will hear of it; what is left over hurts nobody
        }
    }

    private static boolean isRunning(long pid, long start) {
        return ProcessHandle.of(pid)
                .filter(process -> started(process).map(at -> at == start).orElse(true))
                .isPresent();
    }

    private static boolean isLocked(Path file) throws IOException {
        boolean directory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        Path locked = directory ? file.resolve(LOCK) : file;
        try (FileChannel channel = FileChannel.open(locked, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException _) {
            return true; // by this process
        } catch (NoSuchFileException _) {
            return false; // its owner died before it had a lock
        }
    }
}
