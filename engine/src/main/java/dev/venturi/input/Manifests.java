package dev.venturi.input;

import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.integrity.ChecksumPass;
import dev.venturi.integrity.FileChecksums;
import dev.venturi.integrity.Manifest;
import dev.venturi.parquet.ParquetFacts;
import dev.venturi.parquet.ParquetTable;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Makes the manifest of some files, and holds files against one.
public final class Manifests {
    private Manifests() {}

    /// Where the manifest of what a user wrote stands unless it is named: in a directory, beside a
    /// single file.
    ///
    /// @throws UsageException when it is several things, a pattern or standard input
    public static Path placeFor(List<String> written) {
        String one = written.size() == 1 ? written.getFirst() : "";
        Path path = Path.of(one);
        if (one.isEmpty() || one.equals("-") || !Files.exists(path)) {
            throw new UsageException(
                    "no place for the manifest: name one directory or one file, or say with -o where it goes");
        }
        return Files.isDirectory(path)
                ? path.resolve(Manifest.FILE_NAME)
                : path.resolveSibling(path.getFileName() + Manifest.SUFFIX);
    }

    /// Reads all bytes of the files.
    ///
    /// @param place where the manifest will stand: names are those seen from its directory
    /// @param workers files that are read at once
    /// @param read counts the bytes read so far
    /// @throws UsageException when a file is standard input or a pipe
    /// @throws MalformedDataException when a Parquet file has no footer, when a file changes
    /// @throws UncheckedIOException when a file cannot be read, naming it
    public static Manifest of(InputFiles input, Path place, int workers, AtomicLong read)
            throws InterruptedException {
        Path directory = directoryOf(place);
        for (InputFile file : input.files()) {
            refuseCopy(input, file);
        }
        List<Future<FileChecksums>> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers, Manifests::thread)) {
            try {
                for (InputFile file : input.files()) {
                    made.add(threads.submit(() -> checksums(file, directory, read)));
                }
                List<FileChecksums> files = new ArrayList<>();
                for (Future<FileChecksums> one : made) {
                    files.add(one.get());
                }
                files.sort(Comparator.comparing(Manifests::nameBytes, Arrays::compareUnsigned));
                return new Manifest(files);
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case RuntimeException thrown -> throw thrown;
                    case Error thrown -> throw thrown;
                    case null, default -> throw new IllegalStateException(e);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().name("manifest").daemon().unstarted(work);
    }

    private static byte[] nameBytes(FileChecksums file) {
        return file.name().getBytes(StandardCharsets.UTF_8);
    }

    private static FileChecksums checksums(InputFile file, Path directory, AtomicLong read) {
        List<ChecksumPass.Range> ranges = new ArrayList<>();
        if (ParquetTable.isParquet(file)) {
            for (ParquetFacts.Group group : ParquetFacts.of(file).groups()) {
                ranges.add(new ChecksumPass.Range(group.rows(), group.from(), group.bytes()));
            }
        }
        try (InputStream stored = file.openStream()) {
            return ChecksumPass.of(
                    nameIn(directory, file.path()),
                    stored,
                    file.size(),
                    ranges,
                    bytes -> {
                        read.addAndGet(bytes);
                        if (Thread.currentThread().isInterrupted()) {
                            throw new UncheckedIOException(
                                    new IOException(file.name() + ": interrupted"));
                        }
                    });
        } catch (IOException e) {
            throw file.failed("read", e);
        }
    }

    /// The same files, each of whose bytes will be held against its manifest when it is read. The
    /// files that are there are held against those that should be at once.
    ///
    /// @param written what the user named
    /// @param named the manifest of all of them; null to look for it: beside a file, or in a
    ///   directory above it, the nearest first
    /// @throws UsageException when there is no manifest, for standard input and pipes
    /// @throws MalformedDataException when a manifest is damaged, when a file is missing, of
    ///   another size, or not in it
    public static InputFiles verified(
            InputFiles input, List<String> written, @Nullable Path named) {
        Map<Path, Known> known = new HashMap<>();
        Map<InputFile, FileChecksums> expected = new HashMap<>();
        for (InputFile file : input.files()) {
            refuseCopy(input, file);
            Path place = named == null ? find(file) : named;
            Known manifest = known.computeIfAbsent(place, Known::read);
            expected.put(file, manifest.checksums(file));
        }
        boolean someOnly = written.stream().allMatch(one -> Files.isRegularFile(Path.of(one)));
        if (!someOnly) {
            known.values().forEach(Known::checkNoneIsMissing);
        }
        return input.with(file -> {
            FileChecksums checksums = expected.get(file);
            return checksums == null ? file : file.withChecksums(checksums);
        });
    }

    private static void refuseCopy(InputFiles input, InputFile file) {
        if (input.isCopy(file)) {
            throw new UsageException(
                    "%s: has no manifest, only files have; save it to a file first"
                            .formatted(file.name()));
        }
    }

    private static Path find(InputFile file) {
        Path beside = file.path().resolveSibling(file.path().getFileName() + Manifest.SUFFIX);
        if (Files.exists(beside)) {
            return beside;
        }
        for (Path above = file.path().getParent(); above != null; above = above.getParent()) {
            Path place = above.resolve(Manifest.FILE_NAME);
            if (Files.exists(place)) {
                return place;
            }
        }
        Path here = Path.of(Manifest.FILE_NAME);
        if (!file.path().isAbsolute() && Files.exists(here)) {
            return here;
        }
        throw new UsageException(
                "%s: found no manifest beside it or above it; write one with: venturi manifest %s"
                        .formatted(file.name(), file.name()));
    }

    private static Path directoryOf(Path place) {
        Path directory = place.toAbsolutePath().normalize().getParent();
        return directory == null ? place.toAbsolutePath() : directory;
    }

    /// The path from one to the other, with `/` on every system.
    private static String nameIn(Path directory, Path file) {
        return directory
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace(file.getFileSystem().getSeparator(), "/");
    }

    /// A manifest that was read.
    private record Known(Path place, Path directory, Map<String, FileChecksums> files) {
        static Known read(Path place) {
            try {
                String text = Files.readString(place);
                return new Known(
                        place, directoryOf(place), Manifest.parse(text, place.toString()).byName());
            } catch (NoSuchFileException _) {
                throw new UsageException(
                        "%s: no such manifest; write one with venturi manifest".formatted(place));
            } catch (CharacterCodingException e) {
                throw new MalformedDataException(
                        Position.ofFile(place.toString()),
                        "expected a manifest, found bytes that are no UTF-8; write it again from files known to be good",
                        e);
            } catch (IOException e) {
                throw new UncheckedIOException("%s: cannot read".formatted(place), e);
            }
        }

        FileChecksums checksums(InputFile file) {
            FileChecksums checksums = files.get(nameIn(directory, file.path()));
            if (checksums == null) {
                throw new MalformedDataException(
                        Position.ofFile(file.name()),
                        "is not in the manifest %s; if it belongs there, write the manifest again"
                                .formatted(place));
            }
            if (checksums.bytes() != file.size()) {
                throw new MalformedDataException(
                        Position.ofFile(file.name()),
                        "expected %,d bytes as in the manifest %s, found %,d; get the file again, or write the manifest again if the change was meant"
                                .formatted(checksums.bytes(), place, file.size()));
            }
            return checksums;
        }

        void checkNoneIsMissing() {
            Set<String> missing = new HashSet<>();
            for (String name : files.keySet()) {
                if (!Files.exists(directory.resolve(name))) {
                    missing.add(name);
                }
            }
            if (!missing.isEmpty()) {
                String first = missing.stream().sorted().findFirst().orElseThrow();
                throw new MalformedDataException(
                        Position.ofFile(place.resolveSibling(first).toString()),
                        "expected this file as in the manifest %s, found none%s; get it again, or write the manifest again if it was meant to go"
                                .formatted(
                                        place,
                                        missing.size() == 1
                                                ? ""
                                                : ", and %,d more are missing"
                                                        .formatted(missing.size() - 1)));
            }
        }
    }
}
