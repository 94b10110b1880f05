package dev.venturi.profile;

import org.jspecify.annotations.Nullable;

/// A line of a program.
///
/// @param file the name of the source file as the class file has it, without directories:
///   `Orders.java`; where the class file was not at hand it is made of the name of the class
/// @param line 1 is the first; 0 when it is not known
/// @param method `package.Class.method`, nested classes with a dollar sign as in class files
public record Site(String file, int line, String method) {
    /// The line a frame stands at.
    public static Site of(Frame frame) {
        return new Site(frame.file(), frame.line(), frame.qualifiedMethod());
    }

    /// By hand, since a record's own goes through method handles: several times slower until the
    /// second compiler has seen it, and asked for with every event.
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Site other
                && line == other.line
                && file.equals(other.file)
                && method.equals(other.method);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * line + file.hashCode()) + method.hashCode();
    }

    /// `Orders.java:31`, or `Orders.java` when the line is not known.
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }
}
