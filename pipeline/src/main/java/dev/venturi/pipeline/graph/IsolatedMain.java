package dev.venturi.pipeline.graph;

import dev.venturi.table.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// The main class of an isolated JVM: does one job and tells of it on standard output.
final class IsolatedMain {
    private IsolatedMain() {}

    public static void main(String[] arguments) {
        PrintStream replies =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // replies are not to be mixed with what the work prints
        Thread.ofPlatform().daemon().name("venturi-parent").start(IsolatedMain::endWithParent);
        int exit = 0;
        try {
            Path file = Path.of(arguments[0]);
            IsolatedJob job = IsolatedJob.of(Files.readString(file), file.toString());
            replies.println(done(job, replies));
        } catch (Throwable e) { // whatever it is, the parent shall say it
            replies.println(IsolatedReply.failed(e));
            exit = 1;
        }
        Runtime.getRuntime().halt(exit); // the work may have left threads
    }

    /// The parent never writes: the end of our standard input is its end.
    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing to do with it
            }
        } catch (IOException _) {
            // as good as its end
        }
        Runtime.getRuntime().halt(1);
    }

    @SuppressWarnings("unchecked") // whether it fits shows when the work uses its inputs
    private static <R> String done(IsolatedJob job, PrintStream replies) throws Exception {
        ResultCodec<R> codec = made(ResultCodec.class, job.codec(), Map.of());
        StageWork<R> work = made(StageWork.class, job.work(), job.parameters());
        Map<String, R> inputs = new LinkedHashMap<>();
        for (Map.Entry<String, Path> input : job.inputs().entrySet()) {
            inputs.put(input.getKey(), codec.read(input.getValue()));
        }
        StageContext<R> context =
                new StageContext<>(
                        job.stage(),
                        job.attempt(),
                        inputs,
                        job.inputs(),
                        new Cancellation(job.stage()),
                        job.output(),
                        event -> tell(event, replies));
        R result = StageTry.nonNull(work.run(context), job.stage());
        codec.write(result, job.output());
        return IsolatedReply.done(context);
    }

    private static void tell(StageEvent event, PrintStream replies) {
        if (event instanceof StageEvent.Progressed progressed) {
            replies.println(IsolatedReply.progress(progressed));
        }
    }

    private static <T> T made(Class<T> as, String name, Map<String, String> parameters)
            throws Exception {
        Class<?> type;
        try {
            type = Class.forName(name);
        } catch (ClassNotFoundException _) {
            throw new UsageException(
                    "class %s: is not on the class path of the isolated JVM; add its jar"
                            .formatted(name));
        }
        if (!as.isAssignableFrom(type)) {
            throw new UsageException(
                    "class %s: is not a %s, and has to be one".formatted(name, as.getName()));
        }
        try {
            return as.cast(instance(type, parameters));
        } catch (NoSuchMethodException _) {
            throw new UsageException(
                    "class %s: has no constructor without parameters, nor one that takes a Map"
                            .formatted(name));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static Object instance(Class<?> type, Map<String, String> parameters)
            throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Map.class})) {
                constructor.setAccessible(true);
                return constructor.newInstance(parameters);
            }
        }
        Constructor<?> plain = type.getDeclaredConstructor();
        plain.setAccessible(true);
        return plain.newInstance();
    }
}
