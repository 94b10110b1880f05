package dev.venturi.profile;

import java.util.List;

/// Which classes are the application's, and so worth naming to its author.
///
/// Asked for by prefix (`--app com.acme`), they are exactly those. Otherwise they are the classes
/// outside the JDK and known frameworks; where the class path of the program is at hand, only those
/// of its own directories and jars.
public interface UserCode {
    /// Whether a class is the application's.
    ///
    /// @param type `package.Class`
    boolean isUser(String type);

    /// Which classes those are, as a sentence for the report.
    String describe();

    /// Classes by the beginnings of their names.
    ///
    /// @param prefixes `com.acme`; each stands for the package with all below it, or for a class
    static UserCode withPrefixes(List<String> prefixes) {
        return new PrefixUserCode(List.copyOf(prefixes));
    }

    /// Classes outside the JDK and known frameworks.
    static UserCode outsideFrameworks() {
        return FrameworkUserCode.INSTANCE;
    }
}
