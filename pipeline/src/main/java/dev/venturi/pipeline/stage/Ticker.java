package dev.venturi.pipeline.stage;

import dev.venturi.pipeline.graph.StageContext;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// Tells a few times a second how far work has come that does not tell by itself.
final class Ticker implements AutoCloseable {
    private static final long EVERY_MILLIS = 200;

    private final Thread thread;

    private Ticker(Thread thread) {
        this.thread = thread;
    }

    static Ticker start(StageContext<?> context, Supplier<String> what, DoubleSupplier share) {
        Thread thread =
                Thread.ofVirtual()
                        .name("venturi-ticker")
                        .start(() -> {
                            try {
                                while (true) {
                                    Thread.sleep(EVERY_MILLIS);
                                    context.progress(what.get(), share.getAsDouble());
                                }
                            } catch (InterruptedException _) {
                                // the work has ended
                            }
                        });
        return new Ticker(thread);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
