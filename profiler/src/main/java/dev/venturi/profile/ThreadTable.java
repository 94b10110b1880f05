package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/// The threads that events name. Virtual threads of one name share an entry: there may be millions.
final class ThreadTable {
    private static final Pattern LAST_NUMBER = Pattern.compile("\\d+(?=\\D*$)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int MOST_GROUPS = 300;
    private static final int MOST_RECENT = 20_000;

    private final IdentityHashMap<RecordedThread, Entry> recent = new IdentityHashMap<>();
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, String> groups = new HashMap<>();

    /// What is known of a thread; times in seconds since the start of the recording.
    static final class Entry {
        final String group;
        final boolean virtual;
        final boolean ours;
        final int number;
        double first = Double.MAX_VALUE;
        double last;
        double io;
        double lock;
        double wait;
        double idle;

        /// Seconds of all cores of the program by the load of the thread; NaN before the first.
        double load = Double.NaN;

        double loadUntil = Double.NaN;
        final long[] samples = new long[2];
        final double[] sampledSeconds = new double[2];

        /// Seconds on a core inside of reads and writes.
        final double[] sampledIo = new double[2];

        final SiteTrace trace = new SiteTrace();

        Entry(String group, boolean virtual, int number) {
            this.group = group;
            this.virtual = virtual;
            this.number = number;
            ours = isOurs(group);
        }

        void seen(double from, double to) {
            first = Math.min(first, Math.max(0, from));
            last = Math.max(last, to);
        }
    }

    /// The thread; null for null.
    @Nullable Entry of(@Nullable RecordedThread thread) {
        if (thread == null) {
            return null;
        }
        Entry known = recent.get(thread);
        if (known != null) {
            return known;
        }
        if (recent.size() >= MOST_RECENT) {
            recent.clear();
        }
        Entry entry = find(thread);
        recent.put(thread, entry);
        return entry;
    }

    private Entry find(RecordedThread thread) {
        String name = thread.getJavaName();
        if (name == null) {
            name = thread.getOSName() == null ? "" : thread.getOSName();
        }
        boolean virtual = thread.isVirtual();
        if (name.equals("DestroyJavaVM")) {
            name = "main"; // what the JVM calls that thread once main has returned
        }
        if (virtual && name.isEmpty()) {
            name = "virtual threads";
        }
        String group = groups.get(name);
        if (group == null) {
            group = group(name, groups.size() > MOST_GROUPS);
            if (groups.size() < 10 * MOST_GROUPS) {
                groups.put(name, group);
            }
        }
        long id = thread.getJavaThreadId() > 0 ? thread.getJavaThreadId() : -thread.getOSThreadId();
        String key = virtual ? "v " + group : id + " " + group;
        String found = group;
        return entries.computeIfAbsent(key, _ -> new Entry(found, virtual, entries.size()));
    }

    /// Names that differ in their last number are one pool: `pool-1-thread-#`.
    ///
    /// @param coarse whether all numbers are replaced, where there are very many names
    static String group(String name, boolean coarse) {
        return coarse
                ? NUMBER.matcher(name).replaceAll("#")
                : LAST_NUMBER.matcher(name).replaceAll("#");
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    /// The threads by group.
    Map<String, List<Entry>> byGroup() {
        Map<String, List<Entry>> found = new HashMap<>();
        for (Entry entry : entries.values()) {
            found.computeIfAbsent(entry.group, _ -> new ArrayList<>()).add(entry);
        }
        return found;
    }

    /// Threads of the recorder itself, and of the JVM: not the program's work.
    private static boolean isOurs(String group) {
        return group.startsWith("JFR ")
                || group.equals("Attach Listener")
                || group.equals("Signal Dispatcher")
                || group.equals("Reference Handler")
                || group.equals("Finalizer")
                || group.equals("Common-Cleaner")
                || group.equals("Cleaner-#")
                || group.equals("Notification Thread")
                || group.equals("Service Thread")
                || group.equals("Monitor Deflation Thread")
                || group.startsWith("C# Compiler")
                || group.startsWith("C1 Compiler")
                || group.startsWith("C2 Compiler")
                || group.startsWith("VM ")
                || group.startsWith("RMI ")
                || group.startsWith("JMX server")
                || group.startsWith("G1 ")
                || group.startsWith("GC Thread")
                || group.startsWith("async-profiler");
    }
}
