package dev.venturi.pipeline;

import java.time.Duration;
import java.util.Optional;

/// How a stage is run.
///
/// @param timeout after which it is stopped; empty: never
/// @param attempts how often it is tried before it has failed, from 1
/// @param pause before the second attempt, twice as long before each further one
/// @param isolate whether it runs in a JVM of its own, which can be killed
/// @param rejectFile where rows go that cannot be used; empty: such a row ends the run
/// @param rejectLimit rejected rows at most
public record StageOptions(
        Optional<Duration> timeout,
        int attempts,
        Duration pause,
        boolean isolate,
        String rejectFile,
        long rejectLimit) {
    /// Tried once, without a limit of time, in this JVM; a bad row ends the run.
    public static final StageOptions DEFAULTS =
            new StageOptions(Optional.empty(), 1, Duration.ofSeconds(1), false, "", 0);

    /// Rejected rows at most when nothing is said.
    public static final long USUAL_REJECTS = 1000;

    public StageOptions {
        if (attempts < 1 || rejectLimit < 0) {
            throw new IllegalArgumentException(
                    "%d attempts, %d rejects".formatted(attempts, rejectLimit));
        }
    }

    /// The same, stopped after some time.
    public StageOptions withTimeout(Duration limit) {
        return new StageOptions(
                Optional.of(limit), attempts, pause, isolate, rejectFile, rejectLimit);
    }

    /// The same, tried several times.
    public StageOptions withAttempts(int most, Duration first) {
        return new StageOptions(timeout, most, first, isolate, rejectFile, rejectLimit);
    }

    /// The same in a JVM of its own or not.
    public StageOptions withIsolation(boolean apart) {
        return new StageOptions(timeout, attempts, pause, apart, rejectFile, rejectLimit);
    }

    /// The same with rows that cannot be used put aside.
    public StageOptions withRejects(String file, long limit) {
        return new StageOptions(timeout, attempts, pause, isolate, file, limit);
    }
}
