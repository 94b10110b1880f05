package dev.venturi.events;

import dev.venturi.table.Internal;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Which kernels a run uses, and why.
@Internal
@Name("venturi.KernelsSelected")
@Label("Kernels Selected")
@Category("Venturi")
@StackTrace(false)
public final class KernelsSelected extends Event {
    @Label("Reason")
    public String reason = "";
}
