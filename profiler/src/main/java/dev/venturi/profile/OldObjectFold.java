package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedObject;

/// Sampled objects that were alive at the end (`jdk.OldObjectSample`), with who keeps them.
///
/// The JVM keeps at most 256 of them, each for about the same number of allocated bytes that
/// survived; so an object's part of the heap is its part of the samples. A recording that was
/// dumped several times tells of an object again; the last time counts.
final class OldObjectFold {
    /// What the heap held at its peak and no longer at the end, garbage mostly.
    static final String NO_LONGER_ALIVE = "(no longer alive at the end)";

    private static final int DEEPEST = 200;
    private static final int MOST = 5_000;
    private static final int MOST_REPORTED = 100;

    private record Sample(String type, Chain chain, Stack stack, double allocated, long bytes) {}

    /// @param references from the object to its root
    /// @param shape the same without indices and sizes: what objects of one kind have in common
    /// @param holder the application's nearest field
    private record Chain(
            List<String> references, String shape, String holder, String root, long elements) {}

    private final Map<String, Sample> samples = new LinkedHashMap<>();
    private long lastKnownHeap;
    private long lastLive = -1;

    void add(RecordedEvent event, Stack stack, double allocated, UserCode userCode) {
        RecordedObject object = event.getValue("object");
        if (object == null || samples.size() >= MOST) {
            return;
        }
        long size = event.hasField("objectSize") ? event.getLong("objectSize") : 0;
        String type = typeName(object, event.getInt("arrayElements"));
        Chain chain = chain(object, event.getValue("root"), type, userCode);
        if (event.hasField("lastKnownHeapUsage")) {
            lastKnownHeap = Math.max(lastKnownHeap, event.getLong("lastKnownHeapUsage"));
        }
        String key = allocated + " " + type + " " + System.identityHashCode(stack);
        samples.remove(key);
        samples.put(key, new Sample(baseType(type), chain, stack, allocated, size));
    }

    /// What was alive: every sample stands for itself and an equal part of what was not sampled.
    ///
    /// @param peakBytes what shares refer to; the part of it that was no longer alive at the end
    ///   has an entry of its own
    List<HeapPart> parts(long peakBytes) {
        if (samples.isEmpty()) {
            return List.of();
        }
        long whole = Math.max(peakBytes, alive());
        Map<String, List<Sample>> groups = new LinkedHashMap<>();
        for (Sample sample : samples.values()) {
            groups.computeIfAbsent(
                            sample.type() + "|" + sample.chain().holder(), _ -> new ArrayList<>())
                    .add(sample);
        }
        List<HeapPart> parts = new ArrayList<>();
        for (List<Sample> group : groups.values()) {
            Sample first = group.getFirst();
            long bytes = bytes(group);
            parts.add(
                    new HeapPart(
                            first.type(),
                            bytes,
                            (double) bytes / whole,
                            first.chain().holder(),
                            votes(group).userSite(),
                            HeapPart.Exactness.SAMPLED));
        }
        if (whole > alive()) {
            parts.add(
                    new HeapPart(
                            NO_LONGER_ALIVE,
                            whole - alive(),
                            (double) (whole - alive()) / whole,
                            "",
                            Optional.empty(),
                            HeapPart.Exactness.SAMPLED));
        }
        parts.sort(
                Comparator.comparingDouble(HeapPart::share)
                        .reversed()
                        .thenComparing(HeapPart::type)
                        .thenComparing(HeapPart::holder));
        return parts.subList(0, Math.min(MOST_REPORTED, parts.size()));
    }

    /// Objects of one type that the same chain keeps, where the application made or keeps them.
    List<Leak> leaks() {
        Map<String, List<Sample>> groups = new HashMap<>();
        for (Sample sample : samples.values()) {
            if (sample.chain().references().size() > 1) {
                String site = sample.stack().userSite().map(Site::place).orElse("");
                groups.computeIfAbsent(
                                sample.type() + "|" + sample.chain().shape() + "|" + site,
                                _ -> new ArrayList<>())
                        .add(sample);
            }
        }
        List<Leak> leaks = new ArrayList<>();
        for (List<Sample> group : groups.values()) {
            Stack stack = votes(group);
            Optional<Site> site = stack.userSite();
            Sample longest =
                    group.stream()
                            .max(Comparator.comparingLong(sample -> sample.chain().elements()))
                            .orElseThrow();
            if (site.isEmpty() && longest.chain().holder().isEmpty()) {
                continue; // the JDK's own
            }
            leaks.add(
                    new Leak(
                            longest.type(),
                            longest.chain().references(),
                            longest.chain().holder(),
                            longest.chain().root(),
                            site,
                            stack,
                            group.size(),
                            bytes(group),
                            group.stream().mapToDouble(Sample::allocated).min().orElse(0),
                            group.stream().mapToDouble(Sample::allocated).max().orElse(0),
                            longest.chain().elements()));
        }
        leaks.sort(
                Comparator.comparingLong(Leak::samples)
                        .reversed()
                        .thenComparing(Leak::type)
                        .thenComparing(leak -> String.join(" ", leak.chain())));
        return leaks.subList(0, Math.min(MOST_REPORTED, leaks.size()));
    }

