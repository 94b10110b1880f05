package dev.venturi.benchmarks.duckdb;

import dev.venturi.feature.Preset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A query that computes a preset's default features of table `vitals`, one row per `patient_id`.
///
/// The texts are resources; a line that names `{v}` stands there once for each vital. Columns of
/// the result are named as ours are. The forms kept are the fastest of those tried
/// (benchmarks/README.md lists them).
///
/// @param preset what is computed: `case-v1` or `standard`
/// @param form how: `window`, `list`, `two-step`, and for case-v1 `running-count`
public record VitalsSql(Preset preset, String form) {
    /// The measured columns of the table.
    public static final List<String> VITALS =
            List.of(
                    "heart_rate",
                    "systolic_bp",
                    "diastolic_bp",
                    "temperature",
                    "oxygen_sat",
                    "respiratory_rate");

    private static final List<String> FORMS = List.of("window", "list", "two-step");
    private static final String SORTED_TABLE_ONLY = "running-count";

    /// All forms of a preset.
    public static List<VitalsSql> formsOf(Preset preset) {
        List<VitalsSql> forms =
                new ArrayList<>(FORMS.stream().map(form -> new VitalsSql(preset, form)).toList());
        if (preset == Preset.CASE_V1) {
            forms.add(new VitalsSql(preset, SORTED_TABLE_ONLY));
        }
        return forms;
    }

    /// Whether it relies on rows that stand patient by patient, in order.
    public boolean needsSortedTable() {
        return form.equals(SORTED_TABLE_ONLY);
    }

    /// The query; it begins with `WITH`.
    public String text() {
        StringBuilder text = new StringBuilder();
        for (String line : template().lines().filter(l -> !l.startsWith("--")).toList()) {
            if (line.contains("{v}")) {
                for (String vital : VITALS) {
                    text.append(line.replace("{v}", vital)).append('\n');
                }
            } else {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private String template() {
        String name = "%s/%s.sql".formatted(preset.label(), form);
        try (InputStream in = VitalsSql.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no SQL %s; expected a form of %s".formatted(name, formsOf(preset)));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name, e);
        }
    }

    @Override
    public String toString() {
        return preset.label() + " " + form;
    }
}
