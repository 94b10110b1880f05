package dev.venturi.events;

import dev.venturi.table.Internal;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A stage of a run, such as `features`: its duration and what went through.
@Internal
@Name("venturi.StageFinished")
@Label("Stage Finished")
@Category("Venturi")
@StackTrace(false)
public final class StageFinished extends Event {
    @Label("Stage")
    public String stage = "";

    @Label("Rows")
    public long rows;

    @Label("Entities")
    public long entities;
}
