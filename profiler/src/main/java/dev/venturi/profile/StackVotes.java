package dev.venturi.profile;

/// The stack that events of one line have most often, as far as a few candidates tell: of many
/// different ones the later ones are not counted.
final class StackVotes {
    private static final int CANDIDATES = 8;

    private final Stack[] stacks = new Stack[CANDIDATES];
    private final double[] weights = new double[CANDIDATES];
    private int count;

    @SuppressWarnings("ReferenceEquality") // equal stacks are the same object: StackTable
    void add(Stack stack, double weight) {
        for (int i = 0; i < count; i++) {
            if (stacks[i] == stack) {
                weights[i] += weight;
                return;
            }
        }
        if (count < CANDIDATES) {
            stacks[count] = stack;
            weights[count++] = weight;
        }
    }

    Stack most() {
        Stack best = Stack.NONE;
        double most = -1;
        for (int i = 0; i < count; i++) {
            if (weights[i] > most) {
                most = weights[i];
                best = stacks[i];
            }
        }
        return best;
    }
}
