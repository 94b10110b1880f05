package dev.venturi.profile;

/// How the code of a frame ran.
public enum FrameKind {
    /// Byte code in the interpreter.
    INTERPRETED(0),
    /// Compiled, in a method of its own.
    COMPILED(1),
    /// Compiled into its caller.
    INLINED(2),
    /// A native method, or native code called by one.
    NATIVE(3),
    /// The operating system's kernel.
    KERNEL(4);

    private final int number;

    FrameKind(int number) {
        this.number = number;
    }

    /// 0 to 4.
    int number() {
        return number;
    }
}
