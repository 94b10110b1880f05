package dev.venturi.profile;

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

    /// `Orders.java:31`, or `Orders.java` when the line is not known.
    public String place() {
        return line > 0 ? file + ":" + line : file;
    }
}
