package dev.venturi.recording;

import dev.venturi.profile.Sampler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The options with which a JVM records itself from its start, in silence.
///
/// @param directory of the recordings
/// @param home the JVM's installation
/// @param request what was asked for
/// @param maxBytes what there is room for
/// @param agent async-profiler's library, for a deep look
record ChildOptions(
        PrivateDirectory directory,
        JavaHome home,
        CaptureRequest request,
        long maxBytes,
        Optional<Path> agent) {
    /// Name of the recording in the JVM.
    static final String NAME = "venturi";

    /// Ends the search for paths from old objects to roots when a program ends.
    private static final Duration PATH_SEARCH = Duration.ofSeconds(5);

    /// When a JVM that cannot limit rates watches every call, as `delay,duration` in seconds.
    private static final List<int[]> BURSTS =
            List.of(
                    new int[] {0, 2},
                    new int[] {20, 1},
                    new int[] {90, 1},
                    new int[] {300, 1},
                    new int[] {900, 1},
                    new int[] {2700, 1});

    private static final int STACK_DEPTH = 128;

    private static final Pattern OURS =
            Pattern.compile(
                    "(?<!\\S)(?:-(?:XX|Xlog|agentpath):\\S*/%s\\S*|-Xlog:jfr\\*=off:std(?:out|err)|-XX:\\+UnlockDiagnosticVMOptions|-XX:\\+DebugNonSafepoints)(?:\\s+|$)"
                            .formatted(PrivateDirectory.PREFIX));

    /// Options of the launcher whose value is the next argument.
    static final Set<String> WITH_VALUE =
            Set.of(
                    "-cp",
                    "-classpath",
                    "--class-path",
                    "-p",
                    "--module-path",
                    "--upgrade-module-path",
                    "--add-modules",
                    "--limit-modules",
                    "--add-reads",
                    "--add-exports",
                    "--add-opens",
                    "--patch-module",
                    "--enable-native-access",
                    "--illegal-native-access",
                    "--source");

    /// What takes the CPU samples.
    Sampler sampler() {
        return agent.isPresent()
                ? Sampler.ASYNC_PROFILER
                : RecordingSettings.bestSampler(home.feature(), System.getProperty("os.name"));
    }

    /// Writes the settings and names the options.
    ///
    /// @param id names the files of one process; may be the variable of a script
    List<String> list(String id) throws IOException {
        Path settings = directory.resolve("venturi-%d.jfc".formatted(home.feature()));
        RecordingSettings.of(home.feature(), sampler(), request.counts(), PATH_SEARCH)
                .write(settings);
        List<String> options = new ArrayList<>();
        options.add("-XX:+UnlockDiagnosticVMOptions");
        options.add("-XX:+DebugNonSafepoints");
        // JFR greets on standard output unless no output at all takes its warnings; but errors must
        // go somewhere, or JDK 25 takes "off" for the finest level and prints each event to nobody
        options.add("-Xlog:jfr*=off:stdout");
        options.add("-Xlog:jfr*=off:stderr");
        options.add("-Xlog:jfr*=error:file=" + file(id, ".log"));
        options.add(
                "-XX:FlightRecorderOptions:repository=%s,stackdepth=%d"
                        .formatted(file(id, ".repository"), STACK_DEPTH));
        if (agent.isPresent()) {
            options.add(
                    "-agentpath:%s=%s"
                            .formatted(
                                    agent.get(),
                                    AsyncProfiler.startOptions(settings, file(id, ".jfr"))));
            return options;
        }
        options.add(
                "-XX:StartFlightRecording:name=%s,settings=%s,filename=%s,maxsize=%d,dumponexit=true%s%s"
                        .formatted(
                                NAME,
                                settings,
                                file(id, ".jfr"),
                                maxBytes,
                                request.delay().map(d -> ",delay=" + millis(d)).orElse(""),
                                request.duration().map(d -> ",duration=" + millis(d)).orElse("")));
        if (home.feature() < RecordingSettings.WITH_RATES) {
            bursts(options);
        }
        return options;
    }

    private void bursts(List<String> options) throws IOException {
        Path settings = directory.resolve("burst.jfc");
        RecordingSettings.burst().write(settings);
        long first = request.delay().map(Duration::toSeconds).orElse(0L);
        long last = request.duration().map(d -> first + d.toSeconds()).orElse(Long.MAX_VALUE);
        for (int[] burst : BURSTS) {
            long delay = first + burst[0];
            if (delay < last) {
                options.add(
                        "-XX:StartFlightRecording:name=burst%d,settings=%s,duration=%ds%s"
                                .formatted(
                                        burst[0],
                                        settings,
                                        burst[1],
                                        delay == 0 ? "" : ",delay=" + delay + "s"));
            }
        }
    }

    private String file(String id, String extension) {
        return directory.path() + "/" + id + extension;
    }

    /// JFR takes whole seconds and more, or milliseconds.
    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }

    /// Takes our options out of those of a JVM.
    static String strip(String options) {
        return options.contains("/" + PrivateDirectory.PREFIX)
                ? OURS.matcher(options).replaceAll("").strip()
                : options;
    }

    /// A `java` command line with options added: behind the user's own, so that ours about logging
    /// hold, and before what is no option.
    static List<String> insert(List<String> command, List<String> options) {
        List<String> inserted = new ArrayList<>(command);
        inserted.addAll(endOfOptions(command), options);
        return inserted;
    }

    private static int endOfOptions(List<String> command) {
        int i = 1;
        while (i < command.size()) {
            String argument = command.get(i);
            if (!argument.startsWith("-")
                    || argument.equals("-jar")
                    || argument.equals("-m")
                    || argument.equals("--module")
                    || argument.startsWith("--module=")) {
                return i;
            }
            i += WITH_VALUE.contains(argument) ? 2 : 1;
        }
        return command.size();
    }
}
