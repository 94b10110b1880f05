package dev.venturi.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// async-profiler's library, from its jar on the class path, and the options it is given.
final class AsyncProfiler {
    private AsyncProfiler() {}

    /// Puts the library for this machine into a directory.
    ///
    /// @throws CaptureException when there is none for this machine
    static Path unpack(Path directory) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = machine.equals("aarch64") || machine.equals("arm64");
        String platform =
                system.contains("mac")
                        ? "macos"
                        : system.contains("linux") ? (arm ? "linux-arm64" : "linux-x64") : "";
        String name = "/" + platform + "/libasyncProfiler.so";
        try (InputStream in =
                platform.isEmpty() ? null : AsyncProfiler.class.getResourceAsStream(name)) {
            if (in == null) {
                throw CaptureException.usage(
                        "--deep: there is no async-profiler for %s on %s; leave --deep out"
                                .formatted(System.getProperty("os.name"), machine));
            }
            Path library = directory.resolve("libasyncProfiler.so");
            if (!Files.exists(library)) {
                Files.copy(in, library);
            }
            return library;
        }
    }

    /// Starts JFR with our settings and adds CPU samples with native frames, a wall clock for all
    /// threads, and allocation.
    ///
    /// @param settings for JFR
    /// @param file of the recording
    static String startOptions(Path settings, String file) {
        return "start,quiet,loglevel=none,event=ctimer,interval=10ms,wall=50ms,alloc=512k,jfrsync=%s,file=%s"
                .formatted(settings, file);
    }

    /// Ends it and writes the file.
    static String stopOptions(String file) {
        return "stop,quiet,loglevel=none,file=" + file;
    }

    /// A first look at what is busy.
    static String glanceOptions() {
        return "start,quiet,loglevel=none,event=ctimer,interval=5ms";
    }

    /// Writes the stacks of the first look, which goes on, one a line: `a/B.c;d/E.f 12`.
    static String dumpOptions(Path file) {
        return "dump,quiet,loglevel=none,collapsed,file=" + file;
    }
}
