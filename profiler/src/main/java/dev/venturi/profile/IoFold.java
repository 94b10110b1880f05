package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes by kind, line and file.
final class IoFold {
    private static final int MOST_LINES = 5_000;
    private static final int MOST_FILES = 64;
    private static final int REPORTED_FILES = 8;
    private static final int MOST_REPORTED = 500;

    private record Key(IoKind kind, Object place) {
        // by hand, since a record's own goes through method handles: several times slower until the
        // second compiler has seen it, and asked for with every event.
        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Key other
                    && kind.equals(other.kind)
                    && place.equals(other.place);
        }

        @Override
        public int hashCode() {
            return 31 * kind.hashCode() + place.hashCode();
        }
    }

    private static final class Totals {
        final StackVotes stacks = new StackVotes();
        final NameVotes groups = new NameVotes();
        String path = "";
        long calls;
        long bytes;
        double seconds;
        long small;
        long passes;
        long files = 1;

        void add(Stack stack, String group, long size, double duration, boolean end) {
            stacks.add(stack, duration + 1e-9);
            groups.add(group, duration + 1e-9);
            calls++;
            bytes += Math.max(0, size);
            seconds += duration;
            if (size >= 0 && size < IoSite.SMALL_BYTES && !end) {
                small++;
            }
            if (end) {
                passes++;
            }
        }
    }

    private static final class Line {
        final Map<String, Totals> files = new HashMap<>();
        final Totals others = new Totals();

        Totals of(String path) {
            Totals known = files.get(path);
            if (known == null && files.size() < MOST_FILES) {
                known = new Totals();
                known.path = path;
                files.put(path, known);
            }
            if (known == null) {
                others.files++;
                others.path = common(others.path, path);
                return others;
            }
            return known;
        }
    }

    private final Map<Key, Line> lines = new HashMap<>();

    /// A call.
    ///
    /// @param size bytes; -1 at the end of a file
    /// @param end whether it met the end of the file
    void add(
            IoKind kind,
            String path,
            StackFacts facts,
            String group,
            long size,
            double seconds,
            boolean end) {
        Key key = new Key(kind, facts.place());
        Line line = lines.get(key);
        if (line == null) {
            if (lines.size() >= MOST_LINES) {
                key = new Key(kind, "");
            }
            line = lines.computeIfAbsent(key, _ -> new Line());
        }
        line.of(path).add(facts.stack(), group, size, seconds, end);
    }

    List<IoSite> sites(Settings settings) {
        List<IoSite> sites = new ArrayList<>();
        lines.forEach((key, line) -> {
            List<Totals> files = new ArrayList<>(line.files.values());
            files.sort(
                    Comparator.comparingDouble((Totals file) -> file.seconds)
                            .reversed()
                            .thenComparing(file -> file.path));
            if (line.others.calls > 0) {
                files.add(line.others);
            }
            if (files.size() > REPORTED_FILES) {
                Totals rest = merge(files.subList(REPORTED_FILES - 1, files.size()));
                files = new ArrayList<>(files.subList(0, REPORTED_FILES - 1));
                files.add(rest);
            }
            boolean sampled = isSampled(key.kind(), settings);
            for (Totals file : files) {
                sites.add(site(key.kind(), file, sampled));
            }
        });
        sites.sort(
                Comparator.comparingDouble(IoSite::seconds)
                        .reversed()
                        .thenComparing(IoSite::path)
                        .thenComparing(IoSite::kind));
        return sites.subList(0, Math.min(MOST_REPORTED, sites.size()));
    }

    private static IoSite site(IoKind kind, Totals file, boolean sampled) {
        Stack stack = file.stacks.most();
        return new IoSite(
                kind,
                file.path,
                stack.userSite(),
                stack,
                file.groups.most(),
                file.calls,
                file.bytes,
                file.seconds,
                file.small,
                file.passes,
                file.files,
                sampled);
    }

    private static Totals merge(List<Totals> files) {
        Totals all = new Totals();
        all.files = 0;
        for (Totals file : files) {
            all.stacks.add(file.stacks.most(), file.seconds);
            all.groups.add(file.groups.most(), file.seconds);
            all.calls += file.calls;
            all.bytes += file.bytes;
            all.seconds += file.seconds;
            all.small += file.small;
            all.passes += file.passes;
            all.files += file.files;
            all.path = common(all.path, file.path);
        }
        return all;
    }

    /// What two paths begin with, and an asterisk; the other one when one is empty.
    static String common(String one, String other) {
        if (one.isEmpty() || one.equals(other)) {
            return other;
        }
        int end = 0;
        int most = Math.min(one.length(), other.length());
        while (end < most && one.charAt(end) == other.charAt(end)) {
            end++;
        }
        return one.substring(0, end) + "*";
    }

    private static boolean isSampled(IoKind kind, Settings settings) {
        String event = event(kind);
        return settings.isThrottled(event) || settings.threshold(event) > 0;
    }

    static String event(IoKind kind) {
        return switch (kind) {
            case FILE_READ -> "jdk.FileRead";
            case FILE_WRITE -> "jdk.FileWrite";
            case FILE_FORCE -> "jdk.FileForce";
            case SOCKET_READ -> "jdk.SocketRead";
            case SOCKET_WRITE -> "jdk.SocketWrite";
        };
    }
}
