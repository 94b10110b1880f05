package dev.venturi.recording;

import dev.venturi.profile.GpuReading;
import dev.venturi.profile.RecordingOptions.LineTrust;
import dev.venturi.profile.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs a user's command, unchanged to all who look at it, while its JVM records itself.
///
/// The command has our standard streams, our terminal, our environment; signals reach it; its exit
/// code is told. Whatever goes wrong with the recording, the command runs to its end. Where the
/// command is a `java`, options are added to it; any other command finds a [JavaShim] in place of
/// the `java` on its path and of its JAVA_HOME.
public final class Launch {
    private final List<String> command;
    private final CaptureRequest request;
    private final List<String> notes = new ArrayList<>();
    private @Nullable CaptureException failure;
    private Path startedIn = Path.of("");

    private Launch(List<String> command, CaptureRequest request) {
        this.command = command;
        this.request = request;
    }

    /// Runs a command to its end.
    ///
    /// @param command what a shell would run
    /// @param directory where the recording goes; null when none could be made
    /// @param obstacle why there is no directory; null when there is one
    /// @throws CaptureException when the command cannot be started at all, or cannot be as asked
    public static Captured run(
            List<String> command,
            CaptureRequest request,
            @Nullable PrivateDirectory directory,
            @Nullable CaptureException obstacle)
            throws InterruptedException {
        Launch launch = new Launch(List.copyOf(command), request);
        launch.failure = obstacle;
        return launch.run(directory);
    }

    /// The options with which a JVM records itself to a file in a directory, named after an id.
    ///
    /// @param java the launcher
    /// @throws CaptureException when that JVM cannot
    public static List<String> options(
            Path java, CaptureRequest request, PrivateDirectory directory, String id)
            throws IOException {
        JavaHome home = JavaHome.of(java);
        refuse(home);
        return new Launch(List.of(java.toString()), request).options(home, directory).list(id);
    }

    /// The options of a JVM without those that we added.
    ///
    /// @param options as the JVM tells them, separated by blanks
    public static String withoutOurs(String options) {
        return ChildOptions.strip(options);
    }

    private static void refuse(JavaHome home) {
        home.obstacle()
                .ifPresent(reason -> {
                    throw CaptureException.usage(reason);
                });
    }

    private Captured run(@Nullable PrivateDirectory directory) throws InterruptedException {
        Path program = ProgramPath.find(command.getFirst());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        boolean direct = ProgramPath.isJava(program);
        if (directory != null) {
            try {
                if (direct) {
                    builder.command(recordingItself(program, directory));
                } else {
                    standIn(builder.environment(), directory);
                }
            } catch (IOException e) {
                failure =
                        new CaptureException(
                                CaptureException.Kind.MACHINE,
                                "%s: cannot be prepared for recordings".formatted(directory.path()),
                                e);
            } catch (CaptureException e) {
                failure = e;
            }
        }
        return runToEnd(builder, directory, direct);
    }

    private List<String> recordingItself(Path program, PrivateDirectory directory)
            throws IOException {
        JavaHome home = JavaHome.of(program);
        home.obstacle()
                .ifPresent(reason -> {
                    throw CaptureException.usage(reason);
                });
        if (command.contains("-XX:-FlightRecorder")) {
            throw CaptureException.usage(
                    "JFR is switched off by -XX:-FlightRecorder; leave that option out");
        }
        return ChildOptions.insert(command, options(home, directory).list(OWN));
    }

    private ChildOptions options(JavaHome home, PrivateDirectory directory) throws IOException {
        Optional<Path> agent =
                request.deep()
                        ? Optional.of(AsyncProfiler.unpack(directory.path()))
                        : Optional.empty();
        return new ChildOptions(
                directory, home, request, directory.roomFor(request.maxBytes()), agent);
    }

    /// Puts stand-ins for `java` where scripts look for one.
    private void standIn(Map<String, String> environment, PrivateDirectory directory)
            throws IOException {
        Map<String, @Nullable String> before = new LinkedHashMap<>();
        before.put("PATH", environment.get("PATH"));
        before.put("JAVA_HOME", environment.get("JAVA_HOME"));
        Optional<Path> onPath = ProgramPath.onPath("java");
        if (onPath.isPresent()) {
            Optional<Path> stand =
                    stand(onPath.get(), onPath.get().toRealPath(), "path-home", before, directory);
            if (stand.isPresent()) {
                Path commands = JavaShim.commands(directory.resolve("commands"), stand.get());
                environment.merge("PATH", commands.toString(), (old, ours) -> ours + ":" + old);
            }
        }
        String javaHome = environment.get("JAVA_HOME");
        Path launcher = Path.of(javaHome == null ? "" : javaHome, "bin", "java").toAbsolutePath();
        if (javaHome != null && Files.isExecutable(launcher)) {
            stand(launcher, launcher, "home", before, directory)
                    .ifPresent(stand -> environment.put("JAVA_HOME", stand.toString()));
        }
    }

