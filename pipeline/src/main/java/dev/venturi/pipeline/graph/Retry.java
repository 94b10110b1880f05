package dev.venturi.pipeline.graph;

import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import dev.venturi.table.MalformedDataException;
import dev.venturi.table.UsageException;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// How often a stage is tried, and how long it rests before it is tried again: the pause doubles
/// from try to try, each shortened or lengthened at random by up to a tenth, so that stages that
/// failed together do not return together.
///
/// @param attempts tries in all, 1 for a stage that is not tried again
/// @param firstPause before the second try
/// @param longestPause which no pause exceeds, chance aside
/// @param worthwhile of which failures a further try makes sense
public record Retry(
        int attempts, Duration firstPause, Duration longestPause, Predicate<Throwable> worthwhile) {
    private static final double JITTER = 0.1;

    /// Once.
    public static final Retry NONE = times(1, Duration.ofSeconds(1));

    public Retry {
        if (attempts < 1) {
            throw new IllegalArgumentException(
                    "attempts %d: expected 1 or more".formatted(attempts));
        }
        if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "pauses from %s to %s: expected the first above zero, the longest not below it"
                            .formatted(firstPause, longestPause));
        }
    }

    /// Some tries in all, with pauses of up to a hundred times the first. What no repetition cures
    /// is not tried again: malformed content, a request that cannot be met, errors of the JVM.
    public static Retry times(int attempts, Duration firstPause) {
        return new Retry(attempts, firstPause, firstPause.multipliedBy(100), Retry::mayPass);
    }

    /// The same for Failsafe.
    ///
    /// @param pausing told of each pause and of the failure before it
    <T> RetryPolicy<T> policy(BiConsumer<Duration, Throwable> pausing) {
        RetryPolicyBuilder<T> policy =
                RetryPolicy.<T>builder()
                        .handleIf(failure -> failure != null && worthwhile.test(failure))
                        .withMaxAttempts(attempts)
                        .withJitter(JITTER)
                        .onRetryScheduled(event ->
                                pausing.accept(event.getDelay(), event.getLastException()));
        return firstPause.equals(longestPause)
                ? policy.withDelay(firstPause).build()
                : policy.withBackoff(firstPause, longestPause).build();
    }

    private static boolean mayPass(Throwable failure) {
        return failure instanceof Exception
                && !(failure instanceof MalformedDataException)
                && !(failure instanceof UsageException)
                && !(failure instanceof IllegalArgumentException);
    }
}
