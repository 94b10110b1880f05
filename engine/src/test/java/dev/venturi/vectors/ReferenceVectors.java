package dev.venturi.vectors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Reads the committed vectors from `vectors/` on the class path; its README defines the forms.
public final class ReferenceVectors {
    private ReferenceVectors() {}

    /// Every series of finite values, short and long: 436 of them, 1 to 100,000 values.
    public static List<ReferenceSeries> all() {
        return Stream.concat(shortSeries().stream(), series("long.txt").stream()).toList();
    }

    /// The series of at most 365 values: for tests that try many cuts of each.
    public static List<ReferenceSeries> shortSeries() {
        return series("short.txt");
    }

    /// Series with infinities, whose answers are promised by class (finite, infinite, NaN) only.
    public static List<ReferenceSeries> infinite() {
        return series("infinite.txt");
    }

    /// Other features of some of the series of [#all()].
    public static List<ReferenceFeatures> features() {
        List<ReferenceSeries> series = all();
        List<ReferenceFeatures> features = new ArrayList<>();
        for (String line : lines("features.txt")) {
            if (line.isEmpty()) {
                continue;
            }
            int end = line.indexOf(' ');
            String name = line.substring(0, end);
            double[] f = doubles(line.substring(end + 1));
            double[] values =
                    series.stream()
                            .filter(s -> s.name().equals(name))
                            .findFirst()
                            .orElseThrow()
                            .values();
            features.add(
                    new ReferenceFeatures(
                            name, values, f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8],
                            f[9], f[10], f[11]));
        }
        return features;
    }

    /// Series that are hard for doubles, with exact answers.
    public static List<HardSeries> hard() {
        List<HardSeries> series = new ArrayList<>();
        for (String line : lines("hard.txt")) {
            if (line.isEmpty()) {
                continue;
            }
            String[] part = line.split(" ", -1);
            double[] repeat =
                    Stream.of(part[2].split(",", -1)).mapToDouble(Double::parseDouble).toArray();
            double[] values = new double[1 + Integer.parseInt(part[3]) * repeat.length];
            values[0] = Double.parseDouble(part[1]);
            for (int i = 1; i < values.length; i++) {
                values[i] = repeat[(i - 1) % repeat.length];
            }
            double[] known =
                    Arrays.stream(part, 4, part.length).mapToDouble(Double::parseDouble).toArray();
            series.add(
                    new HardSeries(
                            part[0], values, known[0], known[1], known[2], known[3], known[4],
                            known[5], known[6]));
        }
        return series;
    }

    private static List<ReferenceSeries> series(String file) {
        List<ReferenceSeries> series = new ArrayList<>();
        List<String> lines = lines(file).stream().filter(line -> !line.isEmpty()).toList();
        for (int i = 0; i < lines.size(); i += 5) {
            String made = lines.get(i + 1);
            double[] values =
                    made.startsWith("values ")
                            ? doubles(made.substring("values ".length()))
                            : new SeriesRecipe(after("recipe ", made)).make();
            double[] v1 = doubles(after("v1 ", lines.get(i + 2)));
            series.add(
                    new ReferenceSeries(
                            after("series ", lines.get(i)),
                            values,
                            v1,
                            answers(after("v2 ", lines.get(i + 3)), v1),
                            answers(after("v3 ", lines.get(i + 4)), v1)));
        }
        return series;
    }

    private static String after(String prefix, String line) {
        if (!line.startsWith(prefix)) {
            throw new IllegalStateException("expected \"%s\", found %s".formatted(prefix, line));
        }
        return line.substring(prefix.length());
    }

    private static double[] answers(String text, double[] v1) {
        String[] token = text.split(" ", -1);
        double[] answers = new double[token.length];
        for (int i = 0; i < token.length; i++) {
            answers[i] = token[i].equals("=") ? v1[i] : number(token[i]);
        }
        return answers;
    }

    private static double[] doubles(String text) {
        return Stream.of(text.split(" ", -1)).flatMapToDouble(ReferenceVectors::run).toArray();
    }

    /// `x` or `x*n`.
    private static DoubleStream run(String token) {
        int star = token.indexOf('*');
        return star < 0
                ? DoubleStream.of(number(token))
                : DoubleStream.generate(() -> number(token.substring(0, star)))
                        .limit(Long.parseLong(token.substring(star + 1)));
    }

    private static double number(String text) {
        return text.equals("_") ? Double.NaN : Double.parseDouble(text);
    }

    /// The lines of a file that are not comments.
    private static List<String> lines(String file) {
        try (InputStream in = ReferenceVectors.class.getResourceAsStream("/vectors/" + file)) {
            if (in == null) {
                throw new IllegalStateException("/vectors/" + file + " is not on the class path");
            }
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
                return reader.lines().filter(line -> !line.startsWith("#")).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("/vectors/" + file + ": cannot be read", e);
        }
    }
}
