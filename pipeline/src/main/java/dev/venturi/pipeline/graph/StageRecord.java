package dev.venturi.pipeline.graph;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/// One try of a stage, as the flight recorder sees it: on its thread, for as long as it took.
@Name("venturi.Stage")
@Label("Stage")
@Category("Venturi")
@StackTrace(false)
final class StageRecord extends Event {
    @Label("Stage")
    String stage = "";

    @Label("State")
    String state = "";

    @Label("Attempt")
    int attempt;

    /// Begins one where a recorder runs; where none does the first use of an event's class would
    /// cost 50 ms.
    static @Nullable StageRecord of() {
        if (!FlightRecorder.isInitialized()) {
            return null;
        }
        StageRecord event = new StageRecord();
        event.begin();
        return event;
    }

    static void close(@Nullable StageRecord event, String stage, StageState state, int attempt) {
        if (event != null) {
            event.stage = stage;
            event.state = state.name();
            event.attempt = attempt;
            event.commit();
        }
    }
}
