package dev.venturi.pipeline.graph;

import dev.venturi.json.JsonValue;
import dev.venturi.json.JsonValue.JsonArray;
import dev.venturi.json.JsonValue.JsonNumber;
import dev.venturi.json.JsonValue.JsonObject;
import dev.venturi.json.JsonValue.JsonText;
import dev.venturi.json.JsonWriter;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.Position;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an isolated JVM tells, a line of JSON each: how far it is, and at last that it is done or
/// how it failed.
final class IsolatedReply {
    private static final String PROGRESS = "progress";
    private static final String COUNTS = "counts";
    private static final String FAILURE = "failure";
    private static final String MEASURED = "measured";

    private IsolatedReply() {}

    static String progress(StageEvent.Progressed event) {
        return JsonWriter.compact(
                JsonValue.object()
                        .with(PROGRESS, event.what())
                        .with("fraction", JsonValue.of(event.fraction()))
                        .build());
    }

    static void progress(JsonObject said, StageContext<?> to) {
        double fraction =
                said.get("fraction") instanceof JsonNumber(String digits)
                        ? Double.parseDouble(digits)
                        : Double.NaN;
        to.progress(text(said, PROGRESS), fraction);
    }

    static boolean isLast(JsonObject said) {
        return said.get(PROGRESS) == null;
    }

    static String done(StageContext<?> context) {
        StageFacts facts = context.facts();
        JsonValue.Members counts = JsonValue.object();
        facts.counts().forEach(counts::with);
        return JsonWriter.compact(
                JsonValue.object()
                        .with(COUNTS, counts.build())
                        .with("warnings", JsonValue.texts(facts.warnings()))
                        .with(
                                MEASURED,
                                new JsonArray(
                                        facts.measured().stream().map(Measurement::json).toList()))
                        .build());
    }

    static void facts(JsonObject said, StageContext<?> to) {
        if (said.get(COUNTS) instanceof JsonObject counts) {
            counts.members()
                    .forEach((name, value) ->
                            to.count(name, Long.parseLong(((JsonNumber) value).digits())));
        }
        if (said.get("warnings") instanceof JsonArray warnings) {
            warnings.elements().forEach(value -> to.warn(((JsonText) value).value()));
        }
        if (said.get(MEASURED) instanceof JsonArray measured) {
            measured.elements().forEach(value -> to.measure(Measurement.of(value)));
        }
    }

    static String failed(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        JsonValue.Members members =
                JsonValue.object()
                        .with(FAILURE, failure.getClass().getName())
                        .withIfKnown("message", failure.getMessage())
                        .with("trace", trace.toString());
        if (failure instanceof MalformedDataException malformed) {
            Position position = malformed.position();
            members.with("file", position.file())
                    .with("rowGroup", position.rowGroup())
                    .with("line", position.line())
                    .withIfKnown("column", position.column());
        }
        return JsonWriter.compact(members.build());
    }

    /// Throws what the child threw, as far as the caller's exit code depends on its type.
    static void throwFailure(JsonObject said, String stage) {
        if (said.get(FAILURE) == null) {
            return;
        }
        String type = text(said, FAILURE);
        String message = said.get("message") instanceof JsonText(String value) ? value : type;
        if (type.equals(UsageException.class.getName())) {
            throw new UsageException(message);
        }
        if (type.equals(MalformedDataException.class.getName())) {
            Position position =
                    new Position(
                            text(said, "file"),
                            (int) number(said, "rowGroup"),
                            number(said, "line"),
                            column(said));
            String problem =
                    message.substring(Math.min(message.length(), (position + ": ").length()));
            throw new MalformedDataException(position, problem);
        }
        if (type.equals(UncheckedIOException.class.getName())
                || type.equals(IOException.class.getName())) {
            throw new UncheckedIOException(message, new IOException(message));
        }
        throw new IsolatedFailureException(stage, "failed: " + text(said, "trace").strip());
    }

    private static @Nullable String column(JsonObject said) {
        return said.get("column") instanceof JsonText(String value) ? value : null;
    }

    private static String text(JsonObject of, String name) {
        return ((JsonText) Objects.requireNonNull(of.get(name), name)).value();
    }

    private static long number(JsonObject of, String name) {
        return Long.parseLong(((JsonNumber) Objects.requireNonNull(of.get(name), name)).digits());
    }
}
