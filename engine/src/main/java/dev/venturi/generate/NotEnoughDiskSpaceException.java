package dev.venturi.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// An output would not fit on its disk; found before anything is written.
public final class NotEnoughDiskSpaceException extends IOException {
    private static final long serialVersionUID = 1L;

    private NotEnoughDiskSpaceException(Path target, long needed, long free) {
        super(
                "%s: needs about %,d bytes, but only %,d are free on its disk; write to another disk or ask for fewer rows"
                        .formatted(target, needed, free));
    }

    /// Makes sure that the disk of a file to be written has room.
    ///
    /// @throws NotEnoughDiskSpaceException when it has not, naming path, bytes needed and bytes
    ///   free
    static void check(Path target, long needed) throws IOException {
        Path directory = target.toAbsolutePath().getParent();
        long free = Files.getFileStore(directory == null ? target : directory).getUsableSpace();
        if (free < needed) {
            throw new NotEnoughDiskSpaceException(target, needed, free);
        }
    }
}
