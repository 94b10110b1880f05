package dev.venturi.feature;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What a CSV file means, read slowly and once: columns `id`, `day`, `x`, `n`; features [#FEATURES]
/// of `x` and `n` by `id`, ordered by `day`. Nothing of the engine takes part.
final class SlowReference {
    static final String FEATURES =
            "count, missing_pct, sum, mean, std, min, max, first, last, median, trend";

    private static final Set<String> NULLS =
            Set.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITY = Pattern.compile("(?i)[-+]?inf(inity)?");
    private static final Pattern NAN = Pattern.compile("(?i)[-+]?nan");
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private SlowReference() {}

    /// The file is one of those that are to be refused.
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }
    }

    /// A result: a whole number as [BigInteger], or a double, NaN for none.
    ///
    /// @return by entity in order of appearance
    static Map<String, List<Number>> answer(byte[] file, char delimiter) throws RefusedException {
        List<List<byte[]>> rows = rows(file, (byte) delimiter);
        refuse(rows.size() < 2, "no rows");
        List<String> names = new ArrayList<>();
        for (byte[] field : rows.getFirst()) {
            String name = trimmed(utf8(field));
            names.add(name.isEmpty() ? "c" + (names.size() + 1) : name);
        }
        refuse(new HashSet<>(names).size() < names.size(), "duplicate column");
        for (List<byte[]> row : rows) {
            refuse(row.size() != names.size(), "ragged row");
        }
        List<List<byte[]>> body = rows.subList(1, rows.size());
        List<String> keys = new ArrayList<>();
        for (byte[] field : column(body, names, "id")) {
            String key = utf8(field);
            refuse(NULLS.contains(key), "missing key");
            keys.add(key);
        }
        double[] order = order(texts(body, names, "day"));
        List<List<Integer>> entities = entities(keys, order);
        Map<String, List<Number>> answers = new LinkedHashMap<>();
        for (String name : List.of("x", "n")) {
            List<String> texts = texts(body, names, name);
            String first =
                    texts.stream().filter(text -> !isMissing(text)).findFirst().orElse("0.0");
            boolean logical = first.matches("(?i)true|false");
            boolean whole = logical;
            if (!logical) {
                whole = true;
                for (String text : texts) {
                    refuse(!isMissing(text) && !isNumber(text), "not a number: " + text);
                    whole &= isMissing(text) || isWhole(text);
                }
                whole &= texts.stream().anyMatch(text -> !isMissing(text));
            }
            for (List<Integer> entity : entities) {
                List<String> values = entity.stream().map(texts::get).toList();
                double[] axis = entity.stream().mapToDouble(row -> order[row]).toArray();
                answers.computeIfAbsent(keys.get(entity.getFirst()), _ -> new ArrayList<>())
                        .addAll(features(logical ? asNumbers(values) : values, axis, whole));
            }
        }
        return answers;
    }

    private static void refuse(boolean refused, String reason) throws RefusedException {
        if (refused) {
            throw new RefusedException(reason);
        }
    }

    /// Rows of fields without their quotes; blank lines left out.
    private static List<List<byte[]>> rows(byte[] file, byte delimiter) throws RefusedException {
        boolean mark = file.length >= 3 && file[0] == (byte) 0xEF && file[1] == (byte) 0xBB;
        int at = mark && file[2] == (byte) 0xBF ? 3 : 0;
        boolean lineFeed = false;
        boolean returned = false;
        for (byte b : file) {
            refuse(b == 0, "binary");
            lineFeed |= b == '\n';
            returned |= b == '\r';
        }
        refuse(returned && !lineFeed, "carriage returns only");
        refuse(file.length >= 2 && file[0] == 0x1F && file[1] == (byte) 0x8B, "not gzip");
        List<List<byte[]>> rows = new ArrayList<>();
        while (at < file.length) {
            List<byte[]> row = new ArrayList<>();
            boolean quoted = false;
            boolean more = true;
            while (more) {
                ByteBuffer field = ByteBuffer.allocate(file.length);
                if (at < file.length && file[at] == '"') {
                    quoted = true;
                    at++;
                    while (true) {
                        refuse(at == file.length, "unterminated quote");
                        if (file[at] != '"') {
                            field.put(file[at++]);
                        } else if (at + 1 < file.length && file[at + 1] == '"') {
                            field.put((byte) '"');
                            at += 2;
                        } else {
                            at++;
                            break;
                        }
                    }
                    boolean end = at == file.length || file[at] == '\n' || file[at] == delimiter;
                    if (!end && file[at] == '\r') {
                        at++;
                        end = at == file.length || file[at] == '\n';
                    }
                    refuse(!end, "text behind a quote");
                } else {
                    while (at < file.length && file[at] != delimiter && file[at] != '\n') {
                        field.put(file[at++]);
                    }
                    boolean last = at == file.length || file[at] == '\n';
                    int length = field.position();
                    if (last && length > 0 && field.get(length - 1) == '\r') {
                        field.position(length - 1);
                    }
                }
                row.add(Arrays.copyOf(field.array(), field.position()));
                more = at < file.length && file[at] == delimiter;
                at++;
            }
            boolean blank = row.size() == 1 && !quoted && isBlank(row.getFirst());
            if (!blank) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> column(List<List<byte[]>> rows, List<String> names, String name)
            throws RefusedException {
        int at = names.indexOf(name);
        refuse(at < 0, "no column " + name);
        return rows.stream().map(row -> row.get(at)).toList();
    }

    /// Fields as texts without blanks around them; what is no ASCII is no number either.
    private static List<String> texts(List<List<byte[]>> rows, List<String> names, String name)
            throws RefusedException {
        return column(rows, names, name).stream()
                .map(field -> trimmed(new String(field, StandardCharsets.ISO_8859_1)))
                .toList();
    }

    private static String utf8(byte[] field) throws RefusedException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(field)).toString();
        } catch (CharacterCodingException _) {
            throw new RefusedException("not UTF-8");
        }
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && " \t".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (from < to && " \t".indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isMissing(String text) {
        return NULLS.contains(text) || NAN.matcher(text).matches();
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches() || INFINITY.matcher(text).matches();
    }

    private static boolean isWhole(String text) {
        if (!text.matches("[-+]?[0-9]+") || text.matches("-0+")) {
            return false;
        }
        BigInteger whole = new BigInteger(text);
        return whole.compareTo(LEAST) >= 0 && whole.compareTo(GREATEST) <= 0;
    }

    private static double number(String text) {
        if (isMissing(text)) {
            return Double.NaN;
        }
        if (INFINITY.matcher(text).matches()) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(text);
    }

    private static List<String> asNumbers(List<String> logical) throws RefusedException {
        List<String> numbers = new ArrayList<>();
        for (String text : logical) {
            refuse(!text.matches("(?i)true|false") && !NULLS.contains(text), "not a boolean");
            numbers.add(NULLS.contains(text) ? "" : text.matches("(?i)true") ? "1" : "0");
        }
        return numbers;
    }

    private static double[] order(List<String> texts) throws RefusedException {
        double[] order = new double[texts.size()];
        if (texts.stream().allMatch("2024-01-31"::equals)) {
            return order; // times, all of one day
        }
        for (int r = 0; r < order.length; r++) {
            refuse(!isNumber(texts.get(r)), "not an order: " + texts.get(r));
            order[r] = number(texts.get(r)) + 0.0; // no -0.0
        }
        return order;
    }

    /// Rows of each entity in order, entities as they appear; their rows may stand apart.
    private static List<List<Integer>> entities(List<String> keys, double[] order) {
        Map<String, List<Integer>> entities = new LinkedHashMap<>();
        for (int r = 0; r < keys.size(); r++) {
            entities.computeIfAbsent(keys.get(r), _ -> new ArrayList<>()).add(r);
        }
        entities.values().forEach(rows -> rows.sort(Comparator.comparingDouble(row -> order[row])));
        return List.copyOf(entities.values());
    }

    private static List<Number> features(List<String> texts, double[] axis, boolean whole)
            throws RefusedException {
        int[] valid =
                IntStream.range(0, texts.size()).filter(r -> !isMissing(texts.get(r))).toArray();
        int n = valid.length;
        double[] v = Arrays.stream(valid).mapToDouble(r -> number(texts.get(r))).toArray();
        double[] x = Arrays.stream(valid).mapToDouble(r -> axis[r]).toArray();
        double sum = n == 0 ? Double.NaN : sum(v);
        double mean = sum / n;
        double[] sorted = v.clone();
        Arrays.sort(sorted); // -0.0 below 0.0
        boolean constant = n > 0 && sorted[0] == sorted[n - 1];
        double[] d = Arrays.stream(v).map(value -> value - mean).toArray();
        double variance = constant ? 0 : sum(products(d, d)) / (n - 1);
        double median =
                n == 0
                        ? Double.NaN
                        : n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        Number[] kept = {
            sum,
            n == 0 ? Double.NaN : sorted[0],
            n == 0 ? Double.NaN : sorted[n - 1],
            n == 0 ? Double.NaN : v[0],
            n == 0 ? Double.NaN : v[n - 1]
        };
        if (whole && n > 0) {
            List<BigInteger> exact = new ArrayList<>();
            Arrays.stream(valid).forEach(r -> exact.add(new BigInteger(texts.get(r))));
            BigInteger total = exact.stream().reduce(BigInteger.ZERO, BigInteger::add);
            refuse(total.compareTo(LEAST) < 0 || total.compareTo(GREATEST) > 0, "overflow");
            kept[0] = total;
            kept[1] = exact.stream().min(Comparator.naturalOrder()).orElseThrow();
            kept[2] = exact.stream().max(Comparator.naturalOrder()).orElseThrow();
            kept[3] = exact.getFirst();
            kept[4] = exact.getLast();
        }
        return List.of(
                BigInteger.valueOf(n),
                (texts.size() - n) / (double) texts.size(),
                kept[0],
                mean,
                n < 2 ? Double.NaN : Math.sqrt(variance),
                kept[1],
                kept[2],
                kept[3],
                kept[4],
                median,
                trend(x, d, constant));
    }

    private static double trend(double[] x, double[] d, boolean constant) {
        boolean flat = Arrays.stream(x).allMatch(value -> value == x[0]);
        if (x.length < 2 || flat) {
            return Double.NaN;
        }
        if (constant) {
            return 0;
        }
        double mean = sum(x) / x.length;
        double[] c = Arrays.stream(x).map(value -> value - mean).toArray();
        return sum(products(c, d)) / sum(products(c, c));
    }

    private static double[] products(double[] a, double[] b) {
        double[] products = new double[a.length];
        Arrays.setAll(products, i -> a[i] * b[i]);
        return products;
    }

    /// The contract's order of addition, for up to 128 values.
    private static double sum(double[] values) {
        if (values.length > 128) {
            throw new IllegalArgumentException("a series of " + values.length + " values");
        }
        double sum = 0;
        int lanes = values.length / 8 * 8;
        if (lanes > 0) {
            double[] lane = Arrays.copyOf(values, 8);
            for (int i = 8; i < lanes; i++) {
                lane[i % 8] += values[i];
            }
            sum =
                    ((lane[0] + lane[1]) + (lane[2] + lane[3]))
                            + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
        }
        for (int i = lanes; i < values.length; i++) {
            sum += values[i];
        }
        return 0.0 + sum;
    }
}
