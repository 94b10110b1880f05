package dev.venturi.profile;

import java.util.List;

/// Figures over time: entry i holds what happened from `i * stepSeconds` on. All lists are equally
/// long, but for [#gpu], which is empty where no GPU was seen.
///
/// @param stepSeconds length of a step
/// @param cpu cores used by the process
/// @param machine cores used by everything on the machine
/// @param heap highest bytes in use; of a step without collections the value before
/// @param allocation bytes allocated per second
/// @param readBytes read per second from files and sockets
/// @param writeBytes written per second to them
/// @param threads live platform threads
/// @param gc share of the step that the program stood still for collections
/// @param gpu share of the GPU that was busy
public record Timeline(
        double stepSeconds,
        List<Double> cpu,
        List<Double> machine,
        List<Double> heap,
        List<Double> allocation,
        List<Double> readBytes,
        List<Double> writeBytes,
        List<Double> threads,
        List<Double> gc,
        List<Double> gpu) {
    /// No time has passed.
    public static final Timeline NONE =
            new Timeline(
                    1, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of(), List.of());

    /// Copies the lists.
    public Timeline {
        cpu = List.copyOf(cpu);
        machine = List.copyOf(machine);
        heap = List.copyOf(heap);
        allocation = List.copyOf(allocation);
        readBytes = List.copyOf(readBytes);
        writeBytes = List.copyOf(writeBytes);
        threads = List.copyOf(threads);
        gc = List.copyOf(gc);
        gpu = List.copyOf(gpu);
    }
}
