import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;

/// Makes a recording of at least so many megabytes, with stacks of all depths: allocations, writes,
/// parks and CPU samples without limits.
///
/// java LargeRecording.java FILE MEGABYTES
final class LargeRecording {
    private static final Map<Integer, byte[]> KEPT = new HashMap<>();
    private static final Path SCRATCH = Path.of("large-recording.tmp");

    private LargeRecording() {}

    public static void main(String[] args) throws Exception {
        long wanted = Long.parseLong(args[1]) << 20;
        Path file = Path.of(args[0]);
        try (Recording recording = new Recording();
                OutputStream out = Files.newOutputStream(SCRATCH)) {
            recording.enable("jdk.CPUTimeSample").with("throttle", "1ms");
            recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(1));
            recording.enable("jdk.ObjectAllocationSample").with("throttle", "100000/s");
            recording.enable("jdk.FileWrite").withoutThreshold().with("throttle", "off");
            recording.enable("jdk.ThreadPark").withoutThreshold();
            recording.enable("jdk.JavaExceptionThrow").with("throttle", "off");
            recording.enable("jdk.CPULoad").withPeriod(Duration.ofSeconds(1));
            for (String event :
                    new String[] {
                        "jdk.GarbageCollection", "jdk.GCHeapSummary", "jdk.JVMInformation",
                        "jdk.InitialSystemProperty", "jdk.CPUInformation", "jdk.ActiveSetting"
                    }) {
                recording.enable(event);
            }
            recording.setDestination(file);
            recording.start();
            Random random = new Random(7);
            // what is on the disk already lies in chunks; the last one is smaller than 12 MB
            while (recording.getSize() < wanted) {
                descend(random, 5 + random.nextInt(50), out);
            }
            recording.stop();
        }
        Files.delete(SCRATCH);
        System.out.println(Files.size(file) + " bytes");
    }

    private static void descend(Random random, int depth, OutputStream out) throws Exception {
        if (depth > 0) {
            switch (random.nextInt(3)) {
                case 0 -> left(random, depth - 1, out);
                case 1 -> right(random, depth - 1, out);
                default -> descend(random, depth - 1, out);
            }
            return;
        }
        for (int i = 0; i < 40; i++) {
            KEPT.put(random.nextInt(1000), new byte[2000]);
            out.write(i);
            LockSupport.parkNanos(1);
            try {
                throw new IllegalStateException("expected");
            } catch (IllegalStateException e) {
                KEPT.remove(e.getMessage().length());
            }
        }
    }

    private static void left(Random random, int depth, OutputStream out) throws Exception {
        descend(random, depth, out);
    }

    private static void right(Random random, int depth, OutputStream out) throws Exception {
        descend(random, depth, out);
    }
}
