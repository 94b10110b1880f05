package dev.venturi.pipeline.servers;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/// The tests that did not run for want of a server: a line for each on standard error and in
/// `target/tests-left-out.txt`, which is empty when all ran.
final class LeftOut implements AutoCloseable {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    /// @param context of a test, or of a class with all its tests
    void add(ExtensionContext context, String reason) {
        String in = context.getRequiredTestClass().getName();
        if (context.getTestMethod().isPresent()) {
            add(in, context.getRequiredTestMethod(), reason);
            return;
        }
        ReflectionSupport.findMethods(
                        context.getRequiredTestClass(),
                        LeftOut::isTest,
                        HierarchyTraversalMode.TOP_DOWN)
                .forEach(method -> add(in, method, reason));
    }

    private static boolean isTest(Method method) {
        return AnnotationSupport.isAnnotated(method, Test.class)
                || AnnotationSupport.isAnnotated(method, ParameterizedTest.class);
    }

    private void add(String in, Method method, String reason) {
        lines.add("%s.%s: %s".formatted(in, method.getName(), reason));
    }

    @Override
    public void close() throws IOException {
        List<String> sorted = lines.stream().sorted().toList();
        Path target = Path.of("target");
        if (Files.isDirectory(target)) {
            Files.write(target.resolve("tests-left-out.txt"), sorted);
        }
        System.err.printf("tests left out for want of a server: %d%n", sorted.size());
        sorted.forEach(line -> System.err.println("  " + line));
    }
}
