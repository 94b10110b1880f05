package dev.venturi.profile;

/// A method on a stack, and where in it.
///
/// @param type the class: `package.Class$Nested`; the library of native code; empty when unknown
/// @param method the method without parameters
/// @param file the source file as [Site] has it
/// @param line 0 when it is not known
/// @param kind how it ran
/// @param user whether the class belongs to the application: [UserCode]
public record Frame(
        String type, String method, String file, int line, FrameKind kind, boolean user) {
    /// `package.Class.method`.
    public String qualifiedMethod() {
        return type.isEmpty() ? method : type + "." + method;
    }

    /// Whether it is this method.
    ///
    /// @param declaring `package.Class`
    public boolean is(String declaring, String name) {
        return method.equals(name) && type.equals(declaring);
    }
}
