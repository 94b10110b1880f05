package dev.venturi.cli.page;

import dev.venturi.json.JsonValue;
import dev.venturi.profile.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The program's text around the lines that a report names, from the directories of `--source`.
///
/// A file is found by its package, `com/acme/Orders.java`, under one of the directories, or further
/// down in it, so that a project's root will do; or by its name and the package it declares.
final class SourceText {
    private static final int AROUND = 4;
    private static final int DEPTH = 24;
    private static final long LARGEST_FILE = 4_000_000;

    private final List<Path> directories;
    private Map<String, List<Path>> byName = Map.of();

    SourceText(List<Path> directories) {
        this.directories = directories;
    }

    /// For each file that is found, by package and name, its `path` and its `lines` by number:
    /// those of the sites and four before and after each.
    JsonValue around(List<Site> sites) {
        Map<String, SortedSet<Integer>> wanted = new TreeMap<>();
        for (Site site : sites) {
            if (site.line() > 0 && !directories.isEmpty()) {
                wanted.computeIfAbsent(key(site), ignored -> new TreeSet<>()).add(site.line());
            }
        }
        JsonValue.Members files = JsonValue.object();
        wanted.forEach((key, numbers) ->
                find(key).ifPresent(path -> files.with(key, text(path, numbers))));
        return files.build();
    }

    /// `com/acme/Orders.java`.
    static String key(Site site) {
        String method = site.method();
        int type = method.lastIndexOf('.', method.lastIndexOf('.') - 1);
        return type < 0
                ? site.file()
                : method.substring(0, type).replace('.', '/') + "/" + site.file();
    }

    private Optional<Path> find(String key) {
        for (Path directory : directories) {
            Path file = directory.resolve(key).normalize();
            if (file.startsWith(directory.normalize()) && Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        if (byName.isEmpty()) {
            byName = index();
        }
        List<Path> named = byName.getOrDefault(key.substring(key.lastIndexOf('/') + 1), List.of());
        List<Path> candidates = named.stream().filter(file -> file.endsWith(key)).toList();
        if (candidates.isEmpty()) {
            candidates = named.stream().filter(file -> declares(file, key)).toList();
        }
        // of two that are equally good neither is shown: a wrong text is worse than none
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    /// Whether the file declares the package of the key.
    private static boolean declares(Path file, String key) {
        int end = key.lastIndexOf('/');
        String declared = end < 0 ? "" : key.substring(0, end).replace('/', '.');
        String found =
                read(file).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("package "))
                        .findFirst()
                        .map(line -> line.substring("package ".length()).replace(";", "").strip())
                        .orElse("");
        return found.equals(declared);
    }

    private Map<String, List<Path>> index() {
        Map<String, List<Path>> files = new HashMap<>();
        for (Path directory : directories) {
            try (Stream<Path> all = Files.walk(directory, DEPTH, new FileVisitOption[0])) {
                all.filter(file -> file.toString().matches(".*\\.(java|kt|scala|groovy|clj)"))
                        .forEach(file ->
                                files.computeIfAbsent(
                                                file.getFileName().toString(),
                                                ignored -> new ArrayList<>())
                                        .add(file));
            } catch (IOException e) {
                throw new UncheckedIOException(directory + ": cannot be searched", e);
            }
        }
        return files;
    }

    private static JsonValue text(Path path, SortedSet<Integer> numbers) {
        List<String> text = read(path);
        JsonValue.Members lines = JsonValue.object();
        TreeSet<Integer> shown = new TreeSet<>();
        for (int number : numbers) {
            for (int n = number - AROUND; n <= number + AROUND; n++) {
                shown.add(n);
            }
        }
        for (int n : shown.subSet(1, text.size() + 1)) {
            lines.with(Integer.toString(n), text.get(n - 1).replace("\t", "    "));
        }
        return JsonValue.object()
                .with("path", path.toString())
                .with("lines", lines.build())
                .build();
    }

    private static List<String> read(Path path) {
        try {
            if (Files.size(path) > LARGEST_FILE) {
                return List.of(); // no one wrote that by hand
            }
            // bytes that are no UTF-8 become question marks: an old file shall not stop a report
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read", e);
        }
    }
}
