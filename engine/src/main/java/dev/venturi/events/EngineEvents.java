package dev.venturi.events;

import dev.venturi.table.Internal;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/// Begins events where a flight recorder runs, and leaves them alone where none does: the first use
/// of an event's class registers it, which takes 50 ms of the start of a short run.
///
/// A recorder that is started while the engine runs sees what begins from then on.
@Internal
public final class EngineEvents {
    private EngineEvents() {}

    /// Begins a stage.
    public static @Nullable StageFinished stage() {
        if (!FlightRecorder.isInitialized()) {
            return null;
        }
        StageFinished event = new StageFinished();
        event.begin();
        return event;
    }

    /// Ends a stage.
    public static void end(@Nullable StageFinished event, String stage, long rows, long entities) {
        if (event != null) {
            event.stage = stage;
            event.rows = rows;
            event.entities = entities;
            event.commit();
        }
    }

    /// Tells which kernels were chosen.
    public static void kernels(String reason) {
        if (FlightRecorder.isInitialized()) {
            KernelsSelected event = new KernelsSelected();
            event.reason = reason;
            event.commit();
        }
    }

    /// Begins to read a split.
    public static @Nullable SplitRead split() {
        if (!FlightRecorder.isInitialized()) {
            return null;
        }
        SplitRead event = new SplitRead();
        event.begin();
        return event;
    }

    /// Ends the reading of a split.
    public static void end(
            @Nullable SplitRead event,
            String file,
            long from,
            long bytes,
            long rows,
            boolean readAgain) {
        if (event != null) {
            event.file = file;
            event.from = from;
            event.bytes = bytes;
            event.rows = rows;
            event.readAgain = readAgain;
            event.commit();
        }
    }
}
