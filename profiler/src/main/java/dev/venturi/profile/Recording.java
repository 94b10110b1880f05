package dev.venturi.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// A file of JDK Flight Recorder's format, written by the JVM (17 to 25) or by async-profiler.
///
/// It is read once, event by event, and once more where the class path turns out to tell little of
/// the application; memory does not grow with its length, but with the number of different stacks,
/// and that is bounded. Not thread-safe, and no need: there is no state.
public final class Recording {
    private static final double RARE = 0.05;
    private static final double MANY_TIMES = 10;

    private Recording() {}

    /// Reads a recording.
    ///
    /// @throws RecordingException when it is empty, no recording, cut off, of a version that is not
    ///   known, or made of recordings of several JVMs
    /// @throws UncheckedIOException when the file cannot be read
    public static Profile read(Path file, RecordingOptions options) {
        Chunks chunks = Chunks.of(file);
        JvmFacts jvm = JvmFacts.peek(file, options);
        Profile profile = read(file, chunks, jvm, options);
        double known = share(profile);
        if (jvm.isByClassPath() && known < RARE) {
            Profile wider = read(file, chunks, jvm.outsideFrameworks(), options);
            // then a class loader of the program's own brings its classes from beside the class
            // path, and what is on it only starts them
            return share(wider) > MANY_TIMES * known ? wider : profile;
        }
        return profile;
    }

    /// Share of the CPU samples that have the application on their stacks; 1 without samples.
    private static double share(Profile profile) {
        long all = 0;
        long application = 0;
        for (StackCount stack : profile.cpu().stacks()) {
            all += stack.samples();
            application +=
                    stack.stack().frames().stream().anyMatch(Frame::user) ? stack.samples() : 0;
        }
        return all == 0 ? 1 : (double) application / all;
    }

    private static Profile read(Path file, Chunks chunks, JvmFacts jvm, RecordingOptions options) {
        Pass pass = new Pass(file, chunks, jvm, options);
        try (RecordingFile events = new RecordingFile(file)) {
            // also those of which nothing happened: that an event was on can only be told by its
            // name
            for (EventType type : events.readEventTypes()) {
                pass.settings.type(type.getId(), type.getName());
            }
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                pass.accept(event);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (IndexOutOfBoundsException | NullPointerException | ClassCastException e) {
            // the JDK's reader trusts what it reads: bytes that are no recording end so
            throw new RecordingException(
                    "%s: its content cannot be read (%s): the file is damaged, or recordings of different JVMs were put into one; record again, or report on each"
                            .formatted(file, e),
                    e);
        }
        return pass.profile();
    }

    static RuntimeException unreadable(Path file, IOException e) {
        // the reader has no exception of its own for what is wrong with the content
        String said = String.valueOf(e.getMessage());
        boolean machine = e instanceof FileSystemException || said.contains("nput/output error");
        return machine
                ? new UncheckedIOException("%s: cannot read it".formatted(file), e)
                : new RecordingException(
                        "%s: its content cannot be read (%s): the file is damaged, or recordings of different JVMs were put into one; record again, or report on each"
                                .formatted(file, said),
                        e);
    }
}
