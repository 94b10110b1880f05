package dev.venturi.pipeline;

import dev.venturi.pipeline.stage.WriteDatabaseStep;
import dev.venturi.pipeline.stage.WriteStep;
import dev.venturi.table.Internal;
import dev.venturi.table.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The files and tables that the stages of one or several pipelines write under names of the
/// user's, none of them twice: the second stage would find there what the first has written.
@Internal
public final class Outputs {
    /// One thing that a stage writes.
    ///
    /// @param key of the stage that names it
    /// @param identity equal for all names of the same thing
    /// @param shown how messages call it
    /// @param shared whether another stage may write to it, too
    private record Output(String key, String identity, String shown, boolean shared) {}

    /// Who writes it.
    private record Owner(Stage stage, Output output, Map<String, String> values) {}

    private final Map<String, Owner> owners = new HashMap<>();

    /// Adds the stages of a pipeline.
    ///
    /// @param values of the matrix, by which it differs from the other pipelines of its file
    /// @throws UsageException when a stage writes what another writes already
    public void add(Collection<Stage> stages, Map<String, String> values) {
        for (Stage stage : stages) {
            for (Output output : outputs(stage)) {
                Owner own = new Owner(stage, output, values);
                Owner other = owners.putIfAbsent(output.identity, own);
                if (other != null && !(other.output.shared && output.shared)) {
                    throw twice(other, own);
                }
            }
        }
    }

    private static List<Output> outputs(Stage stage) {
        List<Output> outputs = new ArrayList<>();
        if (stage.step() instanceof WriteStep write) {
            outputs.add(file("file", write.file()));
        }
        if (stage.step() instanceof WriteDatabaseStep write) {
            outputs.add(
                    new Output(
                            "table",
                            "table " + write.database().url() + " " + write.table(),
                            "table %s of database \"%s\""
                                    .formatted(write.table(), write.database().name()),
                            write.mode() == WriteDatabaseStep.Mode.APPEND));
        }
        if (!stage.options().rejectFile().isEmpty()) {
            outputs.add(file("rejects", stage.options().rejectFile()));
        }
        return outputs;
    }

    private static Output file(String key, String name) {
        Path path = Path.of(name).toAbsolutePath().normalize();
        Path parent = path.getParent();
        Path last = path.getFileName();
        if (parent != null && last != null) {
            try {
                path = parent.toRealPath().resolve(last);
            } catch (IOException _) {
                // a directory that is not there has no other names either
            }
        }
        return new Output(key, "file " + path, name, false);
    }

    private static UsageException twice(Owner first, Owner second) {
        List<String> axes = new ArrayList<>();
        List<String> before = new ArrayList<>();
        List<String> now = new ArrayList<>();
        second.values.forEach((axis, value) -> {
            String other = first.values.getOrDefault(axis, value);
            if (!other.equals(value)) {
                axes.add("${" + axis + "}");
                before.add(axis + "=" + other);
                now.add(axis + "=" + value);
            }
        });
        boolean table = second.output.key.equals("table");
        String cure =
                (axes.isEmpty()
                                ? "name another " + (table ? "table" : "file")
                                : "put %s into its name".formatted(String.join(" or ", axes)))
                        + (table ? ", or say mode: append in both" : "");
        boolean same =
                first.stage.name().equals(second.stage.name())
                        && first.output.key.equals(second.output.key);
        if (same && axes.isEmpty()) {
            return new UsageException(
                    "%s: %s is written twice, for the same values of the matrix; remove one of them"
                            .formatted(second.stage.role(second.output.key), second.output.shown));
        }
        String by =
                same
                        ? "for %s and again for %s"
                                .formatted(String.join(", ", before), String.join(", ", now))
                        : axes.isEmpty()
                                ? "by %s as well".formatted(by(first))
                                : "by %s for %s, and here for %s"
                                        .formatted(
                                                by(first),
                                                String.join(", ", before),
                                                String.join(", ", now));
        return new UsageException(
                "%s: %s is written %s; %s"
                        .formatted(
                                second.stage.role(second.output.key),
                                second.output.shown,
                                by,
                                cure));
    }

    /// `stage "a" (file, pipeline.yaml:4:8)`.
    private static String by(Owner owner) {
        String place = owner.stage.places().getOrDefault(owner.output.key, "");
        return "stage \"%s\" (%s%s)"
                .formatted(
                        owner.stage.name(), owner.output.key, place.isEmpty() ? "" : ", " + place);
    }
}
