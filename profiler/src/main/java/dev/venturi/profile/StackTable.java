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
    private static final String UNKNOWN = "(unknown)";
    private static final int MOST_RECENT = 30_000;

    private final UserCode userCode;
    private final SourceFiles sources;
    private final IdentityHashMap<RecordedStackTrace, StackFacts> recent = new IdentityHashMap<>();
    private final IdentityHashMap<RecordedMethod, Method> methods = new IdentityHashMap<>();
    private final Map<Stack, StackFacts> stacks = new HashMap<>();
    private final Map<Method, Method> known = new HashMap<>();
    private final Method unknown = new Method("", UNKNOWN, "", false, new HashMap<>());
    private long folded;

    /// A method and its frames: those of one line that ran in one way are the same object.
    private record Method(
            String type, String name, String file, boolean user, Map<Integer, Frame> frames) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Method method
                    && method.name.equals(name)
                    && method.type.equals(type);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + name.hashCode();
        }

        Frame frame(int line, FrameKind kind) {
            int key = line * 8 + kind.number();
            Frame frame = frames.get(key);
            if (frame == null) {
                boolean java = kind != FrameKind.NATIVE && kind != FrameKind.KERNEL;
                frame = new Frame(type, name, file, line, kind, user && java);
                frames.put(key, frame);
            }
            return frame;
        }
    }

    StackTable(UserCode userCode, SourceFiles sources) {
        this.userCode = userCode;
        this.sources = sources;
    }

    /// The stack; [StackFacts#NONE] for null.
    StackFacts of(@Nullable RecordedStackTrace trace) {
        if (trace == null) {
            return StackFacts.NONE;
        }
        StackFacts before = recent.get(trace);
        if (before != null) {
            return before;
        }
        if (recent.size() >= MOST_RECENT) {
            recent.clear();
            methods.clear();
        }
        StackFacts facts = intern(trace);
        recent.put(trace, facts);
        return facts;
    }

    /// How many stacks were folded.
    long folded() {
        return folded;
    }

    private StackFacts intern(RecordedStackTrace trace) {
        List<RecordedFrame> recorded = trace.getFrames();
        List<Frame> list = new ArrayList<>(recorded.size());
        for (RecordedFrame frame : recorded) {
            list.add(frame(frame));
        }
        return intern(new Stack(list, trace.isTruncated()));
    }

    private StackFacts intern(Stack whole) {
        Stack stack = whole;
        StackFacts before = stacks.get(stack);
        if (before != null) {
            return before;
        }
        if (stacks.size() >= MOST) {
            folded++;
            stack = stacks.size() < 2 * MOST ? usersOnly(stack.frames()) : nearestOnly(stack);
            before = stacks.get(stack);
            if (before != null || stacks.size() >= 3 * MOST) {
                return before == null ? StackFacts.NONE : before;
            }
        }
        StackFacts facts = StackFacts.of(stack);
        stacks.put(stack, facts);
        return facts;
    }

    /// The same stack with its top frame at another line of its method.
    StackFacts withTopLine(StackFacts facts, int line) {
        List<Frame> list = new ArrayList<>(facts.stack().frames());
        Frame top = list.getFirst();
        Method method = known.get(new Method(top.type(), top.method(), "", false, Map.of()));
        if (method == null || top.line() == line) {
            return facts;
        }
        list.set(0, method.frame(line, top.kind()));
        return intern(new Stack(list, facts.stack().truncated()));
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
        Method method = called == null ? unknown : methods.get(called);
        if (method == null) {
            method = method(called);
            methods.put(called, method);
        }
        String type = recorded.getType();
        return method.frame(Math.max(0, recorded.getLineNumber()), kind(type == null ? "" : type));
    }

    private Method method(RecordedMethod recorded) {
        String type = typeName(recorded.getType() == null ? "" : recorded.getType().getName());
        String name = recorded.getName() == null ? UNKNOWN : recorded.getName();
        Method fresh = new Method(type, name, "", false, Map.of());
        Method before = known.get(fresh);
        if (before == null) {
            boolean user = !type.isEmpty() && userCode.isUser(type);
            before = new Method(type, name, sources.of(type), user, new HashMap<>());
            known.put(before, before);
        }
        return before;
    }

    /// Without the address of a class that the JVM made, which differs from run to run.
    static String typeName(String name) {
        int lambda = name.indexOf("$$Lambda");
        if (lambda >= 0) {
            return name.substring(0, lambda + "$$Lambda".length());
        }
        int address = name.lastIndexOf("0x");
        boolean follows =
                address > 1 && (name.charAt(address - 1) == '/' || name.charAt(address - 1) == '.');
        return follows ? name.substring(0, address - 1) : name;
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
