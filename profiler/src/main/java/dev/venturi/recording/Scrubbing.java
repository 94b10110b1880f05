package dev.venturi.recording;

import dev.venturi.profile.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// Takes secrets out of a recording that is kept.
///
/// The environment is not recorded in the first place. The command line and the system properties
/// of the start are, and JFR writes their texts plainly: they are found in the file and each
/// character of a secret becomes an asterisk, so that no offset changes. Texts that are not ASCII
/// are found as UTF-8 only. Messages of exceptions, paths of files and names of hosts stay: they
/// are what a recording is for, and reports take secrets out of them when they are read.
public final class Scrubbing {
    private static final List<String> EVENTS = List.of("jdk.JVMInformation", "jdk.ProcessStart");
    private static final List<String> FIELDS = List.of("jvmArguments", "javaArguments", "command");
    private static final String PROPERTY = "jdk.InitialSystemProperty";

    /// Stands before the length and the bytes of a text in UTF-8 in a recording.
    private static final int UTF_8_TEXT = 3;

    private static final int WINDOW = 1 << 20;

    private Scrubbing() {}

    /// Bytes of a file, and as many that stand in their place.
    private static final class Replacement {
        final byte[] found;
        final byte[] masked;

        Replacement(byte[] found, byte[] masked) {
            this.found = found;
            this.masked = masked;
        }
    }

    /// Overwrites secrets in a file.
    public static void scrub(Path file) throws IOException {
        List<Replacement> replacements = replacements(file);
        if (!replacements.isEmpty()) {
            replace(file, replacements);
        }
    }

    private static List<Replacement> replacements(Path file) throws IOException {
        Set<String> texts = new LinkedHashSet<>();
        Map<String, String> properties = new LinkedHashMap<>();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                String type = event.getEventType().getName();
                if (EVENTS.contains(type)) {
                    for (String field : FIELDS) {
                        if (event.hasField(field) && event.getValue(field) instanceof String text) {
                            texts.add(text);
                        }
                    }
                } else if (type.equals(PROPERTY)
                        && event.getValue("key") instanceof String key
                        && event.getValue("value") instanceof String value) {
                    properties.put(key, value);
                }
            }
        }
        List<Replacement> replacements = new ArrayList<>();
        for (String text : texts) {
            String safe = Redaction.sameLength(text);
            if (!safe.equals(text)) {
                replacements.add(new Replacement(utf8(text), utf8(masked(text, safe))));
            }
        }
        properties.forEach((key, value) -> {
            String safe =
                    Redaction.isSecretName(key)
                            ? "*".repeat(value.length())
                            : Redaction.sameLength(value);
            if (!safe.equals(value)) {
                replacements.add(
                        new Replacement(
                                pair(utf8(key), utf8(value)),
                                pair(utf8(key), utf8(masked(value, safe)))));
            }
        });
        return replacements;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A property as it stands in a recording: its value alone may be so short that it stands in
    /// other places by chance.
    private static byte[] pair(byte[] key, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] text : List.of(key, value)) {
            out.write(UTF_8_TEXT);
            int length = text.length;
            for (; length > 0x7f; length >>>= 7) {
                out.write((length & 0x7f) | 0x80);
            }
            out.write(length);
            out.writeBytes(text);
        }
        return out.toByteArray();
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

    private static void replace(Path file, List<Replacement> replacements) throws IOException {
        int longest = replacements.stream().mapToInt(r -> r.found.length).max().orElse(0);
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw");
                FileChannel channel = random.getChannel()) {
            long size = channel.size();
            for (long start = 0; start < size; start += WINDOW) {
                int length = (int) Math.min(size - start, (long) WINDOW + longest);
                byte[] window = new byte[length];
                random.seek(start);
                random.readFully(window);
                for (Replacement replacement : replacements) {
                    byte[] text = replacement.found;
                    for (int at = find(window, text, 0); at >= 0; at = find(window, text, at + 1)) {
                        random.seek(start + at);
                        random.write(replacement.masked);
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
