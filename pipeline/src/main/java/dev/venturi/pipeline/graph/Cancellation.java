package dev.venturi.pipeline.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether one try of a stage has to stop, and what is to be done then. Thread-safe.
final class Cancellation {
    private final String stage;
    private final List<CancelHook> hooks = new ArrayList<>();
    private volatile @Nullable StageState reason;

    Cancellation(String stage) {
        this.stage = stage;
    }

    /// Why it has to stop; null as long as it need not.
    @Nullable StageState reason() {
        return reason;
    }

    /// Runs a hook when it has to stop, at once if that was decided already.
    void add(CancelHook hook) {
        synchronized (hooks) {
            if (reason == null) {
                hooks.add(hook);
                return;
            }
        }
        start(hook);
    }

    void remove(CancelHook hook) {
        synchronized (hooks) {
            hooks.remove(hook);
        }
    }

    /// Says that it has to stop. A second reason changes nothing.
    void request(StageState because) {
        List<CancelHook> waiting;
        synchronized (hooks) {
            if (reason != null) {
                return;
            }
            reason = because;
            waiting = List.copyOf(hooks);
            hooks.clear();
        }
        waiting.forEach(this::start);
    }

    /// A hook may hang as well as the stage: neither the others nor the scheduler wait for it.
    private void start(CancelHook hook) {
        Thread.ofPlatform()
                .daemon()
                .name("venturi-cancel-" + stage)
                .start(() -> {
                    try {
                        hook.cancel();
                    } catch (Exception _) {
                        // whether the stage stops is seen by its thread, not by its hooks
                    }
                });
    }
}
