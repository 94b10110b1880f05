package dev.venturi.pipeline.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts as results: one file.
final class TextCodec implements ResultCodec<String> {
    static final String FILE = "text.txt";

    @Override
    public void write(String result, Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), result);
    }

    @Override
    public String read(Path directory) throws IOException {
        return Files.readString(directory.resolve(FILE));
    }
}
