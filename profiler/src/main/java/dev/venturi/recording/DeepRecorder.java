package dev.venturi.recording;

import dev.venturi.profile.RecordingOptions.LineTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// JFR and async-profiler together, in a JVM that runs already.
///
/// The JVM has long compiled the methods that matter, without knowing lines between safepoints.
/// Once async-profiler is loaded it writes them down for whatever it compiles from then on; so
/// after a short look at which classes are busy, those are retransformed, which makes the JVM
/// compile them anew, and the recording begins after that.
final class DeepRecorder implements Recorder {
    private static final Duration GLANCE = Duration.ofMillis(1500);

    private static final Duration RECOMPILED = Duration.ofSeconds(1);

    /// On Java 25 all samples stayed on one line of a loop of two.
    private static final int KNOWN_TO_WORK = 17;

    private static final double MOSTLY = 0.9;

    private final TargetJvm target;
    private final PrivateDirectory directory;
    private final Path settings;
    private final Path file;
    private final int feature;
    private final List<String> notes = new ArrayList<>();
    private LineTrust trust = LineTrust.UNKNOWN;

    DeepRecorder(
            TargetJvm target, PrivateDirectory directory, Path settings, Path file, int feature) {
        this.target = target;
        this.directory = directory;
        this.settings = settings;
        this.file = file;
        this.feature = feature;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        Path library = AsyncProfiler.unpack(directory.path());
        Path hot = directory.resolve("busy.txt");
        Path agent = RetransformAgent.write(directory.resolve("retransform.jar"));
        directory.giveTo(target.pid());
        String before = target.command("Thread.print");
        target.loadNative(library, AsyncProfiler.glanceOptions());
        Thread.sleep(GLANCE);
        target.loadNative(library, AsyncProfiler.dumpOptions(hot));
        String after = target.command("Thread.print");
        BusyClasses busy =
                BusyClasses.of(Files.readAllLines(hot), StayingMethods.between(before, after));
        // the JVM writes lines down only for what it compiles while async-profiler is at work
        compileAnew(busy, agent);
        Thread.sleep(RECOMPILED);
        target.loadNative(library, "stop,quiet,loglevel=none");
        target.loadNative(library, AsyncProfiler.startOptions(settings, file.toString()));
    }

    private void compileAnew(BusyClasses busy, Path agent) {
        if (!busy.leftAlone().isEmpty()) {
            notes.add(
                    "lines of %s may be wrong: a method of it runs without returning, so it cannot be compiled anew"
                            .formatted(String.join(", ", busy.leftAlone())));
        }
        if (busy.names().isEmpty()) {
            return;
        }
        try {
            target.loadAgent(agent, String.join(",", busy.names()));
            if (feature > KNOWN_TO_WORK) {
                notes.add(
                        "%d busy classes were compiled anew, yet on Java %d lines may be wrong still; start the program with venturi profile -- to know them"
                                .formatted(busy.names().size(), feature));
                return;
            }
            notes.add(
                    "%d busy classes were compiled anew, so that their lines are known"
                            .formatted(busy.names().size()));
            if (busy.share() > MOSTLY) {
                trust = LineTrust.TRUSTED;
            }
        } catch (CaptureException e) {
            notes.add("lines may be wrong: " + e.getMessage());
        }
    }

    @Override
    public void stop() throws IOException {
        target.loadNative(
                AsyncProfiler.unpack(directory.path()), AsyncProfiler.stopOptions(file.toString()));
    }

    @Override
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public LineTrust trust() {
        return trust;
    }
}
