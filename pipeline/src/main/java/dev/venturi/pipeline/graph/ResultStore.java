package dev.venturi.pipeline.graph;

import dev.venturi.spill.SpillDirectory;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.TemporaryFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A directory in which the results of stages outlive the run.
///
/// ```
/// KEY/result.json                    what the result holds, its checksums
/// KEY/files/...                      its files
/// store.lock                         held for microseconds
/// .run.venturi-PID-START-RANDOM/     of a process that uses the store: results in the making, results that
///                                    nobody can reuse, and in uses/ the keys of those it reads
/// ```
///
/// KEY is the SHA-256 of a stage's fingerprint and of the *content* of its inputs: a stage that is
/// computed again and gives the same bytes has nothing after it computed again. A result gets its
/// name when it is complete, by one rename: a killed run leaves complete results, which the next
/// one reuses, and the directory of its process, which the next one deletes. A result is read whole
/// and held against its checksums before it is reused; one that differs is computed again, and that
/// is said.
///
/// Several processes may use a store at once; two that compute one result keep the first. With a
/// limit, results that were not used for longest go first, and none that a living process uses.
/// Thread-safe.
///
/// @param <R> what stages hand on
public final class ResultStore<R> implements Closeable {
    private static final Pattern KEY = Pattern.compile("\\p{XDigit}{64}");
    private static final String FILES = "files";
    private static final String DESCRIPTION = "result.json";

    private final Path directory;
    private final ResultCodec<R> codec;
    private final long limitBytes;
    private final SpillDirectory own;
    private final @Nullable StoreLock lock;
    private final Path uses;
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();
    private final Queue<Path> away = new ConcurrentLinkedQueue<>();

    private ResultStore(Path directory, ResultCodec<R> codec, long limitBytes, boolean keeps) {
        this.directory = directory;
        this.codec = codec;
        this.limitBytes = limitBytes;
        try {
            Files.createDirectories(directory);
            this.own = SpillDirectory.in(directory, "run");
            this.uses = Files.createDirectory(own.path().resolve("uses"));
            this.lock = keeps ? new StoreLock(directory) : null;
        } catch (IOException e) {
            throw failed(directory, "keep results", e);
        }
    }

    /// Opens a store, which is made if it is not there, and removes what killed processes left in
    /// it.
    ///
    /// @throws UncheckedIOException when the directory cannot be written
    public static <R> ResultStore<R> open(Path directory, ResultCodec<R> codec) {
        return open(directory, codec, Long.MAX_VALUE);
    }

    /// Opens a store that holds no more than some bytes, but for results in use.
    ///
    /// @throws UncheckedIOException when the directory cannot be written
    public static <R> ResultStore<R> open(Path directory, ResultCodec<R> codec, long limitBytes) {
        ResultStore<R> store = new ResultStore<>(directory, codec, limitBytes, true);
        store.trim();
        return store;
    }

    /// A place for results that are gone when it is closed: nothing is reused.
    ///
    /// @throws UncheckedIOException when the directory cannot be written
    public static <R> ResultStore<R> temporary(Path parent, ResultCodec<R> codec) {
        return new ResultStore<>(parent, codec, Long.MAX_VALUE, false);
    }

    /// What a result is kept under.
    ///
    /// @param inputs hashes of the content of the inputs, in their order
    static String key(String fingerprint, Map<String, String> inputs) {
        ContentHash hash = ContentHash.begin().text("venturi stage 1").text(fingerprint);
        inputs.forEach((name, content) -> hash.text(name).text(content));
        return hash.hex();
    }

    /// The hash of a kept result, by its description alone.
    Optional<String> content(String key) throws IOException {
        try {
            return lock == null
                    ? Optional.empty()
                    : Optional.of(read(directory.resolve(key)).files().contentHash());
        } catch (NoSuchFileException | MalformedDataException _) {
            return Optional.empty();
        }
    }

    /// What became of looking for a result.
    ///
    /// @param <R> what stages hand on
    sealed interface Found<R> {
        /// There is none.
        record Nothing<R>() implements Found<R> {}

        /// There was one, damaged; it is out of the way.
        record Corrupt<R>(String why) implements Found<R> {}

        /// There is one.
        record Kept<R>(Outcome<R> outcome) implements Found<R> {}
    }

    /// Looks for a result and claims it, so that nobody takes it away before this store is closed.
    Found<R> find(String key) throws IOException {
        if (lock == null) {
            return new Found.Nothing<>();
        }
        Path entry = directory.resolve(key);
        Optional<Object> claimed =
                lock.holding(() -> {
                    if (!Files.isDirectory(entry)) {
                        return Optional.empty();
                    }
                    use(key);
                    return Optional.of(identity(entry));
                });
        if (claimed.isEmpty()) {
            return new Found.Nothing<>();
        }
        String damage;
        try {
            KeptResult kept = read(entry);
            Optional<String> differs = kept.files().damage(entry.resolve(FILES));
            if (differs.isEmpty()) {
                Files.setLastModifiedTime(entry.resolve(DESCRIPTION), FileTime.from(Instant.now()));
                return new Found.Kept<>(outcome(entry, kept, true));
            }
            damage = differs.get();
        } catch (MalformedDataException e) {
            damage = String.valueOf(e.getMessage());
        } catch (NoSuchFileException e) {
            damage = "%s: is missing".formatted(e.getFile());
        }
        lock.holding(() -> {
            used.remove(key);
            Files.deleteIfExists(uses.resolve(key));
            if (Files.isDirectory(entry) && claimed.get().equals(identity(entry))) {
                takeAway(entry); // not if another has computed it in the meantime
            }
            return true;
        });
        sweep();
        return new Found.Corrupt<>(damage);
    }

