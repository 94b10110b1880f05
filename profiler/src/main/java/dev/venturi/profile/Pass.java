package dev.venturi.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/// Hands every event to the folds that want it; afterwards [ProfileMaker] makes the profile of
/// them.
final class Pass {
    static final int CPU_TIME = 0;
    static final int EXECUTION = 1;
    private static final int MOST_TYPES = 4_000;
    private static final double SLICE_SECONDS = 0.1;

    final RecordingOptions options;
    final Chunks chunks;
    final JvmFacts jvm;
    final StackTable stacks;
    private final MonitorLines monitorLines;
    final ThreadTable threads = new ThreadTable();
    final Slices slices = new Slices(SLICE_SECONDS);
    final Settings settings = new Settings();
    final PhaseFold phases;
    final SampleFold[] samples = {new SampleFold(), new SampleFold()};
    final AllocationFold sampledAllocations = new AllocationFold();
    final AllocationFold tlabAllocations = new AllocationFold();
    final HeapFold heap = new HeapFold();
    final OldObjectFold oldObjects = new OldObjectFold();
    final IoFold io = new IoFold();
    final LockFold locks = new LockFold();
    final ExceptionFold exceptions = new ExceptionFold();
    final EngineFold engine = new EngineFold();
    final CountFold counts = new CountFold();
    final MachineFacts machine;
    final Set<String> seen = new LinkedHashSet<>();
    long events;
    long pinned;
    double pinnedSeconds;
    boolean virtualSeen;

    private final IdentityHashMap<RecordedClass, String> classNames = new IdentityHashMap<>();
    private final Map<String, String> redacted = new HashMap<>();
    private final Map<String, Consumer<RecordedEvent>> handlers = new HashMap<>();
    private final IdentityHashMap<EventType, Consumer<RecordedEvent>> byType =
            new IdentityHashMap<>();

    Pass(Path file, Chunks chunks, JvmFacts jvm, RecordingOptions options) {
        this.options = options;
        this.chunks = chunks;
        this.jvm = jvm;
        stacks = new StackTable(jvm.userCode(), jvm.sources());
        monitorLines = new MonitorLines(jvm.sources());
        phases = new PhaseFold(options.phases());
        machine = new MachineFacts(file, options.redaction());
        register();
    }

    private void register() {
        handlers.put("jdk.CPUTimeSample", this::cpuTimeSample);
        handlers.put("jdk.CPUTimeSamplesLost", this::samplesLost);
        handlers.put("jdk.ExecutionSample", this::executionSample);
        handlers.put("jdk.ObjectAllocationSample", e -> allocated(e, sampledAllocations, "weight"));
        handlers.put(
                "jdk.ObjectAllocationInNewTLAB", e -> allocated(e, tlabAllocations, "tlabSize"));
        handlers.put(
                "jdk.ObjectAllocationOutsideTLAB",
                e -> allocated(e, tlabAllocations, "allocationSize"));
        handlers.put("jdk.GarbageCollection", this::collection);
        handlers.put("jdk.GCHeapSummary", this::heapSummary);
        handlers.put("jdk.GCHeapMemoryUsage", this::heapUsage);
        handlers.put("jdk.GCHeapConfiguration", e -> heap.max(e.getLong("maxSize")));
        handlers.put("jdk.ObjectCount", this::objectCount);
        handlers.put("jdk.ObjectCountAfterGC", this::objectCount);
        handlers.put("jdk.OldObjectSample", this::oldObject);
        handlers.put("jdk.FileRead", e -> file(e, IoKind.FILE_READ, "bytesRead"));
        handlers.put("jdk.FileWrite", e -> file(e, IoKind.FILE_WRITE, "bytesWritten"));
        handlers.put("jdk.FileForce", e -> file(e, IoKind.FILE_FORCE, ""));
        handlers.put("jdk.SocketRead", e -> socket(e, IoKind.SOCKET_READ, "bytesRead"));
        handlers.put("jdk.SocketWrite", e -> socket(e, IoKind.SOCKET_WRITE, "bytesWritten"));
        handlers.put("jdk.JavaMonitorEnter", this::monitorEnter);
        handlers.put("jdk.JavaMonitorWait", this::monitorWait);
        handlers.put("jdk.ThreadPark", this::park);
        handlers.put("jdk.ThreadSleep", e -> waited(e, LockKind.SLEEP, ""));
        handlers.put("jdk.VirtualThreadPinned", this::pinned);
        handlers.put("jdk.JavaExceptionThrow", this::thrown);
        handlers.put("jdk.JavaErrorThrow", this::thrown);
        handlers.put("jdk.ExceptionStatistics", e -> exceptions.total(e.getLong("throwables")));
        handlers.put("jdk.ThreadStart", this::threadStart);
        handlers.put("jdk.ThreadEnd", this::threadEnd);
        handlers.put("jdk.ThreadCPULoad", this::threadLoad);
        handlers.put("jdk.JavaThreadStatistics", this::threadStatistics);
        handlers.put("jdk.CPULoad", this::load);
        handlers.put("jdk.MethodTiming", this::methodTiming);
        handlers.put("jdk.ActiveSetting", settings::accept);
        machine.register(handlers);
    }

