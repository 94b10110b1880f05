package dev.venturi.recording;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// What runs inside a JVM that is attached to: has classes retransformed to what they are,
/// whereupon the JVM forgets the compiled code of them.
///
/// It must load on Java 17, so it uses nothing that is newer, and [#write] says so in its class
/// file; a test runs it there.
public final class RetransformAgent {
    private static final short JAVA_17 = 61;
    private static final int MAJOR_VERSION_AT = 6;

    private RetransformAgent() {}

    /// Called by the JVM.
    ///
    /// @param names of classes, separated by commas
    /// @param instrumentation of that JVM
    public static void agentmain(String names, Instrumentation instrumentation) {
        Set<String> asked = new HashSet<>(Arrays.asList(names.split(",", -1)));
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (asked.contains(type.getName()) && instrumentation.isModifiableClass(type)) {
                try {
                    instrumentation.retransformClasses(type);
                } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
                    asked.remove(type.getName()); // its lines stay as they were
                }
            }
        }
    }

    /// Writes the agent as a jar.
    static Path write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Agent-Class", RetransformAgent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        String name = RetransformAgent.class.getName().replace('.', '/') + ".class";
        try (InputStream in = RetransformAgent.class.getResourceAsStream("/" + name);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            byte[] type = in.readAllBytes();
            ByteBuffer.wrap(type).putShort(MAJOR_VERSION_AT, JAVA_17);
            out.putNextEntry(new JarEntry(name));
            out.write(type);
        }
        return jar;
    }
}
