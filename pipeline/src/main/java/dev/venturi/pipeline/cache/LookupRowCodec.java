package dev.venturi.pipeline.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows as bytes: the number of cells, then of each a tag and its value.
public final class LookupRowCodec implements ValueCodec<LookupRow> {
    private static final int MISSING = 0;
    private static final int WHOLE = 1;
    private static final int NUMBER = 2;
    private static final int TEXT = 3;

    @Override
    public byte[] encode(LookupRow row) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(row.cells().size());
            for (Object cell : row.cells()) {
                switch (cell) {
                    case null -> out.writeByte(MISSING);
                    case Long whole -> {
                        out.writeByte(WHOLE);
                        out.writeLong(whole);
                    }
                    case Double number -> {
                        out.writeByte(NUMBER);
                        out.writeDouble(number);
                    }
                    case String text -> {
                        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                        out.writeByte(TEXT);
                        out.writeInt(utf8.length);
                        out.write(utf8);
                    }
                    default ->
                            throw new IllegalArgumentException(
                                    "cells are Long, Double or String, found " + cell.getClass());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from an array of bytes
        }
        return bytes.toByteArray();
    }

    @Override
    public LookupRow decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int cells = in.readUnsignedShort();
            List<@Nullable Object> row = new ArrayList<>(cells);
            for (int c = 0; c < cells; c++) {
                row.add(cell(in));
            }
            if (in.available() > 0) {
                throw new IllegalArgumentException("bytes behind the last cell");
            }
            return new LookupRow(row);
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes end within a cell", e);
        }
    }

    private static @Nullable Object cell(DataInputStream in) throws IOException {
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case MISSING -> null;
            case WHOLE -> in.readLong();
            case NUMBER -> in.readDouble();
            case TEXT -> {
                int length = in.readInt();
                if (length < 0 || length > in.available()) {
                    throw new IllegalArgumentException(
                            "a text of %d bytes, of which %d are there"
                                    .formatted(length, in.available()));
                }
                yield new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
            default -> throw new IllegalArgumentException("no cell has the tag " + tag);
        };
    }
}
