package dev.venturi.profile;

import java.util.List;

/// Classes by the beginnings of their names.
record PrefixUserCode(List<String> prefixes) implements UserCode {
    @Override
    public boolean isUser(String type) {
        for (String prefix : prefixes) {
            if (type.startsWith(prefix) && (endsName(prefix) || isWhole(type, prefix.length()))) {
                return !isGenerated(type);
            }
        }
        return false;
    }

    private static boolean endsName(String prefix) {
        return prefix.endsWith(".") || prefix.endsWith("$");
    }

    private static boolean isWhole(String type, int end) {
        return type.length() == end || type.charAt(end) == '.' || type.charAt(end) == '$';
    }

    /// A class that the JVM made for a lambda, or a framework around a class, has no line of its
    /// own.
    static boolean isGenerated(String type) {
        return type.contains("$$Lambda")
                || type.contains("$$EnhancerBy")
                || type.contains("$$SpringCGLIB")
                || type.contains("$$FastClass")
                || type.contains("$HibernateProxy$")
                || type.startsWith("$Proxy", type.lastIndexOf('.') + 1);
    }

    @Override
    public String describe() {
        return "user code is " + String.join(", ", prefixes) + " (--app)";
    }
}
