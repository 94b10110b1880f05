package dev.venturi.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/// Stacks and frames, each once: equal ones are the same object.
///
/// The reader gives the same object for the same stack of a chunk, so most events find theirs by
/// identity. Beyond [#MOST] different stacks, new ones are folded to the frames of the application
/// and the one on top, beyond twice that to the application's nearest.
final class StackTable {
    static final int MOST = 60_000;
    private static final int MOST_RECENT = 30_000;

    private final UserCode userCode;
    private final SourceFiles sources;
    private final IdentityHashMap<RecordedStackTrace, Stack> recent = new IdentityHashMap<>();
    private final IdentityHashMap<RecordedMethod, Method> methods = new IdentityHashMap<>();
    private final Map<Stack, Stack> stacks = new HashMap<>();
    private final Map<Frame, Frame> frames = new HashMap<>();
    private long folded;

    private record Method(String type, String name, String file, boolean user) {}

    StackTable(UserCode userCode, SourceFiles sources) {
        this.userCode = userCode;
        this.sources = sources;
    }

    /// The stack; [Stack#NONE] for null.
    Stack of(@Nullable RecordedStackTrace trace) {
        if (trace == null) {
            return Stack.NONE;
        }
        Stack known = recent.get(trace);
        if (known != null) {
            return known;
        }
        if (recent.size() >= MOST_RECENT) {
            recent.clear();
            methods.clear();
        }
        Stack stack = intern(trace);
        recent.put(trace, stack);
        return stack;
    }

    /// How many stacks were folded.
    long folded() {
        return folded;
    }

    private Stack intern(RecordedStackTrace trace) {
        List<RecordedFrame> recorded = trace.getFrames();
        List<Frame> list = new ArrayList<>(recorded.size());
        for (RecordedFrame frame : recorded) {
            list.add(frame(frame));
        }
        Stack stack = new Stack(list, trace.isTruncated());
        Stack known = stacks.get(stack);
        if (known != null) {
            return known;
        }
        if (stacks.size() >= MOST) {
            folded++;
            stack = stacks.size() < 2 * MOST ? usersOnly(list) : nearestOnly(stack);
            known = stacks.get(stack);
            if (known != null || stacks.size() >= 3 * MOST) {
                return known == null ? Stack.NONE : known;
            }
        }
        stacks.put(stack, stack);
        return stack;
    }

    private static Stack usersOnly(List<Frame> list) {
        List<Frame> kept = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (i == 0 || list.get(i).user()) {
                kept.add(list.get(i));
            }
        }
        return new Stack(kept, true);
    }

    private static Stack nearestOnly(Stack stack) {
        return new Stack(stack.userFrame().map(List::of).orElse(List.of()), true);
    }

    private Frame frame(RecordedFrame recorded) {
        RecordedMethod called = recorded.getMethod();
        Method method = called == null ? null : methods.computeIfAbsent(called, this::method);
        String type = recorded.getType();
        FrameKind kind = kind(type == null ? "" : type);
        Frame frame =
                method == null
                        ? new Frame("", "(unknown)", "", 0, kind, false)
                        : new Frame(
                                method.type(),
                                method.name(),
                                method.file(),
                                Math.max(0, recorded.getLineNumber()),
                                kind,
                                method.user()
                                        && kind != FrameKind.NATIVE
                                        && kind != FrameKind.KERNEL);
        Frame known = frames.putIfAbsent(frame, frame);
        return known == null ? frame : known;
    }

    private Method method(RecordedMethod recorded) {
        String type = typeName(recorded.getType() == null ? "" : recorded.getType().getName());
        String name = recorded.getName();
        return new Method(
                type,
                name == null ? "(unknown)" : name,
                sources.of(type),
                !type.isEmpty() && userCode.isUser(type));
    }

    /// Without the address of a class that the JVM made, which differs from run to run.
    static String typeName(String name) {
        int slash = name.indexOf('/');
        int lambda = name.indexOf("$$Lambda");
        if (lambda >= 0) {
            return name.substring(0, lambda + "$$Lambda".length());
        }
        return slash > 0 && name.indexOf("0x", slash) == slash + 1
                ? name.substring(0, slash)
                : name;
    }

    private static FrameKind kind(String type) {
        return switch (type) {
            case "Interpreted" -> FrameKind.INTERPRETED;
            case "Inlined" -> FrameKind.INLINED;
            case "Native", "C++" -> FrameKind.NATIVE;
            case "Kernel" -> FrameKind.KERNEL;
            default -> FrameKind.COMPILED;
        };
    }
}
