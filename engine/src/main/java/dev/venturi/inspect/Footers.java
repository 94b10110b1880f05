package dev.venturi.inspect;

import dev.venturi.csv.InputFile;
import dev.venturi.parquet.ColumnRange;
import dev.venturi.parquet.ParquetFacts;
import dev.venturi.parquet.ParquetTable;
import dev.venturi.table.ColumnType;
import dev.venturi.table.RowBatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the footers of Parquet files say, added up; nothing for other files.
record Footers(List<ParquetFacts> files) {
    static Footers of(List<InputFile> files) {
        return new Footers(files.stream().map(ParquetFacts::of).toList());
    }

    /// What made the files, each once.
    List<String> writers() {
        return files.stream()
                .map(file -> file.writer().isEmpty() ? "an unnamed writer" : file.writer())
                .distinct()
                .toList();
    }

    /// How rows are grouped; null when there are no groups.
    Inspection.@Nullable RowGroups rowGroups() {
        long groups = 0;
        long least = Long.MAX_VALUE;
        long most = 0;
        for (ParquetFacts one : files) {
            for (ParquetFacts.Group group : one.groups()) {
                groups++;
                least = Math.min(least, group.rows());
                most = Math.max(most, group.rows());
            }
        }
        return groups == 0 ? null : new Inspection.RowGroups(groups, least, most);
    }

    /// The outermost bounds of all row groups; nulls when one of them has none.
    static @Nullable Object[] bounds(
            List<ParquetTable.RowGroupFacts> groups, int column, ColumnType type, boolean instant) {
        @Nullable Object[] none = new @Nullable Object[2];
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        byte[] first = null;
        byte[] last = null;
        for (ParquetTable.RowGroupFacts group : groups) {
            Optional<ColumnRange> range = group.ranges().get(column);
            if (range.isEmpty()) {
                return none;
            }
            switch (range.get()) {
                case ColumnRange.Keys(long from, long to) -> {
                    min = Math.min(min, from);
                    max = Math.max(max, to);
                }
                case ColumnRange.Texts(byte[] from, byte[] to) -> {
                    first = first == null || Arrays.compareUnsigned(from, first) < 0 ? from : first;
                    last = last == null || Arrays.compareUnsigned(to, last) > 0 ? to : last;
                }
            }
        }
        if (first != null && last != null) {
            none[0] = new String(first, StandardCharsets.UTF_8);
            none[1] = new String(last, StandardCharsets.UTF_8);
        } else if (min <= max) {
            boolean doubles = type == ColumnType.FLOAT64;
            none[0] =
                    doubles
                            ? (Object) RowBatch.fromSortable(min)
                            : LongScan.value(type, instant, min);
            none[1] =
                    doubles
                            ? (Object) RowBatch.fromSortable(max)
                            : LongScan.value(type, instant, max);
        }
        return none;
    }

    /// How many values of a column are null; empty when a writer does not say.
    OptionalLong nulls(String column) {
        long nulls = 0;
        for (ParquetFacts one : files) {
            for (ParquetFacts.Group group : one.groups()) {
                for (ParquetFacts.Stored stored : group.columns()) {
                    if (stored.name().equals(column)) {
                        if (stored.nulls().isEmpty()) {
                            return OptionalLong.empty();
                        }
                        nulls += stored.nulls().getAsLong();
                    }
                }
            }
        }
        return OptionalLong.of(nulls);
    }

    /// How the columns are stored, by name.
    Map<String, ColumnFacts.Storage> storage() {
        Map<String, Sizes> sizes = new HashMap<>();
        for (ParquetFacts one : files) {
            for (ParquetFacts.Group group : one.groups()) {
                for (ParquetFacts.Stored stored : group.columns()) {
                    sizes.computeIfAbsent(stored.name(), _ -> new Sizes()).add(stored);
                }
            }
        }
        Map<String, ColumnFacts.Storage> storage = new HashMap<>();
        sizes.forEach((name, of) -> storage.put(name, of.storage()));
        return storage;
    }

    /// Adds up what is stored of a column.
    private static final class Sizes {
        private final Set<String> codecs = new TreeSet<>();
        private final Set<String> encodings = new TreeSet<>();
        private long bytes;
        private long plain;

        void add(ParquetFacts.Stored stored) {
            bytes += stored.bytes();
            plain += stored.plainBytes();
            codecs.add(stored.codec());
            encodings.addAll(stored.encodings());
        }

        ColumnFacts.Storage storage() {
            return new ColumnFacts.Storage(
                    bytes, plain, List.copyOf(codecs), List.copyOf(encodings));
        }
    }
}