    /// A home in which a launcher is ours.
    ///
    /// @param launcher what it becomes
    /// @param real the same, in the home that is stood in for
    private Optional<Path> stand(
            Path launcher,
            Path real,
            String name,
            Map<String, @Nullable String> before,
            PrivateDirectory directory)
            throws IOException {
        JavaHome home = JavaHome.of(launcher);
        Path bin = real.getParent();
        Path parent = bin == null ? null : bin.getParent();
        if (parent == null || !mayStandIn(home)) {
            return Optional.empty();
        }
        List<String> options = options(home, directory).list("$pid");
        return Optional.of(
                JavaShim.home(
                        directory.resolve(name),
                        parent,
                        JavaShim.script(
                                launcher,
                                options,
                                before,
                                directory.resolve("$pid" + ProcessRecording.STARTED_IN))));
    }

    private boolean mayStandIn(JavaHome home) {
        Optional<String> obstacle = home.obstacle();
        obstacle.ifPresent(reason -> failure = CaptureException.usage(reason));
        return obstacle.isEmpty();
    }

    private Captured runToEnd(
            ProcessBuilder builder, @Nullable PrivateDirectory directory, boolean direct)
            throws InterruptedException {
        double cpuBefore = ProcessMeter.childrenCpuSeconds();
        long start = System.nanoTime();
        Process process = start(builder);
        DiskGuard guard =
                directory == null || (failure != null && direct)
                        ? null
                        : new DiskGuard(directory, direct, process.pid());
        int exit;
        Measures measures;
        List<GpuReading> gpu;
        try (GpuMeter gpuMeter = GpuMeter.start();
                Signals _ =
                        Signals.handOver(name -> {
                            if (name.equals("TERM")
                                    || name.equals("USR1")
                                    || !Signals.inForeground()) {
                                Signals.send(name, process.pid());
                            }
                        });
                ProcessMeter meter =
                        new ProcessMeter(
                                process,
                                start,
                                cpuBefore,
                                () ->
                                        guard == null || direct
                                                ? List.of(process.pid())
                                                : guard.recorded(),
                                guard == null ? () -> {} : guard::look)) {
            exit = process.waitFor();
            measures = meter.measures();
            gpu = gpuMeter.readings();
        }
        boolean full = guard != null && guard.stopped().isPresent();
        if (full) {
            notes.add(DiskGuard.STOPPED);
        }
        Optional<Path> recording =
                directory == null ? Optional.empty() : collect(directory, direct, exit, full);
        return new Captured(
                exit,
                Optional.of(measures),
                direct,
                recording,
                LineTrust.UNKNOWN,
                String.join(" ", Redaction.arguments(command)),
                startedIn,
                gpu,
                notes,
                Optional.ofNullable(failure));
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            String words = e.getMessage() == null ? "" : e.getMessage();
            if (words.contains("error=13")) {
                throw new CaptureException(
                        CaptureException.Kind.MACHINE,
                        "%s: permission denied to run it".formatted(command.getFirst()),
                        e);
            }
            throw new CaptureException(
                    CaptureException.Kind.USAGE,
                    "%s: cannot be run: %s"
                            .formatted(command.getFirst(), words.replaceAll("^.*error=\\d+, ", "")),
                    e);
        }
    }

    private Optional<Path> collect(
            PrivateDirectory directory, boolean direct, int exit, boolean full) {
        try {
            List<ProcessRecording> recordings = ProcessRecording.in(directory);
            for (ProcessRecording recording : recordings) {
                recording.complaints().ifPresent(notes::add);
            }
            List<ProcessRecording> readable =
                    recordings.stream().filter(r -> r.file().isPresent()).toList();
            if (readable.isEmpty()) {
                if (failure == null) {
                    failure =
                            full
                                    ? CaptureException.machine(
                                            "the disk became full and nothing of the recording is left; make room, or name another directory with TMPDIR")
                                    : nothing(direct, exit, recordings.isEmpty());
                }
                return Optional.empty();
            }
            if (!direct) {
                failure = null; // of one java among several
            }
            ProcessRecording taken = readable.getFirst();
            if (taken.recovered()) {
                notes.add(
                        "the program ended without warning, so its last second or so is missing, with old objects and exact counts");
            }
            if (readable.size() > 1) {
                notes.add(
                        "%d JVMs ran; this is the one that ran longest, process %s of %s"
                                .formatted(
                                        readable.size(),
                                        taken.id(),
                                        String.join(
                                                ", ",
                                                readable.stream()
                                                        .map(ProcessRecording::id)
                                                        .toList())));
            }
            startedIn = taken.startedIn().orElse(startedIn);
            return taken.file();
        } catch (IOException e) {
            failure =
                    new CaptureException(
                            CaptureException.Kind.MACHINE,
                            "%s: the recording cannot be read".formatted(directory.path()),
                            e);
            return Optional.empty();
        }
    }

    private CaptureException nothing(boolean direct, int exit, boolean noJvm) {
        if (!direct && noJvm) {
            return CaptureException.usage(
                    "%s started no JVM that could be recorded: it used neither the java on the PATH nor that of JAVA_HOME; name the java itself, as in venturi profile -- java -jar app.jar, or attach with --pid"
                            .formatted(command.getFirst()));
        }
        return CaptureException.usage(
                request.delay().isPresent()
                        ? "the program ended with code %d before the recording began, which --delay puts off for %d s"
                                .formatted(exit, request.delay().get().toSeconds())
                        : "the program ended with code %d before anything was recorded"
                                .formatted(exit));
    }

    /// Names the files of a process that we started ourselves.
    static final String OWN = "program";
}
