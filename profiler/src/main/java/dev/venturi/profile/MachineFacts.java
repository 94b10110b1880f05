package dev.venturi.profile;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;

/// What a recording tells of its JVM and its machine.
final class MachineFacts {
    private static final Pattern ASYNC_AT_START =
            Pattern.compile("-agent(path|lib):\\S*asyncProfiler", Pattern.CASE_INSENSITIVE);
    private static final double JFR_PERIOD = 0.020;
    private static final double ASYNC_PERIOD = 0.010;

    private final Path file;
    private final UnaryOperator<String> redaction;
    private String jvmName = "";
    private String jvmVersion = "";
    private String jvmArguments = "";
    private String command = "";
    private int javaVersion;
    private long pid = -1;
    private boolean debugFlag;
    private boolean async;
    private String asyncVersion = "";
    private int hardwareThreads;
    private int containerCores;
    private double loadUntil = Double.NaN;
    private double loadFrom = Double.NaN;
    private double loadSum;
    private final Throttling throttling = new Throttling();
    private int peakThreads;
    private long started;
    private double period = Double.NaN;
    private long truncatedLosses;

    MachineFacts(Path file, UnaryOperator<String> redaction) {
        this.file = file;
        this.redaction = redaction;
    }

    void register(Map<String, Consumer<RecordedEvent>> handlers) {
        handlers.put("jdk.JVMInformation", this::jvm);
        handlers.put("jdk.CPUInformation", e -> hardwareThreads = e.getInt("hwThreads"));
        handlers.put("jdk.ContainerConfiguration", this::container);
        handlers.put("jdk.ContainerCPUThrottling", throttling::add);
        handlers.put("jdk.BooleanFlag", this::flag);
        handlers.put("jdk.ActiveRecording", this::recording);
        handlers.put("jdk.InitialSystemProperty", this::property);
        handlers.put("jdk.DataLoss", e -> truncatedLosses += e.getLong("amount"));
    }

    private void jvm(RecordedEvent event) {
        jvmName = text(event, "jvmName");
        jvmVersion = text(event, "jvmVersion");
        jvmArguments = text(event, "jvmArguments");
        command = text(event, "javaArguments");
        long found = event.getLong("pid");
        if (pid >= 0 && found != pid) {
            throw new RecordingException(
                    "%s: holds recordings of different JVMs, processes %d and %d; report on each, or compare two with profile diff"
                            .formatted(file, pid, found));
        }
        pid = found;
    }

    private void container(RecordedEvent event) {
        long effective = event.getLong("effectiveCpuCount");
        if (effective > 0) {
            containerCores = (int) effective;
        }
    }

    private void flag(RecordedEvent event) {
        if ("DebugNonSafepoints".equals(event.getString("name")) && event.getBoolean("value")) {
            debugFlag = true;
        }
    }

    private void recording(RecordedEvent event) {
        String name = text(event, "name");
        if (name.startsWith("async-profiler")) {
            async = true;
            asyncVersion = name;
        }
    }

    private void property(RecordedEvent event) {
        String value = event.getString("value");
        String key = event.getString("key");
        if (key == null || value == null) {
            return;
        }
        switch (key) {
            case "java.vm.specification.version", "java.specification.version" ->
                    javaVersion = feature(value);
            case "sun.java.command" -> command = command.isEmpty() ? value : command;
            default -> {}
        }
    }

    private static int feature(String version) {
        String digits = version.replaceAll("^1\\.", "").replaceAll("\\D.*", "");
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    private static String text(RecordedEvent event, String field) {
        String value = event.hasField(field) ? event.getString(field) : null;
        return value == null ? "" : value;
    }

    void threadStarted() {
        started++;
    }

    void threads(long peak, long active) {
        peakThreads = (int) Math.max(peakThreads, Math.max(active, Math.min(peak, active)));
    }

    /// The load of the process since the last time.
    ///
    /// @return since when; NaN for the first, which tells nothing yet
    double load(double at, double process) {
        double since = loadUntil;
        if (Double.isNaN(since)) {
            loadFrom = at;
        } else if (at > since) {
            loadSum += process * (at - since);
        }
        loadUntil = Math.max(at, Double.isNaN(since) ? at : since);
        return since;
    }

    /// From when on the load is known; NaN when it is not.
    double loadFrom() {
        return loadFrom;
    }

    /// Until when.
    double loadUntil() {
        return loadUntil;
    }

    /// CPU seconds of the process in that time, as a share of all cores.
    double loadSum() {
        return loadSum;
    }

    /// CPU time between two samples of `jdk.ExecutionSample`, in seconds.
    double executionPeriod(Settings settings) {
        if (Double.isNaN(period)) {
            if (async) {
                String nanos = settings.of("jdk.ExecutionSample", "interval");
                if (nanos.isEmpty()) {
                    return ASYNC_PERIOD; // the settings may come later
                }
                boolean isSet = nanos.matches("[1-9]\\d{0,17}");
                period = isSet ? Long.parseLong(nanos) / 1e9 : ASYNC_PERIOD;
            } else {
                double set = Settings.seconds(settings.of("jdk.ExecutionSample", "period"));
                if (Double.isNaN(set) || set <= 0) {
                    return JFR_PERIOD; // the settings may come later
                }
                period = set;
            }
        }
        return period;
    }

    boolean isAsync() {
        return async;
    }

    String asyncVersion() {
        return asyncVersion;
    }

    boolean hasDebugInformation() {
        // async-profiler switches it on when it is loaded, which is too late for a running JVM
        return debugFlag
                || jvmArguments.contains("-XX:+DebugNonSafepoints")
                || ASYNC_AT_START.matcher(jvmArguments).find();
    }

    int cores() {
        return containerCores > 0 && hardwareThreads > 0
                ? Math.min(containerCores, hardwareThreads)
                : Math.max(containerCores, hardwareThreads);
    }

    /// Hardware threads of the machine: what shares of the load refer to.
    int machineCores() {
        return hardwareThreads > 0 ? hardwareThreads : containerCores;
    }

    String jvm() {
        String version = jvmVersion;
        int open = version.indexOf('(');
        int close = version.indexOf(')', Math.max(0, open));
        if (open >= 0 && close > open) {
            version = version.substring(open + 1, close);
        }
        return (jvmName + " " + version).strip();
    }

    int javaVersion() {
        if (javaVersion > 0) {
            return javaVersion;
        }
        String version = jvmVersion.replaceAll("^.*?\\((\\d+).*$", "$1");
        return feature(version);
    }

    String command() {
        return redaction.apply(command);
    }

    String jvmArguments() {
        return redaction.apply(jvmArguments);
    }

    double throttledShare() {
        return throttling.share();
    }

    int peakThreads() {
        return peakThreads;
    }

    long started() {
        return started;
    }

    long bytesLost() {
        return truncatedLosses;
    }
}
