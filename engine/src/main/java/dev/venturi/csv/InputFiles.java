package dev.venturi.csv;

import dev.venturi.integrity.Manifest;
import dev.venturi.table.Internal;
import dev.venturi.table.NearestName;
import dev.venturi.table.TemporaryFiles;
import dev.venturi.table.UsageException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files a user means: paths, directories, patterns and `-`, expanded, in byte order of their
/// paths, each once.
///
/// A directory stands for all `.csv`, `.tsv` and `.txt` files below it, with `.gz` or without, and
/// for all `.parquet`, `.parq`, `.pq`, `.arrow`, `.arrows`, `.feather` and `.ipc` files; below
/// directories and in patterns names that begin with `_` or `.` and manifests are skipped. Standard
/// input and pipes are first copied to private temporary files, since a run may read more than
/// once; [#close] deletes them.
public final class InputFiles implements Closeable {
    private static final Pattern REMOTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");
    private static final Pattern TABLE =
            Pattern.compile(
                    ".*\\.((csv|tsv|txt)(\\.gz)?|parquet|parq|pq|arrow|arrows|feather|ipc)");
    private static final Pattern PARTITION = Pattern.compile("([^=]+)=(.*)");

    private final List<InputFile> files;
    private final List<Path> temporary;

    private InputFiles(List<InputFile> files, List<Path> temporary) {
        this.files = List.copyOf(files);
        this.temporary = temporary;
    }

    /// The files that exist for what the user wrote.
    ///
    /// @throws UsageException when something does not exist, with the nearest name
    /// @throws java.io.UncheckedIOException when a directory or standard input cannot be read
    public static InputFiles expand(List<String> written) {
        return expand(written, System.in);
    }

    /// As [#expand(List)], for exact paths.
    public static InputFiles of(Path... paths) {
        return expand(Arrays.stream(paths).map(Path::toString).toList());
    }

    static InputFiles expand(List<String> written, InputStream standardInput) {
        Map<Path, String> found = new TreeMap<>(InputFiles::byBytes);
        for (String one : written) {
            if (one.equals("-")) {
                found.put(Path.of("-"), InputFile.STANDARD_INPUT);
            } else {
                expand(one, found);
            }
        }
        List<Path> temporary = new ArrayList<>();
        List<InputFile> files = new ArrayList<>();
        for (var one : found.entrySet()) {
            Path path = one.getKey();
            String name = one.getValue();
            if (name.equals(InputFile.STANDARD_INPUT)) {
                path = copied(name, standardInput);
                temporary.add(path);
            } else if (!Files.isRegularFile(path)) { // a pipe: it can be read only once
                try (InputStream source = Files.newInputStream(path)) {
                    path = copied(name, source);
                    temporary.add(path);
                } catch (IOException e) {
                    throw InputFile.failed(name, "read", e);
                }
            }
            files.add(inputFile(name, path));
        }
        if (files.isEmpty()) {
            throw new UsageException("no input file given; name one, or - for standard input");
        }
        return new InputFiles(files, temporary);
    }

    /// The files in order.
    public List<InputFile> files() {
        return files;
    }

    /// The same files, with what their bytes are verified against; closing either is enough.
    @Internal
    public InputFiles with(UnaryOperator<InputFile> checksums) {
        return new InputFiles(files.stream().map(checksums).toList(), temporary);
    }

    /// Whether a file is a copy, of standard input or a pipe.
    @Internal
    public boolean isCopy(InputFile file) {
        return temporary.contains(file.path());
    }

