package dev.venturi.recording;

import dev.venturi.profile.GpuReading;
import dev.venturi.profile.RecordingOptions.LineTrust;
import dev.venturi.profile.Redaction;
import dev.venturi.profile.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Records a JVM that runs already and in which nothing was prepared.
///
/// JFR is started and stopped by the commands that `jcmd` gives, with our settings; the program
/// goes on as if nothing had been. A signal that would end us ends the recording. Should we be
/// killed, the JVM ends the recording by itself soon after the time asked for.
public final class Attach {
    /// Recorded without `--duration`.
    public static final Duration USUAL_DURATION = Duration.ofSeconds(30);

    /// Ends the search for paths from old objects to roots: the program stands still for it.
    private static final Duration PATH_SEARCH = Duration.ofMillis(500);

    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 200;

    private final TargetJvm target;
    private final PrivateDirectory directory;
    private final CaptureRequest request;
    private final int feature;
    private final String system;
    private final List<String> notes = new ArrayList<>();

    private Attach(
            TargetJvm target,
            PrivateDirectory directory,
            CaptureRequest request,
            Properties properties) {
        this.target = target;
        this.directory = directory;
        this.request = request;
        this.feature = JavaHome.feature(properties.getProperty("java.specification.version", ""));
        this.system = properties.getProperty("os.name", "");
    }

    /// Records a process.
    ///
    /// @param pid of the process
    /// @param onStart is told when the recording has begun, with what a user should know
    /// @throws CaptureException when it cannot be recorded; it then runs on all the same
    public static Captured run(
            long pid, CaptureRequest request, PrivateDirectory directory, Started onStart)
            throws InterruptedException {
        try (TargetJvm target = TargetJvm.attach(pid)) {
            Properties properties = target.properties();
            Attach attach = new Attach(target, directory, request, properties);
            attach.check(properties);
            return attach.record(properties, onStart);
        } catch (IOException e) {
            throw new CaptureException(
                    CaptureException.Kind.MACHINE,
                    "--pid %d: the connection broke; has it ended?".formatted(pid),
                    e);
        }
    }

    /// Hears that a recording has begun.
    @FunctionalInterface
    public interface Started {
        /// The recording has begun.
        ///
        /// @param duration how long it will take
        void begun(Duration duration);
    }

    private void check(Properties properties) {
        if (feature < RecordingSettings.OLDEST) {
            throw CaptureException.usage(
                    "--pid %d: runs on Java %s; %d or newer is needed"
                            .formatted(
                                    target.pid(),
                                    properties.getProperty("java.version", "of an unknown version"),
                                    RecordingSettings.OLDEST));
        }
        if (!target.command("help").contains("JFR.start")) {
            throw CaptureException.usage(
                    "--pid %d: its Java has no JFR; a runtime with the module jdk.jfr is needed"
                            .formatted(target.pid()));
        }
    }

    private Captured record(Properties properties, Started onStart)
            throws IOException, InterruptedException {
        Path settings = directory.resolve("venturi.jfc");
        Sampler sampler =
                request.deep()
                        ? Sampler.ASYNC_PROFILER
                        : RecordingSettings.bestSampler(feature, system);
        RecordingSettings.of(feature, sampler, request.counts(), PATH_SEARCH).write(settings);
        long maxBytes = directory.roomFor(request.maxBytes());
        Path file = directory.resolve("attached.jfr");
        Path burst = directory.resolve("burst.jfc");
        RecordingSettings.burst().write(burst);
        directory.giveTo(target.pid());
        Duration duration = request.duration().orElse(USUAL_DURATION);
        CountDownLatch asked = new CountDownLatch(1);
        boolean ended;
        LineTrust trust;
        List<GpuReading> gpu;
        try (GpuMeter gpuMeter = GpuMeter.start();
                Signals _ = Signals.handOver(_ -> asked.countDown())) {
            if (request.delay().isPresent()
                    && await(asked, request.delay().get()) != Waited.FOR_ALL) {
                throw CaptureException.usage(
                        "nothing was recorded: it was ended before --delay had passed");
            }
            Recorder recorder =
                    request.deep()
                            ? new DeepRecorder(target, directory, settings, file, feature)
                            : new JfrRecorder(
                                    target, settings, file, maxBytes, duration.plus(GRACE));
            recorder.start();
            if (feature < RecordingSettings.WITH_RATES) {
                answer("JFR.start name=venturi-burst settings=%s duration=2s".formatted(burst));
            }
            onStart.begun(duration);
            Waited waited = await(asked, duration);
            ended = waited == Waited.FOR_ITS_END;
            if (waited == Waited.FOR_SIGNAL) {
                notes.add("it was ended by a signal; the program runs on");
            }
            if (!ended) {
                recorder.stop();
            }
            notes.addAll(recorder.notes());
            trust = recorder.trust();
            gpu = gpuMeter.readings();
        }
        if (ended) {
            notes.add("process %d ended while it was recorded".formatted(target.pid()));
            afterItsEnd(properties, file);
        }
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            throw CaptureException.machine(
                    "--pid %d: left no recording behind".formatted(target.pid()));
        }
        String command = properties.getProperty("sun.java.command", "");
        return new Captured(
                0,
                Optional.empty(),
                true,
                Optional.of(file),
                trust,
                Redaction.text(command),
                Path.of(properties.getProperty("user.dir", "")),
                gpu,
                notes,
                Optional.empty());
    }

    /// What ended waiting.
    private enum Waited {
        FOR_ALL,
        FOR_SIGNAL,
        FOR_ITS_END
    }

    private Waited await(CountDownLatch asked, Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        while (true) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return Waited.FOR_ALL;
            }
            if (asked.await(Math.min(left, LOOK_MILLIS), TimeUnit.MILLISECONDS)) {
                return Waited.FOR_SIGNAL;
            }
            if (!ProcessHandle.of(target.pid()).map(ProcessHandle::isAlive).orElse(false)) {
                return Waited.FOR_ITS_END;
            }
        }
    }

    /// JFR writes the recording when its JVM ends in order; else its chunks lie in its repository.
    private void afterItsEnd(Properties properties, Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > 0) {
            return;
        }
        Path temporary = Path.of(properties.getProperty("java.io.tmpdir", "/tmp"));
        try (var entries = Files.newDirectoryStream(temporary, "*_" + target.pid())) {
            for (Path repository : entries) {
                if (Leftovers.recover(repository, file)) {
                    notes.add("its last second or so is missing");
                    return;
                }
            }
        }
    }

    private void answer(String command) {
        JfrRecorder.checked(target, command);
    }
}
