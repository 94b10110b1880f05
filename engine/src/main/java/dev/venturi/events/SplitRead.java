package dev.venturi.events;

import dev.venturi.table.Internal;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// One split: read, assembled and computed.
@Internal
@Name("venturi.SplitRead")
@Label("Split Read")
@Category("Venturi")
@Description("A piece of a table was read and the features of its entities were computed")
@StackTrace(false)
public final class SplitRead extends Event {
    @Label("File")
    public String file = "";

    @Label("From")
    public long from;

    @Label("Bytes")
    @DataAmount
    public long bytes;

    @Label("Rows")
    public long rows;

    @Label("Read Again")
    @Description("The guessed start of the split was wrong, a quoted line break stood before it")
    public boolean readAgain;
}
