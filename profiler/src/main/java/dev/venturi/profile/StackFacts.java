package dev.venturi.profile;

/// A stack with what is asked of it again and again.
///
/// @param place where its events are counted together: [Places#of]
/// @param idle whether a pool's thread waits for its next task
/// @param io whether a thread is inside a read or a write
/// @param classLoading whether the JVM was loading a class
record StackFacts(Stack stack, Object place, boolean idle, boolean io, boolean classLoading) {
    static final StackFacts NONE = of(Stack.NONE);

    static StackFacts of(Stack stack) {
        return new StackFacts(
                stack,
                Places.of(stack),
                Places.isIdle(stack),
                Places.isIo(stack),
                Places.isClassLoading(stack));
    }
}
