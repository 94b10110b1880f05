package dev.venturi.profile;

import org.jspecify.annotations.Nullable;

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
    /// By hand, since a record's own goes through method handles: several times slower until the
    /// second compiler has seen it, and asked for with every event.
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Frame other
                && line == other.line
                && user == other.user
                && kind.equals(other.kind)
                && method.equals(other.method)
                && type.equals(other.type)
                && file.equals(other.file);
    }

    @Override
    public int hashCode() {
        return 31
                        * (31
                                        * (31
                                                        * (31 * (31 * line + Boolean.hashCode(user))
                                                                + kind.hashCode())
                                                + method.hashCode())
                                + type.hashCode())
                + file.hashCode();
    }

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
