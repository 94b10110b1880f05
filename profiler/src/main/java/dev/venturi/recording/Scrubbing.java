package dev.venturi.recording;

import dev.venturi.profile.Redaction;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// Takes secrets out of a recording that is kept.
///
/// The environment and the properties are not recorded in the first place. The command line is, in
/// `jdk.JVMInformation`, and JFR writes its text plainly: it is found in the file and each
/// character of a secret becomes an asterisk, so that no offset changes. Texts that are not ASCII
/// are found as UTF-8 only. Messages of exceptions, paths of files and names of hosts stay: they
/// are what a recording is for, and reports take secrets out of them when they are read.
public final class Scrubbing {
    private static final List<String> EVENTS =
            List.of("jdk.JVMInformation", "jdk.InitialSystemProperty", "jdk.ProcessStart");
    private static final List<String> FIELDS =
            List.of("jvmArguments", "javaArguments", "value", "command");
    private static final int WINDOW = 1 << 20;

    private Scrubbing() {}

    /// A text of a file, and what stands in its place, as long in UTF-8.
    private record Replacement(String text, String masked) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /// Overwrites secrets in a file.
    public static void scrub(Path file) throws IOException {
        List<Replacement> replacements = new ArrayList<>();
        for (String text : texts(file)) {
            String safe = Redaction.sameLength(text);
            if (!safe.equals(text)) {
                replacements.add(new Replacement(text, masked(text, safe)));
            }
        }
        if (!replacements.isEmpty()) {
            replace(file, replacements);
        }
    }

    /// An asterisk for each byte, where a character has several.
    private static String masked(String text, String safe) {
        StringBuilder masked = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int code = text.codePointAt(i);
            int chars = Character.charCount(code);
            boolean secret = safe.charAt(i) == '*' && text.charAt(i) != '*';
            String character = text.substring(i, i + chars);
            masked.append(
                    secret
                            ? "*".repeat(character.getBytes(StandardCharsets.UTF_8).length)
                            : character);
            i += chars;
        }
        return masked.toString();
    }

    private static Set<String> texts(Path file) throws IOException {
        Set<String> texts = new LinkedHashSet<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (EVENTS.contains(event.getEventType().getName())) {
                    for (String field : FIELDS) {
                        if (event.hasField(field) && event.getValue(field) instanceof String text) {
                            texts.add(text);
                        }
                    }
                }
            }
        }
        return texts;
    }

    private static void replace(Path file, List<Replacement> replacements) throws IOException {
        int longest = replacements.stream().mapToInt(r -> r.bytes().length).max().orElse(0);
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw");
                FileChannel channel = random.getChannel()) {
            long size = channel.size();
            for (long start = 0; start < size; start += WINDOW) {
                int length = (int) Math.min(size - start, (long) WINDOW + longest);
                byte[] window = new byte[length];
                random.seek(start);
                random.readFully(window);
                for (Replacement replacement : replacements) {
                    byte[] text = replacement.bytes();
                    for (int at = find(window, text, 0); at >= 0; at = find(window, text, at + 1)) {
                        random.seek(start + at);
                        random.write(replacement.masked.getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }

    private static int find(byte[] window, byte[] text, int from) {
        for (int i = from; i + text.length <= window.length; i++) {
            int k = 0;
            while (k < text.length && window[i + k] == text[k]) {
                k++;
            }
            if (k == text.length) {
                return i;
            }
        }
        return -1;
    }
}
