package dev.venturi.cli.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// The most memory this process has held so far, as the system counts it.
public final class PeakMemory {
    private PeakMemory() {}

    /// Peak resident bytes (`VmHWM`); empty where the system has no /proc.
    public static OptionalLong resident() {
        try {
            String status =
                    Files.readString(Path.of("/proc/self/status"), StandardCharsets.ISO_8859_1);
            return parse(status);
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong parse(String status) {
        int at = status.indexOf("VmHWM:");
        int end = status.indexOf(" kB", Math.max(at, 0));
        if (at < 0 || end < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                1024 * Long.parseLong(status.substring(at + "VmHWM:".length(), end).strip()));
    }
}
