package dev.venturi.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What JFR leaves behind in its repository when a JVM ends without warning: killed, halted,
/// crashed.
///
/// Chunks that were finished are whole. JFR brings the last one into a readable state once a second
/// and writes so into its header; what came after is lost. Such a chunk is cut there and marked as
/// finished. The layout of the header is that of chunk format 2.x (`JfrChunkWriter` in HotSpot):
/// magic, version, size at 8, constant pool at 16, metadata at 24, start at 32, duration at 40,
/// state at 64.
final class Leftovers {
    private static final int MAGIC = 0x464c5200; // FLR\0
    private static final int HEADER = 68;
    private static final int SIZE_AT = 8;
    private static final int POOL_AT = 16;
    private static final int METADATA_AT = 24;
    private static final int STATE_AT = 64;

    private Leftovers() {}

    /// Joins the chunks of a repository to one recording.
    ///
    /// @param repository the directory given to JFR, which makes one of its own inside
    /// @param target the recording
    /// @return false when there is nothing readable
    static boolean recover(Path repository, Path target) throws IOException {
        if (!Files.isDirectory(repository)) {
            return false;
        }
        List<Path> chunks;
        try (Stream<Path> files = Files.walk(repository)) {
            chunks = files.filter(file -> file.toString().endsWith(".jfr")).sorted().toList();
        }
        boolean any = false;
        try (OutputStream out = Files.newOutputStream(target)) {
            for (Path chunk : chunks) {
                Optional<Long> size = finish(chunk);
                if (size.isPresent()) {
                    copy(chunk, size.get(), out);
                    any = true;
                }
            }
        }
        if (!any) {
            Files.deleteIfExists(target);
        }
        return any;
    }

    /// Marks a chunk as finished where JFR last brought it into a readable state.
    ///
    /// @return how long it is; empty when it never was readable
    private static Optional<Long> finish(Path chunk) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(chunk.toFile(), "rw")) {
            if (file.length() <= HEADER) {
                return Optional.empty();
            }
            byte[] bytes = new byte[HEADER];
            file.readFully(bytes);
            ByteBuffer header = ByteBuffer.wrap(bytes);
            long size = header.getLong(SIZE_AT);
            boolean readable =
                    header.getInt(0) == MAGIC
                            && size > HEADER
                            && size <= file.length()
                            && header.getLong(POOL_AT) > 0
                            && header.getLong(METADATA_AT) > 0;
            if (readable && bytes[STATE_AT] != 0) {
                file.seek(STATE_AT);
                file.write(0);
            }
            return readable ? Optional.of(size) : Optional.empty();
        }
    }

    private static void copy(Path chunk, long size, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = size;
        try (var in = Files.newInputStream(chunk)) {
            while (left > 0) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    return;
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
    }
}