    private long ownBytes() {
        return samples.values().stream().mapToLong(Sample::bytes).sum();
    }

    /// Tells what was in use after the last collection; -1 when there was none.
    void lastLive(long bytes) {
        lastLive = bytes;
    }

    /// Bytes alive at the end: those in use after the last collection, at least the samples' own.
    private long alive() {
        return Math.max(lastLive < 0 ? lastKnownHeap : lastLive, ownBytes());
    }

    private long bytes(List<Sample> group) {
        double each = (double) (alive() - ownBytes()) / samples.size();
        return Math.round(group.stream().mapToLong(Sample::bytes).sum() + each * group.size());
    }

    private static Stack votes(List<Sample> group) {
        StackVotes votes = new StackVotes();
        group.forEach(sample -> votes.add(sample.stack(), 1));
        return votes.most();
    }

    private static Chain chain(
            RecordedObject object, RecordedObject root, String type, UserCode userCode) {
        List<String> references = new ArrayList<>();
        StringBuilder shape = new StringBuilder();
        references.add(type);
        String holder = "";
        long longestArray = 0;
        long size = 0;
        boolean isStatic = false;
        RecordedObject at = object;
        for (int depth = 0; depth < DEEPEST && at != null && !isStatic; depth++) {
            RecordedObject reference = at.getValue("referrer");
            if (reference == null) {
                break;
            }
            RecordedObject owner = reference.getValue("object");
            RecordedObject array = reference.getValue("array");
            RecordedObject field = reference.getValue("field");
            if (owner == null) {
                break;
            }
            String ownerType = className(owner);
            if (array != null) {
                long length = array.getInt("size");
                longestArray = Math.max(longestArray, length);
                references.add(elementType(ownerType) + "[" + length + "]");
                shape.append(ownerType).append("[]<");
            } else {
                String name = field == null ? "?" : String.valueOf(field.getString("name"));
                String description = owner.getString("description");
                isStatic = ownerType.equals("java.lang.Class");
                String declaring =
                        isStatic && description != null ? declared(description) : ownerType;
                String text = declaring + "." + name;
                references.add(isStatic ? text + " (static field)" : text);
                shape.append(text).append('<');
                size = Math.max(size, sizeIn(description));
                if (holder.isEmpty() && userCode.isUser(declaring)) {
                    holder = text;
                }
            }
            int skipped = reference.getInt("skip");
            if (skipped > 0) {
                references.add("(%d more references)".formatted(skipped));
            }
            at = owner;
        }
        String kind = "";
        if (isStatic) {
            kind = "static field";
        } else if (root != null) {
            kind = rootKind(root);
            if (!kind.isEmpty()) {
                references.add(kind);
            }
        }
        return new Chain(
                references,
                shape.append(kind).toString(),
                holder,
                kind,
                size > 0 ? size : longestArray);
    }

    private static String rootKind(RecordedObject root) {
        String system = String.valueOf(root.getString("system"));
        String type = String.valueOf(root.getString("type"));
        String description = root.getString("description");
        String text = type.equals("null") || type.startsWith("<") ? system : system + ", " + type;
        return description == null || description.isEmpty() ? text : text + ": " + description;
    }

    /// `Class Name: com.acme.Prices` says that a class is meant, and which.
    private static String declared(String description) {
        int colon = description.lastIndexOf(':');
        return colon < 0
                ? description.replaceFirst("^Class\\s+", "")
                : description.substring(colon + 1).strip();
    }

    /// `Size: 919` of a collection.
    private static long sizeIn(@org.jspecify.annotations.Nullable String description) {
        if (description == null || !description.startsWith("Size: ")) {
            return 0;
        }
        try {
            return Long.parseLong(description.substring("Size: ".length()).strip());
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static String className(RecordedObject object) {
        RecordedClass type = object.getValue("type");
        return type == null ? "?" : ClassNames.readable(type.getName());
    }

    private static String typeName(RecordedObject object, int elements) {
        String name = className(object);
        return name.endsWith("[]") && elements >= 0
                ? name.substring(0, name.length() - 1) + elements + "]"
                : name;
    }

    private static String elementType(String arrayType) {
        return arrayType.endsWith("[]")
                ? arrayType.substring(0, arrayType.length() - 2)
                : arrayType;
    }

    private static String baseType(String type) {
        return type.replaceAll("\\[\\d+\\]", "[]");
    }
}
