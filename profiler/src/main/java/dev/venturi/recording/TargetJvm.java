package dev.venturi.recording;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// A JVM that runs and that we are attached to.
///
/// Commands are those of `jcmd`, which every HotSpot answers without preparation. The attach API
/// has no public method for them; the class behind it does, exported to us by the manifest of the
/// command.
final class TargetJvm implements Closeable {
    private final long pid;
    private final VirtualMachine machine;

    private TargetJvm(long pid, VirtualMachine machine) {
        this.pid = pid;
        this.machine = machine;
    }

    /// Attaches.
    ///
    /// @throws CaptureException when there is no such process, when it is no JVM, another user's,
    ///   or one that refuses
    static TargetJvm attach(long pid) {
        if (ProcessHandle.of(pid).isEmpty()) {
            throw CaptureException.usage(
                    "--pid %d: no such process; jps lists JVMs".formatted(pid));
        }
        if (pid == ProcessHandle.current().pid()) {
            throw CaptureException.usage("--pid %d: is venturi itself".formatted(pid));
        }
        checkIsJvm(pid);
        try {
            return new TargetJvm(pid, VirtualMachine.attach(Long.toString(pid)));
        } catch (AttachNotSupportedException e) {
            throw new CaptureException(
                    CaptureException.Kind.USAGE,
                    "--pid %d: cannot be attached to: %s; it may have been started with -XX:+DisableAttachMechanism, or be no HotSpot"
                            .formatted(pid, e.getMessage()),
                    e);
        } catch (IOException e) {
            if (ProcessHandle.of(pid).isEmpty()) {
                throw CaptureException.usage("--pid %d: has just ended".formatted(pid));
            }
            String words = String.valueOf(e.getMessage());
            if (words.toLowerCase(Locale.ROOT).contains("permission")
                    || words.contains("not permitted")) {
                throw denied(pid);
            }
            throw new CaptureException(
                    CaptureException.Kind.USAGE,
                    "--pid %d: cannot be attached to: %s".formatted(pid, words),
                    e);
        }
    }

    /// Linux says which libraries a process has loaded; a signal to one that is no JVM would end
    /// it.
    private static void checkIsJvm(long pid) {
        Path maps = Path.of("/proc/" + pid + "/maps");
        if (!Files.exists(maps)) {
            return;
        }
        try (Reader in = Files.newBufferedReader(maps, StandardCharsets.ISO_8859_1)) {
            StringBuilder text = new StringBuilder();
            char[] buffer = new char[1 << 14];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                text.append(buffer, 0, n);
            }
            if (text.indexOf("libjvm") < 0) {
                String command = ProcessHandle.of(pid).flatMap(p -> p.info().command()).orElse("");
                throw CaptureException.usage(
                        "--pid %d: is no JVM%s; jps lists JVMs"
                                .formatted(pid, command.isEmpty() ? "" : " but " + command));
            }
        } catch (AccessDeniedException _) {
            throw denied(pid);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                throw CaptureException.usage("--pid %d: has just ended".formatted(pid));
            }
            throw denied(pid);
        }
    }

    private static CaptureException denied(long pid) {
        Optional<String> known = ProcessHandle.of(pid).flatMap(p -> p.info().user());
        if (known.isEmpty()) {
            return CaptureException.machine(
                    "--pid %d: belongs to another user; run venturi as that user, for example with sudo -u"
                            .formatted(pid));
        }
        String owner = known.get();
        if (owner.equals(System.getProperty("user.name"))) {
            return CaptureException.machine(
                    "--pid %d: the system does not let us look at it, though it is ours; it may run in another container"
                            .formatted(pid));
        }
        return CaptureException.machine(
                "--pid %d: belongs to %s; run venturi as that user, for example with sudo -u %s"
                        .formatted(pid, owner, owner));
    }

    long pid() {
        return pid;
    }

    Properties properties() throws IOException {
        return machine.getSystemProperties();
    }

    /// Gives a command of `jcmd`.
    ///
    /// @return what the JVM answers
    String command(String command) {
        try {
            Object answer =
                    Class.forName("sun.tools.attach.HotSpotVirtualMachine")
                            .getMethod("executeJCmd", String.class)
                            .invoke(machine, command);
            try (InputStream in = (InputStream) answer) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (InvocationTargetException e) {
            throw new CaptureException(
                    CaptureException.Kind.USAGE,
                    "--pid %d: refuses %s: %s"
                            .formatted(
                                    pid,
                                    command.split(" ", 2)[0],
                                    e.getCause() == null ? e : e.getCause().getMessage()),
                    e);
        } catch (IOException e) {
            throw new CaptureException(
                    CaptureException.Kind.MACHINE,
                    "--pid %d: the connection broke; has it ended?".formatted(pid),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this Java keeps sun.tools.attach from us; add --add-exports jdk.attach/sun.tools.attach=ALL-UNNAMED",
                    e);
        }
    }

    /// Loads a native agent.
    void loadNative(Path library, String options) {
        try {
            machine.loadAgentPath(library.toString(), options);
        } catch (AgentLoadException | AgentInitializationException | IOException e) {
            throw new CaptureException(
                    CaptureException.Kind.USAGE,
                    "--deep: process %d does not load async-profiler: %s; it may have been started with -XX:-EnableDynamicAgentLoading; leave --deep out"
                            .formatted(pid, e.getMessage()),
                    e);
        }
    }

    /// Loads a Java agent.
    void loadAgent(Path jar, String options) {
        try {
            machine.loadAgent(jar.toString(), options);
        } catch (AgentLoadException | AgentInitializationException | IOException e) {
            throw new CaptureException(
                    CaptureException.Kind.USAGE,
                    "--deep: process %d does not load a Java agent: %s; it may have been started with -XX:-EnableDynamicAgentLoading; leave --deep out"
                            .formatted(pid, e.getMessage()),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            machine.detach();
        } catch (IOException _) {
            // it has ended
        }
    }
}
