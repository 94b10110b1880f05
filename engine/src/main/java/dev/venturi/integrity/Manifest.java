package dev.venturi.integrity;

import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import dev.venturi.json.JsonWriter;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checksums of some files, and their names: what `venturi manifest` writes. The same files give
/// the same bytes.
///
/// ```json
/// {
///   "format": "venturi-manifest",
///   "version": 1,
///   "checksum": "crc32c",
///   "blockBytes": 65536,
///   "files": [
///     {"name": "part-1.parquet", "bytes": 70000, "crc32c": "0a1b2c3d",
///      "rowGroups": [{"rows": 500, "from": 4, "bytes": 69000, "crc32c": "..."}],
///      "blocks": "...eight digits for each block..."}
///   ]
/// }
/// ```
///
/// Numbers of 32 bits are written as eight hexadecimal digits, the highest first.
///
/// @param files in byte order of their names
public record Manifest(List<FileChecksums> files) {
    /// Name of the manifest of a directory, in it.
    public static final String FILE_NAME = "venturi-manifest.json";

    /// What is put behind the name of a single file for its manifest, beside it.
    public static final String SUFFIX = ".manifest.json";

    private static final String FORMAT = "venturi-manifest";
    private static final int VERSION = 1;
    private static final HexFormat HEX = HexFormat.of();

    public Manifest {
        files = List.copyOf(files);
    }

    /// The files by name.
    public Map<String, FileChecksums> byName() {
        Map<String, FileChecksums> byName = new LinkedHashMap<>();
        files.forEach(file -> byName.put(file.name(), file));
        return byName;
    }

    /// The document.
    public String toJson() {
        return JsonWriter.pretty(
                JsonValue.object()
                        .with("format", FORMAT)
                        .with("version", VERSION)
                        .with("checksum", "crc32c")
                        .with("blockBytes", FileChecksums.BLOCK)
                        .with("files", new JsonArray(files.stream().map(Manifest::json).toList()))
                        .build());
    }

    private static JsonValue json(FileChecksums file) {
        JsonValue.Members json =
                JsonValue.object()
                        .with("name", file.name())
                        .with("bytes", file.bytes())
                        .with("crc32c", HEX.toHexDigits(file.crc()));
        if (!file.rowGroups().isEmpty()) {
            json.with(
                    "rowGroups",
                    new JsonArray(
                            file.rowGroups().stream()
                                    .map(group ->
                                            (JsonValue)
                                                    JsonValue.object()
                                                            .with("rows", group.rows())
                                                            .with("from", group.from())
                                                            .with("bytes", group.bytes())
                                                            .with(
                                                                    "crc32c",
                                                                    HEX.toHexDigits(group.crc()))
                                                            .build())
                                    .toList()));
        }
        StringBuilder blocks = new StringBuilder(8 * file.blocks().length);
        for (int crc : file.blocks()) {
            HEX.toHexDigits(blocks, (byte) (crc >>> 24));
            HEX.toHexDigits(blocks, (byte) (crc >>> 16));
            HEX.toHexDigits(blocks, (byte) (crc >>> 8));
            HEX.toHexDigits(blocks, (byte) crc);
        }
        return json.with("blocks", blocks.toString()).build();
    }

    /// Reads a document.
    ///
    /// @param path of its file, for messages
    /// @throws MalformedDataException when it is no manifest, or one of another version
    public static Manifest parse(String text, String path) {
        try {
            return new Parser(path).manifest(JsonReader.parse(text, path));
        } catch (IllegalArgumentException e) { // digits, or their number
            throw new MalformedDataException(
                    Position.ofFile(path),
                    "the manifest is damaged: %s; write it again with venturi manifest, from files known to be good"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /// Takes members out of a document; each that is missing is an error that names it.
    private record Parser(String path) {
        Manifest manifest(JsonValue document) {
            if (!(document instanceof JsonObject object)
                    || !(object.get("format") instanceof JsonText(String format))
                    || !format.equals(FORMAT)) {
                throw new MalformedDataException(
                        Position.ofFile(path),
                        "expected a manifest of venturi, found another document; write one with venturi manifest");
            }
            long version = number(object, "version");
            if (version != VERSION || number(object, "blockBytes") != FileChecksums.BLOCK) {
                throw new MalformedDataException(
                        Position.ofFile(path),
                        "expected a manifest of version %d with blocks of %d bytes, found version %d; write it again with venturi manifest, from files known to be good"
                                .formatted(VERSION, FileChecksums.BLOCK, version));
            }
            List<FileChecksums> files = new ArrayList<>();
            for (JsonValue file : array(object, "files")) {
                files.add(file(file));
            }
            return new Manifest(files);
        }

        private FileChecksums file(JsonValue file) {
            List<FileChecksums.RowGroup> groups = new ArrayList<>();
            JsonObject object = object(file);
            if (object.get("rowGroups") != null) {
                for (JsonValue group : array(object, "rowGroups")) {
                    groups.add(
                            new FileChecksums.RowGroup(
                                    number(group, "rows"),
                                    number(group, "from"),
                                    number(group, "bytes"),
                                    HexFormat.fromHexDigits(text(group, "crc32c"))));
                }
            }
            String digits = text(file, "blocks");
            int[] blocks = new int[digits.length() / 8];
            for (int b = 0; b < blocks.length; b++) {
                blocks[b] = HexFormat.fromHexDigits(digits, 8 * b, 8 * b + 8);
            }
            return new FileChecksums(
                    text(file, "name"),
                    number(file, "bytes"),
                    HexFormat.fromHexDigits(text(file, "crc32c")),
                    groups,
                    blocks);
        }

        private static JsonObject object(JsonValue value) {
            if (value instanceof JsonObject object) {
                return object;
            }
            throw new IllegalArgumentException("found a value where a file was expected");
        }

        private static @Nullable JsonValue member(JsonValue value, String name) {
            return value instanceof JsonObject object ? object.get(name) : null;
        }

        private static long number(JsonValue value, String name) {
            if (member(value, name) instanceof JsonNumber(String digits)) {
                return Long.parseLong(digits);
            }
            throw new IllegalArgumentException("\"%s\" is missing".formatted(name));
        }

        private static String text(JsonValue value, String name) {
            if (member(value, name) instanceof JsonText(String text)) {
                return text;
            }
            throw new IllegalArgumentException("\"%s\" is missing".formatted(name));
        }

        private static List<JsonValue> array(JsonValue value, String name) {
            if (member(value, name) instanceof JsonArray(List<JsonValue> values)) {
                return values;
            }
            throw new IllegalArgumentException("\"%s\" is missing".formatted(name));
        }
    }
}
