package dev.venturi.profile.diff;

import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.Capture;
import dev.venturi.profile.IoSite;
import dev.venturi.profile.LineShare;
import dev.venturi.profile.MethodShare;
import dev.venturi.profile.Phase;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// What changed between runs before and runs after.
///
/// A method, line, allocation site or phase is compared when it has a hundredth of the whole on one
/// side at least. Lines are compared by their numbers: where text was added above a line, its
/// neighbours and methods tell more.
///
/// @param before the runs before
/// @param after the runs after
/// @param figures of the whole run, each in the unit its [Figure] has
/// @param methods CPU seconds a run in the application's methods, callees included, or in all where
///   no run names one of the application; shown changes first, then by the size of the difference,
///   as all lists
/// @param lines CPU seconds a run at lines, chosen as [#methods]
/// @param allocations bytes a run
/// @param phases seconds by the clock
public record ProfileDiff(
        List<Profile> before,
        List<Profile> after,
        Map<Figure, Change> figures,
        List<Change> methods,
        List<Change> lines,
        List<Change> allocations,
        List<Change> phases) {
    private static final double LEAST_SHARE = 0.01;

    private static final Comparator<Change> SHOWN_FIRST =
            Comparator.comparing((Change change) -> !change.certainty().isShown())
                    .thenComparing(
                            change -> Math.abs(change.difference()), Comparator.reverseOrder())
                    .thenComparing(Change::name);

    /// A figure of the whole run.
    public enum Figure {
        /// Seconds by the clock.
        WALL("Wall time"),
        /// CPU seconds.
        CPU("CPU time"),
        /// CPU time of wall time, 1 for one core.
        CPU_SHARE("CPU of one core"),
        /// Highest use of the heap in bytes.
        PEAK("Peak heap"),
        /// Bytes allocated.
        ALLOCATED("Allocated"),
        /// Seconds the program stood still for garbage collections.
        GC("Stopped by GC"),
        /// Bytes read from files and the network, as far as recorded.
        READ("Read"),
        /// Bytes written.
        WRITTEN("Written");

        private final String label;

        Figure(String label) {
            this.label = label;
        }

        /// As reports name it.
        public String label() {
            return label;
        }
    }

    /// Copies the lists.
    public ProfileDiff {
        before = List.copyOf(before);
        after = List.copyOf(after);
        figures = new LinkedHashMap<>(figures);
        methods = List.copyOf(methods);
        lines = List.copyOf(lines);
        allocations = List.copyOf(allocations);
        phases = List.copyOf(phases);
    }

    /// Compares runs.
    ///
    /// @param before at least one
    /// @param after at least one
    public static ProfileDiff of(List<Profile> before, List<Profile> after) {
        if (before.isEmpty() || after.isEmpty()) {
            throw new IllegalArgumentException("a side has no run");
        }
        boolean all =
                Stream.concat(before.stream(), after.stream())
                        .flatMap(profile -> profile.cpu().methods().stream())
                        .noneMatch(MethodShare::user);
        return new ProfileDiff(
                before,
                after,
                figures(before, after),
                sampled(
                        before,
                        after,
                        profile ->
                                counts(
                                        profile.cpu().methods().stream()
                                                .filter(method -> all || method.user())
                                                .toList(),
                                        method -> new Part(method.method(), Optional.empty()),
                                        MethodShare::samples)),
                sampled(
                        before,
                        after,
                        profile ->
                                counts(
                                        profile.cpu().lines().stream()
                                                .filter(line -> all || line.user())
                                                .toList(),
                                        line ->
                                                new Part(
                                                        line.site().method(),
                                                        Optional.of(line.site())),
                                        LineShare::samples)),
                measured(before, after, ProfileDiff::allocations),
                measured(before, after, ProfileDiff::phases));
    }

    /// A figure of the whole run.
    public Change figure(Figure figure) {
        return Objects.requireNonNull(figures.get(figure), figure::label);
    }

    /// What single runs cannot tell, as a sentence; empty when both sides have several.
    public Optional<String> caution() {
        return before.size() > 1 && after.size() > 1
                ? Optional.empty()
                : Optional.of(
                        "One run on a side: the noise between runs is not known, so a change of CPU"
                                + " time is claimed when it is beyond the noise of sampling and more"
                                + " than 10 %, and nothing else is. venturi profile --runs 5 --keep"
                                + " FILE on both sides says more.");
    }

    private record Part(String name, Optional<Site> site) {}

    private static Map<Figure, Change> figures(List<Profile> before, List<Profile> after) {
        Map<Figure, ToDoubleFunction<Profile>> of = new LinkedHashMap<>();
        of.put(Figure.WALL, profile -> profile.capture().durationSeconds());
        of.put(Figure.CPU, ProfileDiff::cpuSeconds);
        of.put(
                Figure.CPU_SHARE,
                profile -> cpuSeconds(profile) / profile.capture().durationSeconds());
        of.put(Figure.PEAK, profile -> positive((double) profile.heap().peakBytes()));
        of.put(Figure.ALLOCATED, profile -> positive(profile.allocations().bytes()));
        of.put(
                Figure.GC,
                profile ->
                        profile.heap().peakBytes() > 0 ? profile.heap().gcSeconds() : Double.NaN);
        of.put(Figure.READ, profile -> bytes(profile, true));
        of.put(Figure.WRITTEN, profile -> bytes(profile, false));
        Noise noise = new Noise(of.size());
        Map<Figure, Change> figures = new LinkedHashMap<>();
        of.forEach((figure, value) ->
                figures.put(
                        figure,
                        noise.compare(
                                figure.label(),
                                before.stream().mapToDouble(value).toArray(),
                                after.stream().mapToDouble(value).toArray())));
        return figures;
    }

    private static double positive(double value) {
        return value > 0 ? value : Double.NaN;
    }

    private static double bytes(Profile profile, boolean read) {
        if (!profile.watched(read ? "jdk.FileRead" : "jdk.FileWrite")) {
            return Double.NaN;
        }
        return profile.io().stream()
                .filter(io -> io.kind().isRead() == read)
                .mapToLong(IoSite::bytes)
                .sum();
    }

    /// CPU seconds of a run; where they were not recorded, what its samples stand for.
    private static double cpuSeconds(Profile profile) {
        Capture capture = profile.capture();
        return Double.isNaN(capture.cpuSeconds())
                ? profile.cpu().samples() * capture.intervalMillis() / 1e3
                : capture.cpuSeconds();
    }

    private static <T> Map<Part, Double> counts(
            List<T> items, Function<T, Part> part, ToLongFunction<T> samples) {
        Map<Part, Double> counts = new LinkedHashMap<>();
        items.forEach(item ->
                counts.merge(part.apply(item), (double) samples.applyAsLong(item), Double::sum));
        return counts;
    }

    private static Map<Part, Double> allocations(Profile profile) {
        Map<Part, Double> bytes = new LinkedHashMap<>();
        for (AllocationSite site : profile.allocations().sites()) {
            if (site.site().isPresent()) {
                bytes.merge(new Part(site.type(), site.site()), site.bytes(), Double::sum);
            }
        }
        return bytes;
    }

    private static Map<Part, Double> phases(Profile profile) {
        Map<Part, Double> seconds = new LinkedHashMap<>();
        for (Phase phase : profile.phases()) {
            seconds.merge(new Part(phase.name(), Optional.empty()), phase.seconds(), Double::sum);
        }
        return seconds;
    }

    /// Parts of the CPU samples.
    private static List<Change> sampled(
            List<Profile> before,
            List<Profile> after,
            Function<Profile, Map<Part, Double>> samples) {
        List<Map<Part, Double>> first = before.stream().map(samples).toList();
        List<Map<Part, Double>> second = after.stream().map(samples).toList();
        List<Part> parts = new ArrayList<>(new LinkedHashMap<>(union(first, second)).keySet());
        parts.removeIf(part ->
                mean(shares(part, first, before)) < LEAST_SHARE
                        && mean(shares(part, second, after)) < LEAST_SHARE);
        if (before.stream().anyMatch(profile -> profile.cpu().samples() == 0)
                || after.stream().anyMatch(profile -> profile.cpu().samples() == 0)) {
            return List.of();
        }
        Noise noise = new Noise(parts.size());
        boolean single = before.size() < 2 || after.size() < 2;
        return parts.stream()
                .map(part ->
                        single
                                ? noise.compareSingle(
                                        part.name,
                                        part.site,
                                        counted(part, first, before),
                                        counted(part, second, after))
                                : noise.compare(
                                        part.name,
                                        part.site,
                                        seconds(part, first, before),
                                        sampling(part, first, before),
                                        seconds(part, second, after),
                                        sampling(part, second, after)))
                .sorted(SHOWN_FIRST)
                .toList();
    }

    /// Figures that are no part of the CPU samples; what a run does not name was zero in it.
    private static List<Change> measured(
            List<Profile> before,
            List<Profile> after,
            Function<Profile, Map<Part, Double>> values) {
        List<Map<Part, Double>> first = before.stream().map(values).toList();
        List<Map<Part, Double>> second = after.stream().map(values).toList();
        if (first.stream().allMatch(Map::isEmpty) || second.stream().allMatch(Map::isEmpty)) {
            return List.of();
        }
        double largest =
                Math.max(
                        first.stream().mapToDouble(ProfileDiff::sum).max().orElse(0),
                        second.stream().mapToDouble(ProfileDiff::sum).max().orElse(0));
        List<Part> parts = new ArrayList<>(union(first, second).keySet());
        parts.removeIf(part ->
                mean(of(part, first)) < LEAST_SHARE * largest
                        && mean(of(part, second)) < LEAST_SHARE * largest);
        Noise noise = new Noise(parts.size());
        double[] none = {};
        return parts.stream()
                .map(part ->
                        noise.compare(
                                part.name,
                                part.site,
                                of(part, first),
                                none,
                                of(part, second),
                                none))
                .sorted(SHOWN_FIRST)
                .toList();
    }

    private static Map<Part, Double> union(
            List<Map<Part, Double>> first, List<Map<Part, Double>> second) {
        Map<Part, Double> union = new LinkedHashMap<>();
        first.forEach(union::putAll);
        second.forEach(union::putAll);
        return union;
    }

    private static double sum(Map<Part, Double> values) {
        return values.values().stream().mapToDouble(value -> value).sum();
    }

    private static double[] of(Part part, List<Map<Part, Double>> runs) {
        return runs.stream().mapToDouble(run -> run.getOrDefault(part, 0.0)).toArray();
    }

    /// All runs of a side as one.
    private static Noise.Counted counted(
            Part part, List<Map<Part, Double>> runs, List<Profile> of) {
        double hits = 0;
        for (double run : of(part, runs)) {
            hits += run;
        }
        return new Noise.Counted(
                Math.round(hits),
                of.stream().mapToLong(run -> run.cpu().samples()).sum(),
                mean(of.stream().mapToDouble(ProfileDiff::cpuSeconds).toArray()));
    }

    private static double[] shares(Part part, List<Map<Part, Double>> runs, List<Profile> of) {
        double[] shares = of(part, runs);
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= Math.max(1, of.get(i).cpu().samples());
        }
        return shares;
    }

    private static double[] seconds(Part part, List<Map<Part, Double>> runs, List<Profile> of) {
        double[] seconds = shares(part, runs, of);
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] *= cpuSeconds(of.get(i));
        }
        return seconds;
    }

    /// The variance that sampling gives: of a share it is that of a count; at least one sample is
    /// taken, for what no sample hit may have been missed.
    private static double[] sampling(Part part, List<Map<Part, Double>> runs, List<Profile> of) {
        double[] variances = of(part, runs);
        for (int i = 0; i < variances.length; i++) {
            double all = Math.max(1, of.get(i).cpu().samples());
            double share = Math.max(1, variances[i]) / all;
            double one = cpuSeconds(of.get(i)) / all;
            variances[i] = one * one * all * share * (1 - share);
        }
        return variances;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
