package dev.venturi.parquet;

import dev.venturi.csv.InputFile;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TException;

/// Reads the end of a file, where Parquet says what stands before it.
final class ParquetFooter {
    static final int MAGIC_BYTES = 4;

    /// `PAR1` twice, the length of the footer between.
    private static final int LEAST_BYTES = 3 * MAGIC_BYTES;

    private static final Pattern PATH = Pattern.compile("path_in_schema:\\[(.*?)]");

    private ParquetFooter() {}

    /// Whether a file begins as Parquet does, encrypted or not.
    static boolean isParquet(InputFile file) {
        if (file.size() < MAGIC_BYTES) {
            return false;
        }
        byte[] begin = new byte[MAGIC_BYTES];
        try (FileBytes bytes = FileBytes.open(file)) {
            bytes.read(0, begin, 0, MAGIC_BYTES);
        }
        String magic = new String(begin, StandardCharsets.ISO_8859_1);
        return magic.equals("PAR1") || magic.equals("PARE");
    }

    /// What a file says of itself.
    ///
    /// @throws MalformedDataException when it is no whole Parquet file, or encrypted
    static ParquetFile read(InputFile file) {
        Footer footer = footer(file);
        return file(file, footer.data, footer.start);
    }

    /// The structure at the end of a file, as it stands there.
    ///
    /// @param start where it begins: the end of the data
    record Footer(FileMetaData data, long start) {}

    /// As [#read], nothing in it checked yet.
    static Footer footer(InputFile file) {
        Position place = Position.ofFile(file.name());
        if (file.size() < LEAST_BYTES) {
            throw new MalformedDataException(
                    place,
                    file.size() == 0
                            ? "the file is empty"
                            : "expected a Parquet file, found %,d bytes; get the file again"
                                    .formatted(file.size()));
        }
        try (FileBytes bytes = FileBytes.open(file)) {
            byte[] end = new byte[2 * MAGIC_BYTES];
            bytes.read(file.size() - end.length, end, 0, end.length);
            checkMagic(place, new String(end, 4, 4, StandardCharsets.ISO_8859_1));
            long length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
            if (length <= 0 || length > file.size() - LEAST_BYTES) {
                throw new MalformedDataException(
                        place,
                        "expected a footer of 1 to %,d bytes, found %,d; get the file again"
                                .formatted(file.size() - LEAST_BYTES, length));
            }
            byte[] footer = new byte[(int) length];
            long start = file.size() - end.length - length;
            bytes.read(start, footer, 0, footer.length);
            FileMetaData data = new FileMetaData();
            try {
                new ThriftBytes().read(data, footer, 0, footer.length);
            } catch (TException e) {
                throw unreadable(file, e);
            }
            return new Footer(data, start);
        }
    }

    private static void checkMagic(Position place, String magic) {
        switch (magic) {
            case "PAR1" -> {}
            case "PARE" ->
                    throw new MalformedDataException(
                            place, "the footer is encrypted; decrypt the file first");
            default ->
                    throw new MalformedDataException(
                            place,
                            "expected PAR1 at the end of a Parquet file, found %s; the file is cut"
                                            .formatted(printable(magic))
                                    + " off or still being written: get it again");
        }
    }

    private static String printable(String magic) {
        return magic.chars().allMatch(c -> c >= ' ' && c < 0x7F)
                ? "\"" + magic + "\""
                : "other bytes";
    }

    /// A codec that the structures do not know shows itself as one that is missing.
    private static MalformedDataException unreadable(InputFile file, TException cause) {
        String message = Objects.toString(cause.getMessage(), cause.toString());
        if (message.contains("'codec'")) {
            Matcher path = PATH.matcher(message);
            return new MalformedDataException(
                    new Position(file.name(), 0, path.find() ? path.group(1) : null),
                    "found an unknown codec, expected one of %s; write the file with one of them"
                            .formatted(Decompressor.KNOWN),
                    cause);
        }
        return new MalformedDataException(
                Position.ofFile(file.name()),
                "the footer is damaged (%s); get the file again".formatted(clipped(message)),
                cause);
    }

    private static String clipped(String message) {
        return message.length() > 120 ? message.substring(0, 120) + "..." : message;
    }

    private static ParquetFile file(InputFile file, FileMetaData data, long footer) {
        if (data.isSetEncryption_algorithm() && data.getRow_groups().isEmpty()) {
            throw new MalformedDataException(
                    Position.ofFile(file.name()), "the file is encrypted; decrypt it first");
        }
        FileSchema schema = FileSchema.of(file.name(), data.getSchema());
        List<RowGroupPart> groups = new ArrayList<>();
        long rows = 0;
        for (int g = 0; g < data.getRow_groups().size(); g++) {
            RowGroup group = data.getRow_groups().get(g);
            if (group.getNum_rows() < 0 || group.getNum_rows() > Long.MAX_VALUE - rows) {
                throw new MalformedDataException(
                        new Position(file.name(), g, 0, null),
                        "found %,d rows; get the file again".formatted(group.getNum_rows()));
            }
            if (group.getNum_rows() > 0) {
                groups.add(part(file, schema, g, rows, group));
            }
            rows += group.getNum_rows();
        }
        if (rows != data.getNum_rows()) {
            throw new MalformedDataException(
                    Position.ofFile(file.name()),
                    "the footer tells of %,d rows, its row groups have %,d; get the file again"
                            .formatted(data.getNum_rows(), rows));
        }
        @Nullable String writer = data.getCreated_by();
        return new ParquetFile(
                file,
                schema,
                List.copyOf(groups),
                footer,
                writer == null ? "" : writer,
                texts(data.getKey_value_metadata()));
    }

    private static Map<String, String> texts(@Nullable List<KeyValue> metadata) {
        Map<String, String> texts = new HashMap<>();
        if (metadata != null) {
            for (KeyValue one : metadata) {
                if (one.isSetValue()) {
                    texts.put(one.getKey(), one.getValue());
                }
            }
        }
        return Map.copyOf(texts);
    }

    private static RowGroupPart part(
            InputFile file, FileSchema schema, int index, long firstRow, RowGroup group) {
        int last = schema.columns().isEmpty() ? -1 : schema.columns().getLast().leaf();
        if (group.getColumnsSize() <= last) {
            throw new MalformedDataException(
                    new Position(file.name(), index, 0, null),
                    "expected %,d columns or more, found %,d; get the file again"
                            .formatted(last + 1, group.getColumnsSize()));
        }
        Chunk[] chunks = new Chunk[last + 1];
        for (FlatColumn column : schema.columns()) {
            chunks[column.leaf()] = Chunk.of(group.getColumns().get(column.leaf()));
        }
        long bytes = 0;
        for (ColumnChunk chunk : group.getColumns()) {
            long length =
                    chunk.isSetMeta_data() ? chunk.getMeta_data().getTotal_compressed_size() : 0;
            bytes += Math.clamp(length, 0, file.size());
        }
        return new RowGroupPart(
                index, firstRow, group.getNum_rows(), Math.min(bytes, file.size()), chunks);
    }
}