    /// Tells a directory from another of the same name.
    private static Object identity(Path entry) throws IOException {
        BasicFileAttributes of = Files.readAttributes(entry, BasicFileAttributes.class);
        Object key = of.fileKey();
        return key == null ? of.creationTime() : key;
    }

    private static KeptResult read(Path entry) throws IOException {
        Path description = entry.resolve(DESCRIPTION);
        byte[] bytes = Files.readAllBytes(description);
        return KeptResult.of(new String(bytes, StandardCharsets.UTF_8), description.toString());
    }

    private Outcome<R> outcome(Path place, KeptResult kept, boolean reused) throws IOException {
        Path files = place.resolve(FILES);
        return new Outcome<>(
                codec.read(files),
                files,
                kept.files().contentHash(),
                kept.files().bytes(),
                reused,
                kept.facts());
    }

    /// A directory for the files of a result in the making. Closed, it is deleted, unless the
    /// result was kept.
    static final class Place implements Closeable {
        private final Path path;
        private boolean taken;

        private Place(Path path) {
            this.path = path;
        }

        Path files() {
            return path.resolve(FILES);
        }

        @Override
        public void close() throws IOException {
            if (!taken) {
                TemporaryFiles.delete(path);
            }
        }
    }

    Place newPlace() throws IOException {
        Path path = own.path().resolve("result-" + places.incrementAndGet());
        Files.createDirectory(path);
        Files.createDirectory(path.resolve(FILES));
        return new Place(path);
    }

    /// Takes a result in.
    ///
    /// @param key what it is kept under; null: until this store is closed
    Outcome<R> keep(@Nullable String key, String stage, Place place, R result, StageFacts facts)
            throws IOException {
        codec.write(result, place.files());
        KeptResult kept = new KeptResult(stage, KeptFiles.of(place.files()), facts);
        Path entry = directory.resolve(key == null ? "" : key);
        if (key == null || lock == null) {
            place.taken = true;
            return outcome(place.path, kept, false);
        }
        Files.writeString(place.path.resolve(DESCRIPTION), kept.json());
        boolean inPlace =
                lock.holding(() -> {
                    if (Files.exists(entry) && isUsed(key)) {
                        return false; // by somebody who computed it, too, and was first
                    }
                    takeAway(entry);
                    use(key);
                    Files.move(place.path, entry, StandardCopyOption.ATOMIC_MOVE);
                    return true;
                });
        place.taken = true;
        sweep();
        if (inPlace) {
            trim();
        }
        return outcome(inPlace ? entry : place.path, kept, false);
    }

    private void use(String key) throws IOException {
        if (used.add(key)) {
            Files.createFile(uses.resolve(key));
        }
    }

    /// Whether a process that may be alive uses it.
    private boolean isUsed(String key) throws IOException {
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(directory, ".run.venturi-*")) {
            for (Path run : runs) {
                if (Files.exists(run.resolve("uses").resolve(key))) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Moves an entry to where it goes with this process, if it is there.
    private void takeAway(Path entry) throws IOException {
        if (Files.exists(entry)) {
            Path gone = own.path().resolve("away-" + places.incrementAndGet());
            Files.move(entry, gone, StandardCopyOption.ATOMIC_MOVE);
            away.add(gone);
        }
    }

    /// Deletes what was taken away, which may take long: not while the lock is held.
    private void sweep() throws IOException {
        for (Path gone = away.poll(); gone != null; gone = away.poll()) {
            TemporaryFiles.delete(gone);
        }
    }

    private record Entry(String key, long bytes, Instant lastUsed) {}

    /// Takes away what exceeds the limit.
    private void trim() {
        if (limitBytes == Long.MAX_VALUE || lock == null) {
            return;
        }
        try {
            lock.holding(() -> {
                List<Entry> entries = entries();
                long bytes = entries.stream().mapToLong(Entry::bytes).sum();
                for (Entry entry : entries) {
                    if (bytes <= limitBytes) {
                        break;
                    }
                    if (!isUsed(entry.key())) {
                        takeAway(directory.resolve(entry.key()));
                        bytes -= entry.bytes();
                    }
                }
                return bytes;
            });
            sweep();
        } catch (IOException e) {
            throw failed(directory, "take results away", e);
        }
    }

    /// All results, those first that were not used for longest.
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            for (Path path : found) {
                String key = String.valueOf(path.getFileName());
                if (KEY.matcher(key).matches()) {
                    entries.add(new Entry(key, bytes(path), lastUsed(path)));
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::lastUsed).thenComparing(Entry::key));
        return entries;
    }

    private static long bytes(Path entry) throws IOException {
        try (Stream<Path> files = Files.walk(entry)) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
            return bytes;
        }
    }

    private static Instant lastUsed(Path entry) throws IOException {
        Path description = entry.resolve(DESCRIPTION);
        return Files.exists(description)
                ? Files.getLastModifiedTime(description).toInstant()
                : Instant.EPOCH;
    }

    /// Lets go of all results, and deletes those that nobody can reuse: their files are gone then.
    @Override
    public void close() {
        own.close();
    }

    private static UncheckedIOException failed(Path directory, String operation, IOException e) {
        return new UncheckedIOException(
                "%s: cannot %s: %s".formatted(directory, operation, e.getMessage()), e);
    }
}
