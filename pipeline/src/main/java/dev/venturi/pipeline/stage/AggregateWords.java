package dev.venturi.pipeline.stage;

import dev.venturi.aggregate.Aggregate;
import dev.venturi.aggregate.Aggregation;
import dev.venturi.pipeline.sketch.ApproximateDistinct;
import dev.venturi.pipeline.sketch.ApproximateQuantile;
import dev.venturi.table.NearestName;
import dev.venturi.table.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is computed of groups, as the pipeline file says it: the engine's aggregates, the
/// approximate ones, classes of the user's own by their names.
final class AggregateWords {
    /// How many different values, by a sketch.
    static final String DISTINCT = "approximate-distinct";

    /// A quantile by a sketch.
    static final String QUANTILE = "approximate-quantile";

    private static final List<String> APPROXIMATE = List.of(DISTINCT, QUANTILE);
    private static final Pattern CALL =
            Pattern.compile("([A-Za-z_][\\w.$-]*)\\s*(?:\\(([^()]*)\\))?");

    private AggregateWords() {}

    /// `rows`, `sum(price)`, `quantile(price, 0.9)`, `quantile(price, q=0.9)`,
    /// `approximate-distinct(user, error=0.01)`, `my.Own(price)`.
    ///
    /// @param name of the column of results
    /// @throws UsageException when it is none of these
    static Aggregation aggregation(String name, String text, ClassLoader classes) {
        Matcher call = CALL.matcher(text.strip());
        if (!call.matches()) {
            throw new UsageException(
                    "%s: expected an aggregate of a column such as sum(price), or rows, found \"%s\""
                            .formatted(name, text));
        }
        String function = call.group(1);
        String[] arguments = call.group(2) == null ? new String[0] : call.group(2).split(",");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int a = 1; a < arguments.length; a++) {
            String[] pair = arguments[a].strip().split("=", 2);
            parameters.put(
                    pair.length == 2 ? pair[0].strip() : bare(function),
                    pair[pair.length - 1].strip());
        }
        String column = arguments.length == 0 ? null : arguments[0].strip();
        if (APPROXIMATE.contains(function)) {
            return approximate(name, function, parameters, column);
        }
        if (!Aggregation.names().contains(function) && function.indexOf('.') < 0) {
            throw unknown(function);
        }
        return Aggregation.named(function, parameters, column, classes).as(name);
    }

    /// The parameter that may stand without its name.
    private static String bare(String function) {
        return switch (function) {
            case "quantile", QUANTILE -> "q";
            case DISTINCT -> "error";
            default -> "ddof";
        };
    }

    private static Aggregation approximate(
            String name, String function, Map<String, String> parameters, @Nullable String column) {
        try {
            Aggregate<?> sketch =
                    function.equals(DISTINCT)
                            ? new ApproximateDistinct(parameters)
                            : new ApproximateQuantile(parameters);
            return new Aggregation(function, parameters, column, sketch, name);
        } catch (UsageException e) {
            throw new UsageException(
                    "%s: aggregate %s: %s".formatted(name, function, e.getMessage()));
        }
    }

    private static UsageException unknown(String function) {
        List<String> names = new ArrayList<>(Aggregation.names());
        names.addAll(APPROXIMATE);
        return new UsageException(
                "no aggregate \"%s\"; %s"
                        .formatted(
                                function,
                                NearestName.of(function, names)
                                        .map("did you mean %s?"::formatted)
                                        .orElseGet(() ->
                                                "expected one of %s, or the full name of a class"
                                                        .formatted(String.join(", ", names)))));
    }

    /// The name of the user's class that a text asks for; empty when it asks for an aggregate of
    /// ours.
    static String ownClass(String text) {
        Matcher call = CALL.matcher(text.strip());
        return call.matches() && call.group(1).indexOf('.') >= 0 ? call.group(1) : "";
    }
}
