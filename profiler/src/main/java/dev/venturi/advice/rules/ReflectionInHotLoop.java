package dev.venturi.advice.rules;

import dev.venturi.profile.Frame;
import java.util.Set;

/// Methods and fields are looked up or called by name.
final class ReflectionInHotLoop extends CpuSymptom {
    private static final Set<String> LOOKUPS =
            Set.of(
                    "forName",
                    "newInstance",
                    "getEnclosingMethod",
                    "getRecordComponents",
                    "searchMethods");

    ReflectionInHotLoop() {
        super(
                "reflection-in-hot-loop",
                "reflection",
                "Look the member up once and keep a MethodHandle in a static final "
                        + "field, or call it through an interface or a lambda.");
    }

    @Override
    boolean starts(Frame frame) {
        String type = frame.type();
        String method = frame.method();
        if (type.equals("java.lang.Class")) {
            return LOOKUPS.contains(method)
                    || method.startsWith("getMethod")
                    || method.startsWith("getDeclared")
                    || method.startsWith("getField")
                    || method.startsWith("getConstructor")
                    || method.startsWith("privateGet")
                    || method.startsWith("getAnnotation");
        }
        return type.startsWith("java.lang.reflect.")
                || type.startsWith("jdk.internal.reflect.")
                || type.startsWith("java.lang.invoke.MethodHandles$Lookup")
                || type.startsWith("java.beans.Introspector");
    }
}
