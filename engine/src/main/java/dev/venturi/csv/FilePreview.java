package dev.venturi.csv;

import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/// The first bytes of a file: whether it is compressed, marked, or no CSV at all.
///
/// @param content the first bytes behind a byte order mark, unpacked, as many as were asked for
/// @param whole whether that is all of it
/// @param mark bytes of the mark
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record FilePreview(boolean gzip, byte[] content, boolean whole, int mark) {
    /// Looks at the beginning of a file.
    ///
    /// @throws MalformedDataException for an empty file or one that cannot be CSV
    static FilePreview of(InputFile file, int bytes) {
        boolean gzip;
        byte[] first;
        try (InputStream stored = file.openStream()) {
            byte[] magic = stored.readNBytes(4);
            gzip = startsWith(magic, 0x1F, 0x8B);
            rejectOther(file, magic);
        } catch (IOException e) {
            throw file.failed("read", e);
        }
        try (InputStream stored = file.openStream();
                InputStream content = gzip ? new GzipInput(stored) : stored) {
            first = content.readNBytes(bytes + 3);
        } catch (ZipException e) {
            throw file.damaged(e);
        } catch (IOException e) {
            throw file.failed("read", e);
        }
        int mark = startsWith(first, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        boolean whole = first.length < bytes + 3;
        byte[] content = Arrays.copyOfRange(first, mark, first.length);
        rejectText(file, first, content);
        return new FilePreview(gzip, content, whole, mark);
    }

    private static void rejectOther(InputFile file, byte[] magic) {
        String found =
                startsWith(magic, 'P', 'K', 3, 4)
                        ? "a zip archive"
                        : startsWith(magic, 0x28, 0xB5, 0x2F, 0xFD)
                                ? "a zstd file"
                                : startsWith(magic, 'B', 'Z', 'h')
                                        ? "a bzip2 file"
                                        : startsWith(magic, 0xFD, '7', 'z', 'X')
                                                ? "an xz file"
                                                : "";
        if (!found.isEmpty()) {
            throw new MalformedDataException(
                    Position.ofFile(file.name()),
                    "expected CSV text or gzip, found %s; unpack it first".formatted(found));
        }
    }

    private static void rejectText(InputFile file, byte[] first, byte[] content) {
        Position place = Position.ofFile(file.name());
        if (startsWith(first, 0xFF, 0xFE) || startsWith(first, 0xFE, 0xFF)) {
            throw new MalformedDataException(
                    place,
                    "expected UTF-8, found UTF-16; convert it: iconv -f UTF-16 -t UTF-8 %s"
                            .formatted(file.name()));
        }
        boolean lineFeed = false;
        boolean returned = false;
        boolean content0 = false;
        for (byte b : content) {
            lineFeed |= b == '\n';
            returned |= b == '\r';
            content0 |= b == 0;
        }
        if (content0) {
            throw new MalformedDataException(
                    place, "expected CSV text, found bytes of value 0: not a text file, or UTF-16");
        }
        if (returned && !lineFeed) {
            throw new MalformedDataException(
                    place,
                    "expected lines that end with a line feed, found carriage returns only;"
                            + " convert it: tr '\\r' '\\n' < %s".formatted(file.name()));
        }
        boolean empty = true;
        for (byte b : content) {
            empty &= b == '\n' || b == '\r' || b == ' ' || b == '\t';
        }
        if (empty && content.length < (1 << 16)) {
            throw new MalformedDataException(place, "the file is empty");
        }
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
