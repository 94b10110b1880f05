package dev.venturi.pipeline.stage;

import dev.venturi.csv.CsvOptions;
import dev.venturi.csv.InputFile;
import dev.venturi.csv.InputFiles;
import dev.venturi.input.TableFiles;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import dev.venturi.json.JsonWriter;
import dev.venturi.pipeline.graph.ResultCodec;
import dev.venturi.table.FileTable;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a stage hands on: a table in Parquet files, its own or those it read, and the rows it
/// rejected. A stage that writes hands on no table.
///
/// @param directory where the files of the result are, which decide what is computed from it
/// @param files of the table; none when the stage hands on none
public record StageTable(Path directory, List<Path> files) {
    /// The table that a stage made.
    static final String TABLE = "table.parquet";

    /// The files that it read and hands on as they are.
    static final String LIST = "files.json";

    /// The rows that it rejected.
    static final String REJECTS = "rejects.csv";

    /// What the footer of a table says whose NaN are results, not missing values.
    static final String NAN = "venturi.nan";

    public StageTable {
        files = List.copyOf(files);
    }

    /// Results as files of a directory: what stages write there is the result.
    public static final class Codec implements ResultCodec<StageTable> {
        @Override
        public void write(StageTable result, Path directory) {
            // its files are there already
        }

        @Override
        public StageTable read(Path directory) throws IOException {
            Path own = directory.resolve(TABLE);
            if (Files.exists(own)) {
                return new StageTable(directory, List.of(own));
            }
            Path listed = directory.resolve(LIST);
            return new StageTable(directory, Files.exists(listed) ? listed(listed) : List.of());
        }

        private static List<Path> listed(Path list) throws IOException {
            JsonValue document = JsonReader.parse(Files.readString(list), list.toString());
            List<Path> files = new ArrayList<>();
            if (document instanceof JsonObject object
                    && object.get("files") instanceof JsonArray(List<JsonValue> elements)) {
                for (JsonValue element : elements) {
                    if (element instanceof JsonObject file
                            && file.get("path") instanceof JsonText(String path)) {
                        files.add(Path.of(path));
                    }
                }
            }
            return files;
        }
    }

    /// Writes the list of files that a stage hands on, with what tells their content from another.
    static void writeList(InputFiles input, Path directory) throws IOException {
        List<JsonValue> files = new ArrayList<>();
        for (InputFile file : input.files()) {
            files.add(
                    JsonValue.object()
                            .with("path", file.path().toAbsolutePath().normalize().toString())
                            .with("bytes", file.size())
                            .with("checksum", FileStamp.checksum(file))
                            .build());
        }
        JsonValue list = JsonValue.object().with("files", new JsonArray(files)).build();
        Files.writeString(directory.resolve(LIST), JsonWriter.pretty(list));
    }

    /// Gives the list of rejected rows, where there is one, the name that the user wants.
    public void copyRejects(String file) throws IOException {
        Path list = directory.resolve(REJECTS);
        if (Files.exists(list)) {
            Rejects.copyTo(list, file);
        }
    }

    /// Opens the table.
    Opened open() {
        InputFiles input = InputFiles.of(files.toArray(Path[]::new));
        try {
            return new Opened(input, TableFiles.open(input, CsvOptions.DEFAULTS));
        } catch (RuntimeException e) {
            input.closeAfter(e);
            throw e;
        }
    }

    /// A table that is being read.
    record Opened(InputFiles input, FileTable table) implements Closeable {
        /// Whether its NaN are results that stay what they are.
        boolean nanIsResult() {
            return table.description(NAN).isPresent();
        }

        @Override
        public void close() throws IOException {
            input.close();
        }
    }
}
