package dev.venturi.profile;

/// Where events are counted together: at the application's line, or where there is none at the
/// method on top.
final class Places {
    private Places() {}

    /// A key with the equality of the place.
    static Object of(Stack stack) {
        for (Frame frame : stack.frames()) {
            if (frame.user()) {
                return Site.of(frame);
            }
        }
        return stack.frames().isEmpty() ? "" : stack.frames().getFirst().qualifiedMethod();
    }

    /// Whether the JVM was loading a class: reading jars is not what the program's line does.
    static boolean isClassLoading(Stack stack) {
        for (Frame frame : stack.frames()) {
            if (frame.user()) {
                return false;
            }
            String type = frame.type();
            if ((type.equals("java.lang.ClassLoader") && frame.method().equals("loadClass"))
                    || type.startsWith("jdk.internal.loader.")
                    || type.startsWith("sun.launcher.")
                    || type.startsWith("jdk.internal.module.")) {
                return true;
            }
        }
        return false;
    }

    /// Whether a pool's thread waits for its next task, or a thread of the JVM for work.
    static boolean isIdle(Stack stack) {
        for (Frame frame : stack.frames()) {
            if (frame.user()) {
                return false;
            }
            switch (frame.type()) {
                case "java.util.concurrent.ThreadPoolExecutor",
                        "org.apache.tomcat.util.threads.ThreadPoolExecutor" -> {
                    if (frame.method().equals("getTask")) {
                        return true;
                    }
                }
                case "java.util.concurrent.ForkJoinPool" -> {
                    if (frame.method().equals("awaitWork") || frame.method().equals("runWorker")) {
                        return true;
                    }
                }
                case "org.eclipse.jetty.util.thread.QueuedThreadPool",
                        "org.eclipse.jetty.util.thread.QueuedThreadPool$Runner" -> {
                    if (frame.method().equals("idleJobPoll")) {
                        return true;
                    }
                }
                case "java.util.TimerThread" -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /// Whether a thread is inside a read or a write.
    static boolean isIo(Stack stack) {
        int depth = Math.min(6, stack.frames().size());
        for (int i = 0; i < depth; i++) {
            Frame frame = stack.frames().get(i);
            String type = frame.type();
            if (frame.user()) {
                return false;
            }
            if (type.equals("sun.nio.ch.NioSocketImpl")
                    || type.startsWith("sun.nio.ch.FileDispatcher")
                    || type.startsWith("sun.nio.ch.UnixFileDispatcher")
                    || type.startsWith("sun.nio.ch.SocketDispatcher")
                    || type.startsWith("sun.nio.ch.IOUtil")
                    || ((type.equals("java.io.FileInputStream")
                                    || type.equals("java.io.FileOutputStream")
                                    || type.equals("java.io.RandomAccessFile"))
                            && (frame.method().startsWith("read")
                                    || frame.method().startsWith("write")))) {
                return true;
            }
        }
        return false;
    }
}
