package dev.venturi.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one process left in the directory of recordings.
///
/// @param id how its files are named
/// @param file its recording; empty when nothing readable was left
/// @param recovered whether it was put together from chunks
/// @param complaints of JFR, as a sentence
/// @param startedIn the directory in which it was started; empty when not known
/// @param lifeMillis how long it recorded, at least
record ProcessRecording(
        String id,
        Optional<Path> file,
        boolean recovered,
        Optional<String> complaints,
        Optional<Path> startedIn,
        long lifeMillis) {
    private static final String LOG = ".log";

    /// Ends the name of the file with the directory in which a process was started.
    static final String STARTED_IN = ".directory";

    /// All of a directory, the one that lived longest first.
    static List<ProcessRecording> in(PrivateDirectory directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.path())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(LOG))
                    .map(name -> of(directory, name.substring(0, name.length() - LOG.length())))
                    .sorted(Comparator.comparingLong(ProcessRecording::lifeMillis).reversed())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static ProcessRecording of(PrivateDirectory directory, String id) {
        try {
            Path log = directory.resolve(id + LOG);
            Path file = directory.resolve(id + ".jfr");
            boolean whole = Files.isRegularFile(file) && Files.size(file) > 0;
            boolean recovered =
                    !whole && Leftovers.recover(directory.resolve(id + ".repository"), file);
            boolean any = whole || recovered;
            return new ProcessRecording(
                    id,
                    any ? Optional.of(file) : Optional.empty(),
                    recovered,
                    complaints(log),
                    startedIn(directory.resolve(id + STARTED_IN)),
                    any ? life(log, file) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> startedIn(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? Optional.of(Path.of(Files.readString(file).stripTrailing()))
                : Optional.empty();
    }

    private static long life(Path log, Path file) throws IOException {
        // the log is opened when the JVM starts
        return Files.getLastModifiedTime(file).toMillis()
                - Files.readAttributes(log, BasicFileAttributes.class).creationTime().toMillis();
    }

    private static Optional<String> complaints(Path log) throws IOException {
        List<String> lines =
                Files.readAllLines(log).stream()
                        .filter(line -> !line.replaceAll("^(\\[[^]]*])+\\s*", "").isBlank())
                        .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of("JFR said: " + lines.getFirst().replaceAll("^(\\[[^]]*])+\\s*", ""));
    }
}
