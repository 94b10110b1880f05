package dev.venturi.aggregate;

import dev.venturi.table.ColumnType;
import dev.venturi.table.Field;
import dev.venturi.table.Internal;
import dev.venturi.table.NearestName;
import dev.venturi.table.Schema;
import dev.venturi.table.UsageException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One aggregate to compute of every group: which, of which column, and what its column in the
/// output is called.
///
/// Built in are, of valid values in the order of the table unless said otherwise:
///
/// | name | result |
/// |---|---|
/// | `rows` | all rows, of no column |
/// | `count` | how many valid values |
/// | `sum` | int64 exactly, an error beyond its range; doubles compensated (Neumaier 1974): within 2 units in the last place of the exact sum, and n² 2^-106 of the sum of magnitudes |
/// | `mean` | sum / count; NaN for none |
/// | `std`, `variance` | `ddof` 1 unless said 0; NaN for too few values; Welford 1962 |
/// | `min`, `max` | in the type of the column; texts by their bytes; -0.0 below 0.0 |
/// | `range` | max - min in float64 |
/// | `first`, `last` | in the type of the column |
/// | `distinct` | how many different values, exactly; 0.0 and -0.0 are one |
/// | `median`, `quantile` | exact; `q` within 0 and 1, linear between neighbours (type 7) |
///
/// @param function name of a built-in, or of the user's class
/// @param parameters as users write them
/// @param column name of the column; null: of none, for `rows`
/// @param own the user's aggregate; null: a built-in
/// @param output name of the column of results
public record Aggregation(
        String function,
        Map<String, String> parameters,
        @Nullable String column,
        @Nullable Aggregate<?> own,
        String output) {
    public Aggregation {
        parameters = Map.copyOf(parameters);
        if (own == null) {
            check(function, parameters, column);
        } else if (column == null) {
            throw new UsageException("aggregate %s: name the column".formatted(function));
        }
    }

    /// All rows of the group.
    public static Aggregation rows() {
        return builtIn(BuiltIn.ROWS, Map.of(), null);
    }

    /// How many valid values.
    public static Aggregation count(String column) {
        return builtIn(BuiltIn.COUNT, Map.of(), column);
    }

    /// Their sum.
    public static Aggregation sum(String column) {
        return builtIn(BuiltIn.SUM, Map.of(), column);
    }

    /// Their mean.
    public static Aggregation mean(String column) {
        return builtIn(BuiltIn.MEAN, Map.of(), column);
    }

    /// Their standard deviation, divided by n - 1.
    public static Aggregation sampleStd(String column) {
        return builtIn(BuiltIn.STD, Map.of(), column);
    }

    /// Their standard deviation, divided by n.
    public static Aggregation populationStd(String column) {
        return builtIn(BuiltIn.STD, Map.of("ddof", "0"), column);
    }

    /// The least value.
    public static Aggregation min(String column) {
        return builtIn(BuiltIn.MIN, Map.of(), column);
    }

    /// The greatest value.
    public static Aggregation max(String column) {
        return builtIn(BuiltIn.MAX, Map.of(), column);
    }

    /// The first value.
    public static Aggregation first(String column) {
        return builtIn(BuiltIn.FIRST, Map.of(), column);
    }

    /// The last value.
    public static Aggregation last(String column) {
        return builtIn(BuiltIn.LAST, Map.of(), column);
    }

    /// How many different values.
    public static Aggregation distinct(String column) {
        return builtIn(BuiltIn.DISTINCT, Map.of(), column);
    }

    /// The value below which a share of them lies.
    ///
    /// @param q 0 to 1
    public static Aggregation quantile(String column, double q) {
        return builtIn(BuiltIn.QUANTILE, Map.of("q", number(q)), column);
    }

    /// An aggregate of the user's own.
    public static Aggregation of(String column, Aggregate<?> aggregate) {
        String name = aggregate.getClass().getSimpleName();
        String snake = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return new Aggregation(
                aggregate.getClass().getName(), Map.of(), column, aggregate, column + "_" + snake);
    }

    /// An aggregate by its name, as a pipeline file has it.
    ///
    /// @param function a built-in, or the name of a class that is an [Aggregate]
    /// @param column null: of none
    /// @param classes where the class is looked for
    /// @throws UsageException when there is none of that name, or the parameters are not its own
    public static Aggregation named(
            String function,
            Map<String, String> parameters,
            @Nullable String column,
            ClassLoader classes) {
        if (BuiltIn.of(function).isPresent()) {
            return new Aggregation(
                    function, parameters, column, null, defaultName(function, parameters, column));
        }
        if (column == null) {
            throw new UsageException("aggregate %s: name the column".formatted(function));
        }
        Aggregation plain = of(column, instance(function, parameters, classes));
        StringBuilder output = new StringBuilder(plain.output);
        new TreeMap<>(parameters)
                .forEach((name, value) -> output.append('_').append(name).append(value));
        return new Aggregation(function, parameters, column, plain.own, output.toString());
    }

    /// The same under another name in the output.
    public Aggregation as(String name) {
        return new Aggregation(function, parameters, column, own, name);
    }

    /// Names of the built-in aggregates.
    public static List<String> names() {
        return BuiltIn.names();
    }

    /// The field of its results, of a table.
    ///
    /// @throws UsageException when the table has no such column, or it cannot be computed of it
    @Internal
    public Field field(Schema table) {
        String of = column;
        Aggregate<?> user = own;
        if (of == null) {
            return new Field(output, ColumnType.INT64, function);
        }
        Field input = table.fields().get(table.require(of, "aggregate " + function));
        ColumnType type;
        if (user != null) {
            type = user.resultType(input.type());
        } else {
            BuiltIn which = builtIn();
            if (which.takes == BuiltIn.Takes.NUMBERS && !input.type().isNumeric()) {
                throw new UsageException(
                        "aggregate %s: column \"%s\" holds %s (%s), expected numbers; of it %s can be computed"
                                .formatted(
                                        function,
                                        of,
                                        input.type(),
                                        input.reason(),
                                        "count, min, max, first, last and distinct"));
            }
            type = which.resultType(input.type());
        }
        return new Field(output, type, "%s of %s".formatted(function, of));
    }

    BuiltIn builtIn() {
        return BuiltIn.of(function).orElseThrow();
    }

    /// The value of the only parameter of a built-in.
    double parameter() {
        BuiltIn which = builtIn();
        String text = parameters.get(which.parameter);
        return text == null ? 1 : Double.parseDouble(text); // the only default there is: ddof
    }

    private static Aggregation builtIn(
            BuiltIn which, Map<String, String> parameters, @Nullable String column) {
        return new Aggregation(
                which.text, parameters, column, null, defaultName(which.text, parameters, column));
    }

    private static String defaultName(
            String function, Map<String, String> parameters, @Nullable String column) {
        StringBuilder text = new StringBuilder(column == null ? function : column + "_" + function);
        String ddof = parameters.get("ddof");
        if (ddof != null && !ddof.equals("1")) {
            text.append("_ddof").append(ddof);
        }
        String q = parameters.get("q");
        return q == null ? text.toString() : text.append('_').append(q).toString();
    }

    private static String number(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static void check(
            String function, Map<String, String> parameters, @Nullable String column) {
        BuiltIn which = BuiltIn.of(function).orElseThrow(() -> unknown(function));
        if ((which.takes == BuiltIn.Takes.NOTHING) != (column == null)) {
            throw new UsageException(
                    column == null
                            ? "aggregate %s: name the column".formatted(function)
                            : "aggregate %s: found column \"%s\", expected none; count counts the values of a column"
                                    .formatted(function, column));
        }
        for (String name : parameters.keySet()) {
            if (!name.equals(which.parameter)) {
                throw new UsageException(
                        "aggregate %s: no parameter \"%s\"; %s"
                                .formatted(
                                        function,
                                        name,
                                        which.parameter.isEmpty()
                                                ? "it has none"
                                                : "expected " + which.parameter));
            }
        }
        if (which == BuiltIn.QUANTILE) {
            requireNumber(function, "q", parameters.get("q"), "a number from 0 to 1");
        }
        String ddof = parameters.get("ddof");
        if (ddof != null && !ddof.equals("0") && !ddof.equals("1")) {
            throw new UsageException(
                    "aggregate %s: ddof: found \"%s\", expected 0 or 1".formatted(function, ddof));
        }
    }

    private static void requireNumber(
            String function, String name, @Nullable String text, String expected) {
        double value = Double.NaN;
        try {
            value = text == null ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException _) {
            // said below
        }
        if (!(value >= 0 && value <= 1)) {
            throw new UsageException(
                    "aggregate %s: %s: found %s, expected %s"
                            .formatted(
                                    function,
                                    name,
                                    text == null ? "none" : "\"" + text + "\"",
                                    expected));
        }
    }

    private static UsageException unknown(String function) {
        String cure =
                NearestName.of(function, BuiltIn.names())
                        .map(near -> "did you mean %s?".formatted(near))
                        .orElse(
                                "expected one of %s, or the full name of a class"
                                        .formatted(String.join(", ", BuiltIn.names())));
        return new UsageException("no aggregate \"%s\"; %s".formatted(function, cure));
    }

    private static Aggregate<?> instance(
            String name, Map<String, String> parameters, ClassLoader classes) {
        if (name.indexOf('.') < 0) {
            throw unknown(name);
        }
        try {
            Class<?> found = Class.forName(name, true, classes);
            if (!Aggregate.class.isAssignableFrom(found)) {
                throw new UsageException(
                        "aggregate %s: the class does not implement %s"
                                .formatted(name, Aggregate.class.getName()));
            }
            return (Aggregate<?>) constructed(found, parameters);
        } catch (ClassNotFoundException e) {
            throw new UsageException(
                    "aggregate %s: no such class on the class path; put its jar there"
                            .formatted(name));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UsageException usage) {
                throw usage;
            }
            throw new UsageException(
                    "aggregate %s: its constructor failed: %s".formatted(name, e.getCause()));
        } catch (ReflectiveOperationException e) {
            throw new UsageException(
                    "aggregate %s: expected a public class with a public constructor without arguments, or one that takes a Map of parameters (%s)"
                            .formatted(name, e.getMessage()));
        }
    }

    private static Object constructed(Class<?> found, Map<String, String> parameters)
            throws ReflectiveOperationException {
        for (Constructor<?> constructor : found.getConstructors()) {
            if (constructor.getParameterCount() == 1
                    && constructor.getParameterTypes()[0] == Map.class) {
                return constructor.newInstance(parameters);
            }
        }
        if (!parameters.isEmpty()) {
            throw new UsageException(
                    "aggregate %s: found parameters %s, but it has no constructor that takes a Map of them"
                            .formatted(found.getName(), new TreeMap<>(parameters)));
        }
        return found.getConstructor().newInstance();
    }
}