    void accept(RecordedEvent event) {
        events++;
        EventType type = event.getEventType();
        Consumer<RecordedEvent> handler = byType.get(type);
        if (handler == null) {
            handler = meet(type);
        }
        handler.accept(event);
    }

    /// An event type that this chunk has not had yet.
    private Consumer<RecordedEvent> meet(EventType type) {
        if (byType.size() > MOST_TYPES) {
            byType.clear(); // of chunks long past
        }
        String name = type.getName();
        seen.add(name);
        settings.type(type.getId(), name);
        Consumer<RecordedEvent> handler = handlers.get(name);
        if (handler == null) {
            handler = name.startsWith("venturi.") ? this::own : _ -> {};
        }
        byType.put(type, handler);
        return handler;
    }

    double second(Instant time) {
        long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
        return (nanos - chunks.startNanos()) / 1e9;
    }

    private double start(RecordedEvent event) {
        return second(event.getStartTime());
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    private String className(RecordedEvent event, String field) {
        RecordedClass type = event.getValue(field);
        if (type == null) {
            return "";
        }
        String known = classNames.get(type);
        if (known == null) {
            if (classNames.size() > MOST_TYPES) {
                classNames.clear();
            }
            known = type.getName() == null ? "" : ClassNames.readable(type.getName());
            classNames.put(type, known);
        }
        return known;
    }

    private ThreadTable.@Nullable Entry thread(@Nullable RecordedThread thread) {
        ThreadTable.Entry entry = threads.of(thread);
        if (entry != null && entry.virtual) {
            virtualSeen = true;
        }
        return entry;
    }

    private void cpuTimeSample(RecordedEvent event) {
        double period = seconds(event.getDuration("samplingPeriod"));
        SampleFold fold = samples[CPU_TIME];
        if (event.getBoolean("failed") || event.getStackTrace() == null) {
            fold.addFailed(period);
        } else if (event.getBoolean("biased") && !inNativeCode(event.getStackTrace())) {
            fold.addBiased(period);
        } else {
            sampled(event, CPU_TIME, event.getThread("eventThread"), period);
        }
    }

    /// Whether the top frame is a native method: a thread in one has left Java at a known place, so
    /// that its stack is right although it was looked at later.
    private static boolean inNativeCode(RecordedStackTrace stack) {
        return !stack.getFrames().isEmpty()
                && "Native".equals(stack.getFrames().getFirst().getType());
    }

    private void samplesLost(RecordedEvent event) {
        samples[CPU_TIME].addLost(event.getLong("lostSamples"));
    }

    private void executionSample(RecordedEvent event) {
        double period = machine.executionPeriod(settings);
        if (event.getStackTrace() == null) {
            samples[EXECUTION].addFailed(period);
        } else {
            sampled(event, EXECUTION, event.getThread("sampledThread"), period);
        }
    }

    private void sampled(
            RecordedEvent event, int sampler, @Nullable RecordedThread by, double period) {
        ThreadTable.Entry thread = thread(by);
        if (thread != null && thread.ours) {
            return; // the recorder's own work, and what the JVM does for itself
        }
        StackFacts facts = stacks.of(event.getStackTrace());
        Stack stack = facts.stack();
        double at = start(event);
        samples[sampler].add(stack, thread == null ? "" : thread.group, period);
        boolean inIo = facts.io();
        if (thread != null) {
            thread.samples[sampler]++;
            thread.sampledSeconds[sampler] += period;
            if (inIo) {
                thread.sampledIo[sampler] += period;
            }
            thread.seen(at, at);
            for (Frame frame : stack.frames()) {
                if (frame.user()) {
                    thread.trace.add(at, frame);
                    break;
                }
            }
        }
        phases.cpu(stack, at, sampler, period, inIo);
        slices.add(sampler == CPU_TIME ? Slices.Kind.CPU : Slices.Kind.CPU_EXECUTION, at, period);
        slices.busy(at, thread == null ? 0 : thread.number);
    }

    private void allocated(RecordedEvent event, AllocationFold fold, String weight) {
        double bytes = event.getLong(weight);
        ThreadTable.Entry thread = thread(event.getThread());
        if (thread == null || !thread.ours) {
            fold.add(className(event, "objectClass"), stacks.of(event.getStackTrace()), bytes);
            slices.add(Slices.Kind.ALLOCATION, start(event), bytes);
        }
    }

    private void collection(RecordedEvent event) {
        double from = start(event);
        double pauses = seconds(event.getDuration("sumOfPauses"));
        slices.spread(Slices.Kind.GC, from, from + pauses, 1);
        heap.collection(
                event.getLong("gcId"),
                String.valueOf(event.getString("name")),
                String.valueOf(event.getString("cause")),
                from,
                pauses,
                seconds(event.getDuration("longestPause")));
    }

    private void heapSummary(RecordedEvent event) {
        double at = start(event);
        long used = event.getLong("heapUsed");
        slices.heap(at, (double) used);
        heap.summary(event.getLong("gcId"), at, used, "After GC".equals(event.getString("when")));
    }

    private void heapUsage(RecordedEvent event) {
        long used = event.getLong("used");
        slices.heap(start(event), (double) used);
        heap.used(used);
    }

    private void objectCount(RecordedEvent event) {
        heap.counted(
                event.getLong("gcId"), className(event, "objectClass"), event.getLong("totalSize"));
    }

    private void oldObject(RecordedEvent event) {
        oldObjects.add(
                event,
                stacks.of(event.getStackTrace()).stack(),
                second(event.getInstant("allocationTime")),
                jvm.userCode());
    }

    private void file(RecordedEvent event, IoKind kind, String size) {
        long bytes = size.isEmpty() ? 0 : event.getLong(size);
        boolean end = kind == IoKind.FILE_READ && event.getBoolean("endOfFile");
        String path = event.getString("path");
        transferred(event, kind, path == null ? "" : path, bytes, end);
    }

    private void socket(RecordedEvent event, IoKind kind, String size) {
        String host = event.getString("host");
        if (host == null || host.isEmpty()) {
            host = event.getString("address");
        }
        String peer = host + ":" + event.getInt("port");
        boolean end = kind == IoKind.SOCKET_READ && event.getBoolean("endOfStream");
        transferred(event, kind, peer, event.getLong(size), end);
    }

    private void transferred(
            RecordedEvent event, IoKind kind, String path, long bytes, boolean end) {
        ThreadTable.Entry thread = thread(event.getThread());
        StackFacts facts = stacks.of(event.getStackTrace());
        if ((thread != null && thread.ours) || facts.classLoading()) {
            return;
        }
        if (redacted.size() > MOST_TYPES) {
            redacted.clear();
        }
        double from = start(event);
        double to = from + seconds(event.getDuration());
        io.add(
                kind,
                redacted.computeIfAbsent(path, options.redaction()),
                facts,
                thread == null ? "" : thread.group,
                bytes,
                to - from,
                end);
        slices.spread(Slices.Kind.IO, from, to, 1);
        slices.add(
                kind.isRead() ? Slices.Kind.READ : Slices.Kind.WRITE,
                to,
                (double) Math.max(0, bytes));
        phases.io(facts.stack(), from, to);
        if (thread != null) {
            thread.io += to - from;
            thread.seen(from, to);
        }
    }

    private void monitorEnter(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        StackFacts facts = stacks.of(trace);
        if (trace != null && !facts.stack().frames().isEmpty()) {
            int line = monitorLines.of(trace.getFrames().getFirst());
            facts = line > 0 ? stacks.withTopLine(facts, line) : facts;
        }
        ThreadTable.Entry owner = threads.of(event.getThread("previousOwner"));
        waited(event, LockKind.MONITOR, className(event, "monitorClass"), facts, owner);
    }

    private void monitorWait(RecordedEvent event) {
        waited(event, LockKind.WAIT, className(event, "monitorClass"));
    }

    private void park(RecordedEvent event) {
        String blocker = className(event, "parkedClass");
        StackFacts facts = stacks.of(event.getStackTrace());
        waited(event, LockFold.parked(blocker, facts.stack()), blocker, facts, null);
    }

    private void pinned(RecordedEvent event) {
        pinned++;
        pinnedSeconds += seconds(event.getDuration());
        waited(event, LockKind.PINNED, "");
    }

    private void waited(RecordedEvent event, LockKind kind, String type) {
        waited(event, kind, type, stacks.of(event.getStackTrace()), null);
    }

    private void waited(
            RecordedEvent event,
            LockKind kind,
            String type,
            StackFacts facts,
            ThreadTable.@Nullable Entry owner) {
        ThreadTable.Entry thread = thread(event.getThread());
        if (thread == null || thread.ours) {
            return;
        }
        double began = start(event);
        double from = Math.max(0, began);
        double to = Math.max(from, began + seconds(event.getDuration()));
        thread.seen(from, to);
        if (facts.idle()) {
            thread.idle += to - from;
            return;
        }
        locks.add(kind, type, facts, thread, owner, from, to);
        boolean contention = kind.isContention();
        if (contention) {
            thread.lock += to - from;
        } else {
            thread.wait += to - from;
        }
        slices.spread(contention ? Slices.Kind.LOCK : Slices.Kind.WAIT, from, to, 1);
        phases.waiting(facts.stack(), from, to, contention);
    }

    private void thrown(RecordedEvent event) {
        ThreadTable.Entry thread = thread(event.getThread());
        StackFacts facts = stacks.of(event.getStackTrace());
        if ((thread == null || !thread.ours) && !facts.classLoading()) {
            exceptions.add(className(event, "thrownClass"), facts);
        }
    }

    private void threadStart(RecordedEvent event) {
        ThreadTable.Entry thread = thread(event.getThread("thread"));
        if (thread != null && !thread.ours) {
            machine.threadStarted();
            thread.seen(start(event), start(event));
        }
    }

    private void threadEnd(RecordedEvent event) {
        ThreadTable.Entry thread = thread(event.getThread("thread"));
        if (thread != null) {
            thread.seen(start(event), start(event));
        }
    }

    /// Tells the load since the last time, or since the thread or the recording began.
    private void threadLoad(RecordedEvent event) {
        ThreadTable.Entry thread = thread(event.getThread());
        if (thread == null) {
            return;
        }
        double at = start(event);
        double since =
                Double.isNaN(thread.loadUntil)
                        ? Math.min(at, thread.first == Double.MAX_VALUE ? 0 : thread.first)
                        : thread.loadUntil;
        double share = event.getDouble("user") + event.getDouble("system");
        thread.load = (Double.isNaN(thread.load) ? 0 : thread.load) + share * (at - since);
        thread.loadUntil = at;
        if (share > 0) {
            thread.seen(since, at);
        }
    }

    private void threadStatistics(RecordedEvent event) {
        long active = event.getLong("activeCount");
        slices.threads(start(event), (double) active);
        machine.threads(event.getLong("peakCount"), active);
    }

    private void load(RecordedEvent event) {
        double at = start(event);
        double process = event.getDouble("jvmUser") + event.getDouble("jvmSystem");
        double since = machine.load(at, process);
        if (!Double.isNaN(since)) {
            slices.load(since, at, process, event.getDouble("machineTotal"));
        }
    }

    private void methodTiming(RecordedEvent event) {
        RecordedMethod method = event.getValue("method");
        if (method == null) {
            return;
        }
        long calls = event.getLong("invocations");
        counts.add(
                new MethodCount(
                        StackTable.typeName(method.getType().getName()) + "." + method.getName(),
                        calls,
                        timing(event, "average", calls),
                        timing(event, "minimum", calls),
                        timing(event, "maximum", calls)));
    }

    private static double timing(RecordedEvent event, String field, long calls) {
        if (calls == 0 || !event.hasField(field)) {
            return Double.NaN;
        }
        double seconds = seconds(event.getDuration(field));
        return seconds < 0 || seconds > 1e9 ? Double.NaN : seconds;
    }

    private void own(RecordedEvent event) {
        double from = start(event);
        engine.add(event, from, from + seconds(event.getDuration()));
    }

    /// What was read, as a profile.
    Profile profile() {
        return new ProfileMaker(this).profile();
    }
}
