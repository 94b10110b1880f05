package dev.venturi.profile;

/// What took the CPU samples of a recording.
public enum Sampler {
    /// JFR's `jdk.CPUTimeSample`: CPU time in threads that run Java, JDK 25 on Linux.
    JFR_CPU_TIME("JFR CPU-time sampling"),
    /// JFR's `jdk.ExecutionSample`: some of the threads that run Java code, at fixed intervals.
    JFR_EXECUTION("JFR execution sampling"),
    /// async-profiler: also native code and the kernel.
    ASYNC_PROFILER("async-profiler"),
    /// No CPU samples at all.
    NONE("none");

    private final String label;

    Sampler(String label) {
        this.label = label;
    }

    /// As reports name it.
    public String label() {
        return label;
    }
}
