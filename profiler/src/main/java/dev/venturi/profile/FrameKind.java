package dev.venturi.profile;

/// How the code of a frame ran.
public enum FrameKind {
    /// Byte code in the interpreter.
    INTERPRETED,
    /// Compiled, in a method of its own.
    COMPILED,
    /// Compiled into its caller.
    INLINED,
    /// A native method, or native code called by one.
    NATIVE,
    /// The operating system's kernel.
    KERNEL
}
