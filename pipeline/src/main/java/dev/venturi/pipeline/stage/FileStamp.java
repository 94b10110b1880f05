package dev.venturi.pipeline.stage;

import dev.venturi.csv.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// Tells whether a file is the one that was seen before.
final class FileStamp {
    private static final int BLOCK = 1 << 20;

    private FileStamp() {}

    /// Size, times and number of a file: changes whenever somebody writes to it, and costs no
    /// reading.
    static String of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
            return "%d %s %s %s"
                    .formatted(
                            attributes.size(),
                            attributes.lastModifiedTime(),
                            attributes.fileKey(),
                            unix ? Files.getAttribute(file, "unix:ctime") : "");
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot read".formatted(file), e);
        }
    }

    /// Both CRCs of the content, which the processor computes at the speed of memory.
    static String checksum(InputFile file) {
        CRC32C one = new CRC32C();
        CRC32 other = new CRC32();
        byte[] block = new byte[BLOCK];
        try (InputStream stream = file.openStream()) {
            for (int n = stream.read(block); n >= 0; n = stream.read(block)) {
                one.update(block, 0, n);
                other.update(block, 0, n);
            }
        } catch (IOException e) {
            throw file.failed("read", e);
        }
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits((int) one.getValue()) + hex.toHexDigits((int) other.getValue());
    }
}