    /// As [#close], on the way out with a failure.
    @Internal
    public void closeAfter(Throwable failure) {
        try {
            close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /// Deletes the copies of standard input and pipes, if there are any.
    @Override
    public void close() throws IOException {
        for (Path copy : temporary) {
            TemporaryFiles.delete(copy);
        }
    }

    private static void expand(String written, Map<Path, String> found) {
        if (REMOTE.matcher(written).matches()) {
            throw new UsageException(
                    ("%s: only local files are read; copy it to this machine first, or pipe its"
                                    + " content in and name the input -")
                            .formatted(written));
        }
        Path path = Path.of(written);
        if (Files.isDirectory(path)) {
            List<Path> below = walk(path, Integer.MAX_VALUE, written);
            below.removeIf(file -> !TABLE.matcher(file.getFileName().toString()).matches());
            if (below.isEmpty()) {
                throw new UsageException(
                        "%s: no .csv, .tsv, .txt (or one of them with .gz), .parquet or .arrow file in this directory"
                                .formatted(written));
            }
            below.forEach(file -> found.put(file, file.toString()));
        } else if (Files.exists(path)) {
            found.put(path, written);
        } else if (written.matches(".*[*?\\[{].*")) {
            List<Path> matching = matching(written);
            if (matching.isEmpty()) {
                throw new UsageException("%s: no file matches this pattern".formatted(written));
            }
            matching.forEach(file -> found.put(file, file.toString()));
        } else {
            throw new UsageException(missing(path));
        }
    }

    /// Regular files below a directory; names that begin with `_` or `.` are left out, directories
    /// included.
    private static List<Path> walk(Path top, int depth, String written) {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(top)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (name.startsWith("_") || name.startsWith(".") || isManifest(name)) {
                    continue;
                }
                if (!Files.isDirectory(entry)) {
                    files.add(top.toString().isEmpty() ? Path.of(name) : entry);
                } else if (depth > 1) {
                    files.addAll(walk(entry, depth - 1, written));
                }
            }
        } catch (IOException e) {
            throw InputFile.failed(top.toString(), "list the directory", e);
        }
        return files;
    }

    private static boolean isManifest(String name) {
        return name.equals(Manifest.FILE_NAME) || name.endsWith(Manifest.SUFFIX);
    }

    private static List<Path> matching(String pattern) {
        String[] parts = pattern.split("/", -1);
        int literal = 0;
        while (literal < parts.length - 1 && !parts[literal].matches(".*[*?\\[{].*")) {
            literal++;
        }
        String prefix = String.join("/", Arrays.copyOf(parts, literal));
        Path top = Path.of(literal > 0 && prefix.isEmpty() ? "/" : prefix);
        if (!Files.isDirectory(top.toString().isEmpty() ? Path.of(".") : top)) {
            throw new UsageException(missing(top));
        }
        int depth = pattern.contains("**") ? Integer.MAX_VALUE : parts.length - literal;
        // "**/" also stands for no directory at all
        var whole = top.getFileSystem().getPathMatcher("glob:" + pattern);
        var shorter = top.getFileSystem().getPathMatcher("glob:" + pattern.replace("**/", ""));
        List<Path> files = walk(top, depth, pattern);
        files.removeIf(file -> !whole.matches(file) && !shorter.matches(file));
        return files;
    }

    private static String missing(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return "%s: no such file; the directory %s does not exist"
                    .formatted(path, path.getParent());
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            List<String> names =
                    siblings.map(file -> file.getFileName().toString()).sorted().toList();
            return NearestName.of(path.getFileName().toString(), names)
                    .map(near -> "%s: no such file; did you mean %s?".formatted(path, near))
                    .orElse("%s: no such file".formatted(path));
        } catch (IOException _) {
            return "%s: no such file".formatted(path);
        }
    }

    private static InputFile inputFile(String name, Path path) {
        try {
            if (!Files.isReadable(path)) {
                throw new java.nio.file.AccessDeniedException(name);
            }
            return InputFile.at(name, path, partitions(name));
        } catch (IOException e) {
            throw InputFile.failed(name, "read", e);
        }
    }

    private static Map<String, String> partitions(String path) {
        Map<String, String> columns = new LinkedHashMap<>();
        String[] parts = path.split("/", -1);
        for (String part : Arrays.asList(parts).subList(0, parts.length - 1)) {
            var named = PARTITION.matcher(part);
            if (named.matches()) {
                columns.put(unescaped(named.group(1)), unescaped(named.group(2)));
            }
        }
        return Collections.unmodifiableMap(columns);
    }

    /// Writers of such directories escape odd characters as in addresses.
    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private static Path copied(String name, InputStream source) {
        Path copy = null;
        try {
            copy = Files.createTempFile("venturi-input-", ".csv"); // readable by its owner only
            TemporaryFiles.register(copy);
            try (OutputStream out = Files.newOutputStream(copy)) {
                source.transferTo(out);
            }
            return copy;
        } catch (IOException e) {
            if (copy != null) {
                try {
                    TemporaryFiles.delete(copy);
                } catch (IOException again) {
                    e.addSuppressed(again);
                }
            }
            throw InputFile.failed(name, "copy to a temporary file", e);
        }
    }

    private static int byBytes(Path a, Path b) {
        return Arrays.compareUnsigned(
                a.toString().getBytes(StandardCharsets.UTF_8),
                b.toString().getBytes(StandardCharsets.UTF_8));
    }
}
