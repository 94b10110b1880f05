package dev.venturi.cli.page;

import dev.venturi.cli.report.Explanation;
import dev.venturi.profile.Capture;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Site;
import dev.venturi.profile.StackCount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// The CPU samples in the format of pprof, for speedscope, pprof and Pyroscope: `profile.proto` of
/// github.com/google/pprof, compressed by gzip.
///
/// Samples have two values, their number and their CPU time in nanoseconds, and the label `thread`.
/// Source files are named with their package, so that `pprof -list` finds them below a
/// `-source_path`. All code belongs to one mapping, named after the program: without one viewers
/// ask for a binary to find names in.
public final class PprofFile {
    // fields of profile.proto
    private static final int SAMPLE_TYPE = 1;
    private static final int SAMPLE = 2;
    private static final int MAPPING = 3;
    private static final int LOCATION = 4;
    private static final int FUNCTION = 5;
    private static final int STRING = 6;
    private static final int TIME_NANOS = 9;
    private static final int DURATION_NANOS = 10;
    private static final int PERIOD_TYPE = 11;
    private static final int PERIOD = 12;

    private static final int ONLY_MAPPING = 1;
    private static final double NANOS = 1e9;

    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final Map<String, Integer> functions = new LinkedHashMap<>();
    private final Map<String, Integer> locations = new LinkedHashMap<>();
    private final Message profile = new Message();

    private PprofFile() {
        string(""); // the first one is empty
    }

    /// Writes all of it; the stream stays open.
    public static void write(Explanation explanation, OutputStream out) throws IOException {
        PprofFile file = new PprofFile();
        file.map(ReportPage.title(explanation));
        file.fill(explanation.profile().capture(), explanation.profile().cpu().stacks());
        GZIPOutputStream zipped = new GZIPOutputStream(out);
        zipped.write(file.profile.bytes());
        zipped.finish();
    }

    /// The main class or the jar stands first in a command line.
    private void map(String command) {
        String program = command.split(" ", 2)[0];
        profile.message(
                MAPPING,
                new Message()
                        .number(1, ONLY_MAPPING)
                        .number(5, string(program))
                        .number(7, 1) // has functions,
                        .number(8, 1) // files
                        .number(9, 1)); // and lines
    }

    private void fill(Capture capture, List<StackCount> stacks) {
        profile.message(SAMPLE_TYPE, type("samples", "count"));
        profile.message(SAMPLE_TYPE, type("cpu", "nanoseconds"));
        long samples = stacks.stream().mapToLong(StackCount::samples).sum();
        double seconds =
                Double.isNaN(capture.cpuSeconds())
                        ? samples * interval(capture)
                        : capture.cpuSeconds();
        double nanos = samples == 0 ? 0 : seconds / samples * NANOS;
        for (StackCount stack : stacks) {
            profile.message(SAMPLE, sample(stack, nanos));
        }
        profile.number(TIME_NANOS, ChronoUnit.NANOS.between(Instant.EPOCH, capture.start()));
        profile.number(DURATION_NANOS, Math.round(capture.durationSeconds() * NANOS));
        profile.message(PERIOD_TYPE, type("cpu", "nanoseconds"));
        profile.number(PERIOD, Math.round(interval(capture) * NANOS));
        strings.keySet().forEach(text -> profile.text(STRING, text));
    }

    private static double interval(Capture capture) {
        return Double.isNaN(capture.intervalMillis()) ? 0 : capture.intervalMillis() / 1e3;
    }

    private Message type(String name, String unit) {
        return new Message().number(1, string(name)).number(2, string(unit));
    }

    private Message sample(StackCount stack, double nanos) {
        Message sample = new Message();
        stack.stack().frames().forEach(frame -> sample.number(1, location(frame)));
        Message label = new Message().number(1, string("thread"));
        label.number(2, string(stack.threads()));
        return sample.number(2, stack.samples())
                .number(2, Math.round(stack.samples() * nanos))
                .message(3, label);
    }

    private int location(Frame frame) {
        String name = frame.qualifiedMethod();
        Integer known = locations.get(name + ":" + frame.line());
        if (known != null) {
            return known;
        }
        int id = locations.size() + 1;
        locations.put(name + ":" + frame.line(), id);
        String file = frame.file().isEmpty() ? "" : SourceText.key(Site.of(frame));
        Message line = new Message().number(1, function(name, file)).number(2, frame.line());
        profile.message(
                LOCATION, new Message().number(1, id).number(2, ONLY_MAPPING).message(4, line));
        return id;
    }

    private int function(String name, String file) {
        Integer known = functions.get(name);
        if (known != null) {
            return known;
        }
        int id = functions.size() + 1;
        functions.put(name, id);
        profile.message(
                FUNCTION,
                new Message()
                        .number(1, id)
                        .number(2, string(name))
                        .number(3, string(name))
                        .number(4, string(file)));
        return id;
    }

    private int string(String text) {
        Integer known = strings.putIfAbsent(text, strings.size());
        return known == null ? strings.size() - 1 : known;
    }

    /// A message of protocol buffers under construction.
    private static final class Message {
        private static final int LENGTH_DELIMITED = 2;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message message(int field, Message value) {
            return delimited(field, value.bytes());
        }

        Message text(int field, String value) {
            return delimited(field, value.getBytes(StandardCharsets.UTF_8));
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        private Message delimited(int field, byte[] value) {
            varint((long) field << 3 | LENGTH_DELIMITED);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) (rest & 0x7F) | 0x80);
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }
    }
}
