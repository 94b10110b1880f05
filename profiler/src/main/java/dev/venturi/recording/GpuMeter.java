package dev.venturi.recording;

import dev.venturi.profile.GpuReading;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Has `nvidia-smi` tell once a second how busy the GPUs of this machine are.
///
/// Of several the busiest counts: one that works while others idle is not seen in a mean. Without
/// that command, a driver or a GPU that tells, nothing is known, and nothing is said.
final class GpuMeter implements Closeable {
    private static final List<String> QUESTION =
            List.of(
                    "--query-gpu=index,utilization.gpu",
                    "--format=csv,noheader,nounits",
                    "--loop=1");

    /// An index and a share in percent; a GPU that does not tell says `[N/A]`.
    private static final Pattern ANSWER = Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d+)\\s*");

    private final @Nullable Process process;
    private final List<GpuReading> readings = new ArrayList<>();
    private int lastIndex = Integer.MAX_VALUE;

    private GpuMeter(@Nullable Process process) {
        this.process = process;
    }

    /// Begins, where there is such a command.
    static GpuMeter start() {
        Optional<Path> command = ProgramPath.onPath("nvidia-smi");
        if (command.isEmpty()) {
            return new GpuMeter(null);
        }
        List<String> line = new ArrayList<>(List.of(command.get().toString()));
        line.addAll(QUESTION);
        try {
            Process process = new ProcessBuilder(line).redirectError(Redirect.DISCARD).start();
            GpuMeter meter = new GpuMeter(process);
            Thread.ofPlatform()
                    .daemon()
                    .name("venturi-gpu")
                    .start(() -> meter.listen(process.inputReader()));
            return meter;
        } catch (IOException _) {
            return new GpuMeter(null);
        }
    }

    private void listen(BufferedReader answers) {
        try (answers) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                hear(line, Instant.now());
            }
        } catch (IOException _) {
            // it has been ended
        }
    }

    /// Takes a line: each second the GPUs answer in the order of their indexes.
    private synchronized void hear(String line, Instant now) {
        Matcher answer = ANSWER.matcher(line);
        if (!answer.matches()) {
            return;
        }
        double busy = Integer.parseInt(answer.group(2)) / 100.0;
        int index = Integer.parseInt(answer.group(1));
        if (index > lastIndex) {
            GpuReading before = readings.removeLast();
            readings.add(new GpuReading(before.time(), Math.max(before.busy(), busy)));
        } else {
            readings.add(new GpuReading(now, busy));
        }
        lastIndex = index;
    }

    /// What was told so far.
    synchronized List<GpuReading> readings() {
        return List.copyOf(readings);
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            process.waitFor(); // its CPU time belongs to no run that comes later
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
