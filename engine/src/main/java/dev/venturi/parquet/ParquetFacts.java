package dev.venturi.parquet;

import dev.venturi.csv.InputFile;
import dev.venturi.table.Internal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/// What the footer of a file says of how it is stored, for people and for checksums.
///
/// @param writer what made the file; empty when it does not say
/// @param groups its row groups, in order
@Internal
public record ParquetFacts(String writer, List<Group> groups) {
    /// One row group.
    ///
    /// @param from where its first page begins
    /// @param bytes from there to the end of its last page
    /// @param columns by leaf of the schema, nested ones too
    public record Group(long rows, long from, long bytes, List<Stored> columns) {}

    /// One column of a row group.
    ///
    /// @param name with a point between the parts of a nested one
    /// @param codec as the format calls it: `ZSTD`
    /// @param encodings as the format calls them, in the order of their names
    /// @param bytes as stored
    /// @param plainBytes unpacked, as the writer says
    /// @param nulls missing values, as the writer says; NaN are none
    public record Stored(
            String name,
            String codec,
            List<String> encodings,
            long bytes,
            long plainBytes,
            OptionalLong nulls) {}

    /// Reads a footer.
    ///
    /// @throws dev.venturi.table.MalformedDataException when it is no whole Parquet file
    public static ParquetFacts of(InputFile file) {
        ParquetFooter.Footer footer = ParquetFooter.footer(file);
        List<Group> groups = new ArrayList<>();
        for (RowGroup group : footer.data().getRow_groups()) {
            groups.add(group(group, footer.start()));
        }
        @Nullable String writer = footer.data().getCreated_by();
        return new ParquetFacts(writer == null ? "" : writer, List.copyOf(groups));
    }

    private static Group group(RowGroup group, long end) {
        long from = end;
        long to = 0;
        List<Stored> columns = new ArrayList<>();
        for (ColumnChunk one : group.getColumns()) {
            Chunk chunk = Chunk.of(one);
            long start = Math.clamp(chunk.start(), 0, end);
            from = Math.min(from, start);
            to = Math.max(to, Math.clamp(chunk.length(), 0, end - start) + start);
            columns.add(stored(one, chunk));
        }
        return new Group(group.getNum_rows(), from, Math.max(0, to - from), columns);
    }

    private static Stored stored(ColumnChunk one, Chunk chunk) {
        ColumnMetaData data = one.getMeta_data();
        Statistics said = chunk.statistics();
        return new Stored(
                String.join(".", chunk.path()),
                Objects.toString(chunk.codec(), "unknown"),
                data == null ? List.of() : names(data.getEncodings()),
                chunk.length(),
                data == null ? 0 : data.getTotal_uncompressed_size(),
                said == null || !said.isSetNull_count() || said.getNull_count() < 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(said.getNull_count()));
    }

    private static List<String> names(@Nullable Collection<?> encodings) {
        return encodings == null
                ? List.of()
                : List.copyOf(
                        encodings.stream()
                                .filter(Objects::nonNull)
                                .map(Object::toString)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
