package dev.venturi.profile;

/// Names of classes as programmers write them.
final class ClassNames {
    private ClassNames() {}

    /// `double[]` of `[D`, `java.lang.String[][]` of `[[Ljava.lang.String;`; other names as they
    /// are.
    static String readable(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0 || dimensions == name.length()) {
            return StackTable.typeName(name);
        }
        String element =
                switch (name.charAt(dimensions)) {
                    case 'B' -> "byte";
                    case 'C' -> "char";
                    case 'D' -> "double";
                    case 'F' -> "float";
                    case 'I' -> "int";
                    case 'J' -> "long";
                    case 'S' -> "short";
                    case 'Z' -> "boolean";
                    default ->
                            name.endsWith(";")
                                    ? name.substring(dimensions + 1, name.length() - 1)
                                    : name.substring(dimensions);
                };
        return element.replace('/', '.') + "[]".repeat(dimensions);
    }
}
