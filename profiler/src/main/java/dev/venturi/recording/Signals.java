package dev.venturi.recording;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// While it is open, signals to this process do not end it but are handed to somebody.
///
/// Java has no supported way to this; `sun.misc.Signal` is reached by reflection, and where it is
/// missing signals end this process as ever.
final class Signals implements Closeable {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP", "USR1");

    private final Deque<Runnable> restore = new ArrayDeque<>();

    private Signals() {}

    /// Hands signals over.
    ///
    /// @param receiver gets `INT`, `TERM`, `HUP` or `USR1`, in a thread of its own
    static Signals handOver(Consumer<String> receiver) {
        Signals signals = new Signals();
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Method handle = type.getMethod("handle", type, handlerType);
            for (String name : NAMES) {
                Object signal = type.getConstructor(String.class).newInstance(name);
                InvocationHandler invoked =
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "handle" -> {
                                        receiver.accept(name);
                                        yield null;
                                    }
                                    case "hashCode" -> System.identityHashCode(proxy);
                                    case "equals" -> proxy == arguments[0];
                                    default -> name;
                                };
                Object handler =
                        Proxy.newProxyInstance(
                                Signals.class.getClassLoader(),
                                new Class<?>[] {handlerType},
                                invoked);
                Object before;
                try {
                    before = handle.invoke(null, signal, handler);
                } catch (ReflectiveOperationException _) {
                    continue; // the JVM itself needs this one
                }
                signals.restore.push(() -> {
                    try {
                        handle.invoke(null, signal, before);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
        } catch (ReflectiveOperationException _) {
            // no such class: signals end this process
        }
        return signals;
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
    }

    /// Sends a signal, as far as the system lets us.
    static void send(String name, long pid) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException _) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
    }

    /// Whether this process is in the foreground of a terminal: then Ctrl-C reaches its children
    /// without our help, and a second one from us would mean something else to them.
    @SuppressWarnings("SystemConsoleNull") // since Java 25 there may be none again
    static boolean inForeground() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // state ppid pgrp session tty_nr tpgid
            return !fields[4].equals("0") && fields[2].equals(fields[5]);
        } catch (IOException | RuntimeException _) {
            var console = System.console();
            return console != null && console.isTerminal();
        }
    }
}
