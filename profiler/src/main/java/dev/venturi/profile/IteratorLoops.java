package dev.venturi.profile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Which of the application's methods go over an iterator in a loop, by their class files. Where
/// code was compiled without lines between safepoints, samples fall on what a loop calls and never
/// on its iterator, so that they cannot tell it.
final class IteratorLoops {
    /// Nobody asks for methods that cost less.
    private static final double LEAST_TOTAL = 0.05;

    private final Function<String, Optional<byte[]>> classFile;

    /// @param classFile of an application's class, where it is at hand
    IteratorLoops(Function<String, Optional<byte[]>> classFile) {
        this.classFile = classFile;
    }

    /// Names as [Frame#qualifiedMethod]; overloads count as one.
    Set<String> among(List<MethodShare> methods) {
        Set<String> found = new HashSet<>();
        for (MethodShare method : methods) {
            int dot = method.method().lastIndexOf('.');
            if (method.user()
                    && method.total() >= LEAST_TOTAL
                    && dot > 0
                    && iterates(
                            method.method().substring(0, dot),
                            method.method().substring(dot + 1))) {
                found.add(method.method());
            }
        }
        return found;
    }

    private boolean iterates(String type, String name) {
        Optional<byte[]> bytes = classFile.apply(type);
        if (bytes.isEmpty()) {
            return false;
        }
        try {
            for (MethodModel method : ClassFile.of().parse(bytes.get()).methods()) {
                if (method.methodName().equalsString(name)
                        && method.code().map(IteratorLoops::iterates).orElse(false)) {
                    return true;
                }
            }
        } catch (IllegalArgumentException _) {
            return false; // not a class file we can read: of a newer Java
        }
        return false;
    }

    /// Whether a branch leads back from behind a call of `Iterator.next` to before it.
    private static boolean iterates(CodeModel code) {
        Map<Label, Integer> labels = new HashMap<>();
        List<Integer> calls = new ArrayList<>();
        int at = 0;
        for (CodeElement element : code) {
            at++;
            switch (element) {
                case LabelTarget target -> labels.put(target.label(), at);
                case InvokeInstruction call when isNext(call) -> calls.add(at);
                case BranchInstruction branch -> {
                    int to = labels.getOrDefault(branch.target(), at);
                    if (calls.stream().anyMatch(call -> to < call)) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    private static boolean isNext(InvokeInstruction call) {
        return call.owner().asInternalName().equals("java/util/Iterator")
                && call.name().equalsString("next");
    }
}
