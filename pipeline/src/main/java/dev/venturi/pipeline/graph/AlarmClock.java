package dev.venturi.pipeline.graph;

import dev.failsafe.spi.Scheduler;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is to be done later on the scheduler's thread, by it alone: timeouts, and the pauses of
/// Failsafe, which therefore hold no thread and no worker. Not thread-safe.
final class AlarmClock implements Scheduler {
    /// Seconds that nanoseconds can count: the rest of such a delay nobody waits for.
    private static final long LONGEST = Integer.MAX_VALUE;

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();

    private static final class Alarm extends FutureTask<@Nullable Object>
            implements ScheduledFuture<@Nullable Object> {
        private final long at;

        Alarm(Callable<?> action, long at) {
            super(action::call);
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.signum(at - ((Alarm) other).at);
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Callable<?> action, long delay, TimeUnit unit) {
        Alarm alarm = new Alarm(action, System.nanoTime() + unit.toNanos(delay));
        alarms.add(alarm);
        return alarm;
    }

    /// Does something after a while.
    void after(Duration delay, Runnable action) {
        long nanos = Math.min(delay.toSeconds(), LONGEST) * 1_000_000_000 + delay.toNanosPart();
        alarms.add(new Alarm(Executors.callable(action), System.nanoTime() + nanos));
    }

    /// Nanoseconds until the next alarm; a day when there is none.
    long nanosToNext() {
        Alarm next = alarms.peek();
        return next == null ? TimeUnit.DAYS.toNanos(1) : next.getDelay(TimeUnit.NANOSECONDS);
    }

    /// Does what is due.
    void ring() {
        while (nanosToNext() <= 0) {
            Alarm due = alarms.remove();
            due.run();
            if (due.state() == FutureTask.State.FAILED) {
                throw new IllegalStateException(due.exceptionNow());
            }
        }
    }
}
