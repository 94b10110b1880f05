package dev.venturi.cli.command;

import dev.venturi.cli.report.Console;
import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonWriter;
import dev.venturi.table.AtomicOutput;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The report for programs, where one was asked for: on standard output or in a file, which appears
/// only when it is complete.
final class JsonReport implements Closeable {
    private static final String OUTPUT = "-";

    private final @Nullable AtomicOutput output;
    private final boolean onStandardOutput;

    private JsonReport(@Nullable AtomicOutput output, boolean onStandardOutput) {
        this.output = output;
        this.onStandardOutput = onStandardOutput;
    }

    /// Opens it.
    ///
    /// @param asked a path, `-` for standard output, null for none
    static JsonReport open(@Nullable String asked, boolean overwrite, Console console) {
        if (asked == null) {
            return new JsonReport(null, false);
        }
        boolean standard = asked.equals(OUTPUT);
        return new JsonReport(
                standard
                        ? AtomicOutput.direct("standard output", console.out())
                        : AtomicOutput.open(asked, overwrite),
                standard);
    }

    /// Whether standard output holds the report and so must hold nothing else.
    boolean isOnStandardOutput() {
        return onStandardOutput;
    }

    /// Writes it, if one was asked for.
    void write(Supplier<JsonValue> document) throws IOException {
        if (output != null) {
            String text = JsonWriter.pretty(document.get());
            output.stream().write(text.getBytes(StandardCharsets.UTF_8));
            output.commit();
        }
    }

    @Override
    public void close() {
        if (output != null) {
            output.close();
        }
    }
}
