package dev.venturi.profile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.LineNumber;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;

/// The lines of `synchronized` blocks. The interpreter steps on before it waits for a monitor, so
/// that a recording names the first line inside the block; the class file, where it is at hand,
/// tells the line of the block itself.
final class MonitorLines {
    private static final int UNKNOWN = 0;

    private final SourceFiles sources;
    private final Map<String, Integer> lines = new HashMap<>();

    MonitorLines(SourceFiles sources) {
        this.sources = sources;
    }

    /// The line of the `monitorenter` right before where a frame stands; 0 where there is none.
    int of(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        if (method == null || !"Interpreted".equals(frame.getType())) {
            return UNKNOWN;
        }
        int index = frame.getBytecodeIndex();
        String key =
                method.getType().getName()
                        + "."
                        + method.getName()
                        + method.getDescriptor()
                        + index;
        return lines.computeIfAbsent(key, _ -> find(method, index));
    }

    private int find(RecordedMethod method, int index) {
        Optional<byte[]> bytes = sources.classFile(method.getType().getName());
        if (bytes.isEmpty()) {
            return UNKNOWN;
        }
        try {
            ClassModel model = ClassFile.of().parse(bytes.get());
            for (MethodModel each : model.methods()) {
                if (each.methodName().equalsString(method.getName())
                        && each.methodType().equalsString(method.getDescriptor())) {
                    return each.code().map(code -> line(code, index)).orElse(UNKNOWN);
                }
            }
        } catch (IllegalArgumentException _) {
            return UNKNOWN; // not a class file we can read: of a newer Java
        }
        return UNKNOWN;
    }

    private static int line(CodeModel code, int index) {
        int at = 0;
        int line = UNKNOWN;
        for (CodeElement element : code) {
            if (element instanceof LineNumber number) {
                line = number.line();
            } else if (element instanceof Instruction instruction) {
                at += instruction.sizeInBytes();
                if (at >= index) {
                    return at == index && instruction.opcode() == Opcode.MONITORENTER
                            ? line
                            : UNKNOWN;
                }
            }
        }
        return UNKNOWN;
    }
}
