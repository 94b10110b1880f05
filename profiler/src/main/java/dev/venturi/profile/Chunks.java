package dev.venturi.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// The chunks of a recording, by their headers: each begins with `FLR`, its version, its size and
/// its time. The JVM's own reader notices some of what can be wrong with them, late, and in words
/// of its own.
///
/// @param count how many
/// @param startNanos of the first, nanoseconds since 1970
/// @param endNanos of the last
record Chunks(int count, long startNanos, long endNanos) {
    private static final int HEADER = 68;
    private static final int MAGIC = 0x464c5200;
    private static final int MAJOR = 2;
    private static final int MINOR_AT = 6;
    private static final long SLACK_NANOS = 1_000_000_000L;

    Instant start() {
        return Instant.ofEpochSecond(0, startNanos);
    }

    double seconds() {
        return Math.max(0, (endNanos - startNanos) / 1e9);
    }

    /// Reads the headers.
    ///
    /// @throws RecordingException when they are not those of one whole recording
    static Chunks of(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return read(file, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot read it".formatted(file), e);
        }
    }

    private static Chunks read(Path file, FileChannel channel) throws IOException {
        long size = Files.isRegularFile(file) ? channel.size() : -1;
        if (size < 0) {
            throw new RecordingException("%s: not a file; give a recording".formatted(file));
        }
        if (size == 0) {
            throw new RecordingException(
                    "%s: the recording is empty: its JVM was killed before it wrote, or is still running; dump it with jcmd PID JFR.dump"
                            .formatted(file));
        }
        int count = 0;
        long first = 0;
        long end = 0;
        int firstMinor = 0;
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        for (long at = 0; at < size; count++) {
            header.clear();
            while (header.hasRemaining() && channel.read(header, at + header.position()) > 0) {}
            header.flip();
            if (header.limit() < Integer.BYTES || header.getInt(0) != MAGIC) {
                throw count == 0 ? noRecording(file, header) : behind(file, count, at);
            }
            if (header.limit() < HEADER) {
                throw cutOff(file, count, size - at, HEADER);
            }
            int major = header.getShort(4);
            if (major != MAJOR) {
                throw new RecordingException(
                        "%s: format version %d.%d; expected %d.x, which JDK 11 and newer write"
                                .formatted(file, major, header.getShort(MINOR_AT), MAJOR));
            }
            long length = header.getLong(8);
            if (length == 0) {
                throw new RecordingException(
                        "%s: chunk %d was never finished: its JVM was killed, or is still writing; dump it with jcmd PID JFR.dump, or put the finished chunks together with jfr assemble"
                                .formatted(file, count + 1));
            }
            if (length < HEADER || length > size - at) {
                throw cutOff(file, count, size - at, length);
            }
            long start = header.getLong(32);
            int minor = header.getShort(MINOR_AT);
            if (count == 0) {
                first = start;
                firstMinor = minor;
            }
            // behind those of JFR async-profiler puts one of its own, of format 2.0, of their time
            boolean beside = minor == 0 && firstMinor > 0 && start >= first - SLACK_NANOS;
            if (count > 0 && start < end - SLACK_NANOS && !beside) {
                throw new RecordingException(
                        "%s: chunk %d begins before chunk %d ends: several recordings were put into one file; report on each, or compare two with profile diff"
                                .formatted(file, count + 1, count));
            }
            end = Math.max(end, start + header.getLong(40));
            at += length;
        }
        return new Chunks(count, first, end);
    }

    private static RecordingException noRecording(Path file, ByteBuffer header) {
        StringBuilder found = new StringBuilder();
        for (int i = 0; i < Math.min(4, header.limit()); i++) {
            found.append(i == 0 ? "" : " ").append("%02x".formatted(header.get(i)));
        }
        return new RecordingException(
                "%s: not a recording: it begins with the bytes %s, expected 46 4c 52 00 (FLR); make one with venturi profile, java -XX:StartFlightRecording or jcmd PID JFR.start"
                        .formatted(file, found));
    }

    private static RecordingException behind(Path file, int count, long at) {
        return new RecordingException(
                "%s: behind chunk %d, at byte %d, stands something that is no recording: the file is damaged; record again"
                        .formatted(file, count, at));
    }

    private static RecordingException cutOff(Path file, int count, long there, long expected) {
        return new RecordingException(
                "%s: the recording is cut off: of chunk %d %d bytes are there, expected %d; copy it again, or record again"
                        .formatted(file, count + 1, there, expected));
    }
}
