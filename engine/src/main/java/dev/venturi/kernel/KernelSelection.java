package dev.venturi.kernel;

import dev.venturi.table.Internal;
import dev.venturi.table.UsageException;
import java.util.function.IntSupplier;

/// Which kernels a run uses, decided once and logged once.
///
/// The vector kernels are loaded by name: without `--add-modules jdk.incubator.vector` nothing else
/// mentions a class of that module.
///
/// @param vector whether [#create] gives vector kernels
/// @param reason a sentence for the log, with the cure where there is one
@Internal
public record KernelSelection(boolean vector, String reason) {
    /// Values from which vector kernels pay for being compiled, in CPU time from a cold start:
    /// measured, designs/004-kernels.md.
    static final long CROSSOVER = 200_000_000;

    private static final String MODULE = "jdk.incubator.vector";
    private static final String VECTOR_KERNELS = "dev.venturi.kernel.vector.VectorKernels";
    private static final String VECTOR_FIELD_KERNELS =
            "dev.venturi.kernel.vector.VectorFieldKernels";

    /// Decides for this machine.
    ///
    /// @param valuesExpected values of the whole job, all columns; an estimate will do
    /// @throws UsageException when vector kernels are asked for and cannot be had: never a quiet
    ///   fallback
    public static KernelSelection select(KernelChoice choice, long valuesExpected) {
        return select(choice, valuesExpected, Machine.here());
    }

    static KernelSelection select(KernelChoice choice, long valuesExpected, Machine machine) {
        return switch (choice) {
            case SCALAR -> scalar("asked for");
            case VECTOR -> {
                String obstacle = obstacle(machine);
                if (!obstacle.isEmpty()) {
                    throw new UsageException("--kernels vector: " + obstacle);
                }
                yield vector(machine, "asked for");
            }
            case AUTO -> {
                if (valuesExpected < CROSSOVER) {
                    yield scalar(
                            "%s; below %,d compiling vector code costs more than it saves"
                                    .formatted(about(valuesExpected), CROSSOVER));
                }
                String obstacle = obstacle(machine);
                yield obstacle.isEmpty()
                        ? vector(machine, about(valuesExpected))
                        : scalar(obstacle);
            }
        };
    }

    /// `about 30,800 values`: an estimate has no more than three digits, and is not rounded up.
    private static String about(long values) {
        long unit = 1;
        while (values / unit >= 1000) {
            unit *= 10;
        }
        return "about %,d %s".formatted(values / unit * unit, values == 1 ? "value" : "values");
    }

    /// New kernels with scratch memory of their own, for one thread.
    public Kernels create() {
        return vector ? (Kernels) ofVectorKernels("create") : new ScalarKernels();
    }

    /// New kernels for reading fields, for a machine for which [#vector] was found to be right.
    static FieldKernels vectorFieldKernels() {
        return (FieldKernels) called(VECTOR_FIELD_KERNELS, "create");
    }

    private static KernelSelection scalar(String reason) {
        return new KernelSelection(false, "scalar: " + reason);
    }

    private static KernelSelection vector(Machine machine, String reason) {
        return new KernelSelection(
                true, "vector (%d x 64 bits): %s".formatted(machine.lanes().getAsInt(), reason));
    }

    /// Why this machine cannot run vector kernels, with the cure; empty when it can.
    private static String obstacle(Machine machine) {
        if (!machine.optimisingCompiler()) {
            return "this JVM runs without its optimising compiler, and vector code needs it;"
                    + " leave out -Xint and -XX:TieredStopAtLevel (the command sets the latter for"
                    + " input below 64 MB, but not with --kernels vector)";
        }
        if (!machine.vectorModule()) {
            return "module %s is absent; add --add-modules %s".formatted(MODULE, MODULE);
        }
        int lanes = machine.lanes().getAsInt();
        return lanes == 2 || lanes == 4 || lanes == 8
                ? ""
                : "this machine's vectors have %d x 64 bits; 2, 4 or 8 are needed".formatted(lanes);
    }

    private static Object ofVectorKernels(String method) {
        return called(VECTOR_KERNELS, method);
    }

    /// Calls a static method without parameters of a class of the vector package.
    private static Object called(String kernels, String method) {
        try {
            return Class.forName(kernels).getMethod(method).invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot load " + kernels, e);
        }
    }

    /// What the decision depends on.
    ///
    /// @param vectorModule whether the module of the Vector API is there
    /// @param optimisingCompiler whether the JVM has C2; without it every vector operation makes
    ///   objects and takes a hundred times as long
    /// @param lanes doubles in the widest vector of the machine; asked only when the rest is right,
    ///   because the answer loads the Vector API
    record Machine(boolean vectorModule, boolean optimisingCompiler, IntSupplier lanes) {
        static Machine here() {
            String mode = System.getProperty("java.vm.info", "");
            return new Machine(
                    ModuleLayer.boot().findModule(MODULE).isPresent(),
                    !mode.contains("interpreted") && !mode.contains("emulated-client"),
                    () -> (Integer) ofVectorKernels("lanes"));
        }
    }
}
