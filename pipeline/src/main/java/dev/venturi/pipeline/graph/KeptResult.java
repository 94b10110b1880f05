package dev.venturi.pipeline.graph;

import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import dev.venturi.json.JsonWriter;
import dev.venturi.pipeline.graph.KeptFiles.KeptFile;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/// What the store knows of a kept result: the document `result.json` beside its files, which
/// carries a checksum of itself.
///
/// @param stage the stage that computed it, for people
record KeptResult(String stage, KeptFiles files, StageFacts facts) {
    private static final String CHECKSUM = "checksum";

    String json() {
        JsonObject document = document();
        Map<String, JsonValue> members = new LinkedHashMap<>(document.members());
        members.put(CHECKSUM, JsonValue.of(checksum(document)));
        return JsonWriter.pretty(new JsonObject(members));
    }

    private JsonObject document() {
        List<JsonValue> listed = new ArrayList<>();
        for (KeptFile file : files.files()) {
            listed.add(
                    JsonValue.object()
                            .with("name", file.name())
                            .with("bytes", file.bytes())
                            .with("crc32c", file.crc())
                            .build());
        }
        JsonValue.Members numbers = JsonValue.object();
        facts.counts().forEach(numbers::with);
        return JsonValue.object()
                .with("format", "venturi result 2")
                .with("stage", stage)
                .with("content", files.contentHash())
                .with("files", new JsonArray(listed))
                .with("counts", numbers.build())
                .with("warnings", JsonValue.texts(facts.warnings()))
                .with(
                        "measured",
                        new JsonArray(facts.measured().stream().map(Measurement::json).toList()))
                .build();
    }

    private static String checksum(JsonObject document) {
        CRC32C crc = new CRC32C();
        crc.update(JsonWriter.compact(document).getBytes(StandardCharsets.UTF_8));
        return KeptFiles.digits(crc);
    }

    /// Reads the document.
    ///
    /// @param file where it comes from, for messages
    /// @throws MalformedDataException when it is damaged
    static KeptResult of(String text, String file) {
        try {
            JsonObject found = (JsonObject) JsonReader.parse(text, file);
            List<KeptFile> files = new ArrayList<>();
            for (JsonValue element : ((JsonArray) member(found, "files")).elements()) {
                JsonObject one = (JsonObject) element;
                files.add(
                        new KeptFile(text(one, "name"), number(one, "bytes"), text(one, "crc32c")));
            }
            Map<String, Long> counts = new LinkedHashMap<>();
            JsonObject numbers = (JsonObject) member(found, "counts");
            numbers.members().keySet().forEach(name -> counts.put(name, number(numbers, name)));
            List<String> warnings = new ArrayList<>();
            for (JsonValue element : ((JsonArray) member(found, "warnings")).elements()) {
                warnings.add(((JsonText) element).value());
            }
            List<Measurement> measured = new ArrayList<>();
            for (JsonValue element : ((JsonArray) member(found, "measured")).elements()) {
                measured.add(Measurement.of(element));
            }
            KeptResult result =
                    new KeptResult(
                            text(found, "stage"),
                            new KeptFiles(files, text(found, "content")),
                            new StageFacts(counts, warnings, measured));
            if (!text(found, CHECKSUM).equals(checksum(result.document()))) {
                throw damaged(file, "its checksum differs");
            }
            return result;
        } catch (ClassCastException | NumberFormatException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    private static MalformedDataException damaged(String file, String how) {
        return new MalformedDataException(
                Position.ofFile(file), "not the description of a result: " + how);
    }

    private static JsonValue member(JsonObject of, String name) {
        JsonValue value = of.get(name);
        if (value == null) {
            throw new ClassCastException("no member \"%s\"".formatted(name));
        }
        return value;
    }

    private static String text(JsonObject of, String name) {
        return ((JsonText) member(of, name)).value();
    }

    private static long number(JsonObject of, String name) {
        return Long.parseLong(((JsonNumber) member(of, name)).digits());
    }
}
