package dev.venturi.recording;

import dev.venturi.profile.Sampler;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jdk.jfr.Configuration;

/// Which events of JFR are recorded, with thresholds and rates, for one target.
///
/// The file `venturi.jfc` holds what is the same everywhere; here stands what depends on the JVM:
/// which CPU sampler, how files are watched without a limit on the rate, how long the search for
/// paths from old objects to their roots may stop the program (designs/022-capturing-a-profile.md).
///
/// @param values `event#setting` to value
public record RecordingSettings(Map<String, String> values) {
    /// From this version on JFR limits the rate of events of files, sockets and exceptions, counts
    /// calls of methods, and samples CPU time on Linux.
    static final int WITH_RATES = 25;

    /// Oldest JVM that is profiled.
    public static final int OLDEST = 17;

    private static final List<String> RATED =
            List.of("FileRead", "FileWrite", "SocketRead", "SocketWrite");
    private static final Pattern METHOD =
            Pattern.compile("@?[\\w$]+(\\.[\\w$]+)*(::(<init>|<clinit>|[\\w$]+))?|::[\\w$]+");

    /// Copies the map.
    public RecordingSettings {
        values = Map.copyOf(values);
    }

    /// The settings for a JVM.
    ///
    /// @param feature its version, such as 17
    /// @param sampler what takes CPU samples there
    /// @param counts methods whose calls are counted, `pkg.Class::method` or `pkg.Class`; needs 25
    /// @param pathSearch how long the search for paths to roots may stop the program when the
    ///   recording ends
    /// @throws CaptureException when a pattern cannot be one, or that JVM cannot count
    public static RecordingSettings of(
            int feature, Sampler sampler, List<String> counts, Duration pathSearch) {
        Map<String, String> values = new LinkedHashMap<>(common());
        switch (sampler) {
            case JFR_CPU_TIME -> values.put("jdk.CPUTimeSample#enabled", "true");
            case JFR_EXECUTION -> values.put("jdk.ExecutionSample#enabled", "true");
            case ASYNC_PROFILER -> {
                values.put("jdk.NativeMethodSample#enabled", "false");
                values.put("jdk.ObjectAllocationSample#enabled", "false");
            }
            case NONE -> values.put("jdk.NativeMethodSample#enabled", "false");
        }
        values.put("jdk.OldObjectSample#cutoff", pathSearch.toMillis() + " ms");
        if (feature < WITH_RATES) {
            for (String event : RATED) {
                values.put("jdk." + event + "#threshold", "1 ms");
            }
            values.put("jdk.JavaExceptionThrow#enabled", "false");
        }
        if (!counts.isEmpty()) {
            check(counts);
            count(feature, counts, values);
        }
        return new RecordingSettings(values);
    }

    /// What a JVM without limits on rates records in short bursts only: every call on a file or
    /// connection and every exception.
    static RecordingSettings burst() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String event : RATED) {
            values.put("jdk." + event + "#enabled", "true");
            values.put("jdk." + event + "#threshold", "0 ns");
            values.put("jdk." + event + "#stackTrace", "true");
        }
        values.put("jdk.JavaExceptionThrow#enabled", "true");
        values.put("jdk.JavaExceptionThrow#stackTrace", "true");
        return new RecordingSettings(values);
    }

    /// The best CPU sampler of JFR in a JVM.
    ///
    /// @param feature its version
    /// @param system `os.name` there
    public static Sampler bestSampler(int feature, String system) {
        return feature >= WITH_RATES && system.equals("Linux")
                ? Sampler.JFR_CPU_TIME
                : Sampler.JFR_EXECUTION;
    }

    /// Checks what is to be counted.
    ///
    /// @throws CaptureException when a pattern cannot be one
    static void check(List<String> counts) {
        for (String pattern : counts) {
            if (!METHOD.matcher(pattern).matches()) {
                throw CaptureException.usage(
                        "--count: found \"%s\", expected a method such as com.acme.Shop::price, or a class, com.acme.Shop"
                                .formatted(pattern));
            }
        }
    }

    private static void count(int feature, List<String> counts, Map<String, String> values) {
        if (feature < WITH_RATES) {
            throw CaptureException.usage(
                    "--count: the program runs on Java %d, but only Java %d counts calls; leave --count out, or run the program on a newer Java"
                            .formatted(feature, WITH_RATES));
        }
        values.put("jdk.MethodTiming#enabled", "true");
        values.put("jdk.MethodTiming#filter", String.join(";", counts));
    }

    private static Map<String, String> common() {
        try (InputStream in = RecordingSettings.class.getResourceAsStream("venturi.jfc")) {
            if (in == null) {
                throw new IllegalStateException("venturi.jfc is missing from the jar");
            }
            return new TreeMap<>(
                    Configuration.create(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .getSettings());
        } catch (IOException e) {
            throw new UncheckedIOException("venturi.jfc: cannot be read from the jar", e);
        } catch (ParseException e) {
            throw new IllegalStateException("venturi.jfc", e);
        }
    }

    /// Writes them as JFR reads them.
    public void write(Path file) throws IOException {
        Map<String, Map<String, String>> events = new TreeMap<>();
        values.forEach((key, value) -> {
            int hash = key.indexOf('#');
            events.computeIfAbsent(key.substring(0, hash), _ -> new TreeMap<>())
                    .put(key.substring(hash + 1), value);
        });
        StringBuilder xml =
                new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration version=\"2.0\">\n");
        events.forEach((event, settings) -> {
            xml.append("  <event name=\"").append(event).append("\">");
            settings.forEach((name, value) ->
                    xml.append("<setting name=\"")
                            .append(name)
                            .append("\">")
                            .append(value.replace("<", "&lt;"))
                            .append("</setting>"));
            xml.append("</event>\n");
        });
        Files.writeString(file, xml.append("</configuration>\n"));
    }
}
