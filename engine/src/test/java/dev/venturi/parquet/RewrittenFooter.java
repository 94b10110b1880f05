package dev.venturi.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/// Files whose footer says something else than it did.
final class RewrittenFooter {
    private RewrittenFooter() {}

    /// Changes the footer of a file and keeps its pages.
    static void change(Path path, Consumer<FileMetaData> change) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        int start = bytes.length - 8 - length;
        FileMetaData data =
                Util.readFileMetaData(new java.io.ByteArrayInputStream(bytes, start, length));
        change.accept(data);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(data, footer);
        write(path, Arrays.copyOf(bytes, start), footer.toByteArray());
    }

    /// Replaces some bytes of the footer, once.
    static void replace(Path path, byte[] found, byte[] by) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
        for (int at = bytes.length - 8 - length; at < bytes.length - found.length; at++) {
            if (Arrays.equals(bytes, at, at + found.length, found, 0, found.length)) {
                System.arraycopy(by, 0, bytes, at, by.length);
                Files.write(path, bytes);
                return;
            }
        }
        throw new IllegalArgumentException("these bytes do not stand in the footer");
    }

    private static void write(Path path, byte[] pages, byte[] footer) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(pages);
        file.write(footer);
        file.write(
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(footer.length)
                        .put(new byte[] {'P', 'A', 'R', '1'})
                        .array());
        Files.write(path, file.toByteArray());
    }
}
