package dev.venturi.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Java installation, as its launcher's neighbours describe it.
///
/// @param launcher `bin/java`, not a link
/// @param feature version, such as 17; 0 when unknown
/// @param flightRecorder whether it has JFR
/// @param hotSpot whether its JVM is HotSpot, as far as can be told
record JavaHome(Path launcher, int feature, boolean flightRecorder, boolean hotSpot) {
    private static final Pattern PROPERTY =
            Pattern.compile("^\\s+(java\\.specification\\.version|java\\.vm\\.name) = (.*)$");
    private static final long PROBE_SECONDS = 10;

    /// Describes the installation of a launcher: from its file `release`, else by asking it.
    ///
    /// @param launcher a file named `java`, or a link to one
    static JavaHome of(Path launcher) throws IOException {
        Path real = launcher.toRealPath();
        Path bin = real.getParent();
        Path home = bin == null ? null : bin.getParent();
        Path release = home == null ? null : home.resolve("release");
        if (release == null || !Files.isRegularFile(release)) {
            return ask(launcher);
        }
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(release, StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        String modules = text(properties, "MODULES");
        return new JavaHome(
                real,
                feature(text(properties, "JAVA_VERSION")),
                modules.isEmpty() || (" " + modules + " ").contains(" jdk.jfr "),
                !text(properties, "JVM_VARIANT").equalsIgnoreCase("openj9"));
    }

    /// Why a program cannot be recorded on it; empty when it can.
    Optional<String> obstacle() {
        if (feature < RecordingSettings.OLDEST) {
            return Optional.of(
                    "%s is Java %s; %d or newer is needed"
                            .formatted(
                                    launcher,
                                    feature == 0 ? "of an unknown version" : feature,
                                    RecordingSettings.OLDEST));
        }
        if (!hotSpot) {
            return Optional.of("%s is no HotSpot; its JVM has no JFR".formatted(launcher));
        }
        return flightRecorder
                ? Optional.empty()
                : Optional.of(
                        "%s has no JFR; a Java with the module jdk.jfr is needed"
                                .formatted(launcher));
    }

    /// `1.8.0_392` is 8, `17.0.15` is 17, `25-ea` is 25.
    static int feature(String version) {
        Matcher number = Pattern.compile("^(?:1\\.)?(\\d+)").matcher(version);
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    private static String text(Properties properties, String name) {
        return properties.getProperty(name, "").replace("\"", "");
    }

    private static JavaHome ask(Path launcher) throws IOException {
        Process process =
                new ProcessBuilder(launcher.toString(), "-XshowSettings:properties", "-version")
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        int feature = 0;
        boolean hotSpot = true;
        for (String line : answer.lines().toList()) {
            Matcher property = PROPERTY.matcher(line);
            if (property.matches()) {
                if (property.group(1).equals("java.vm.name")) {
                    hotSpot = !property.group(2).contains("OpenJ9");
                } else {
                    feature = feature(property.group(2));
                }
            }
        }
        return new JavaHome(launcher, feature, true, hotSpot);
    }
}
