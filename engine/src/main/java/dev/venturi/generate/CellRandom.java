package dev.venturi.generate;

/// Random bits that follow from where they are used, so that any row can be made alone: SplitMix64
/// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014) with the place
/// in the table as its counter.
///
/// A seed gives a state for each patient, a patient's state one for each day, a day's state the
/// draws of its columns.
final class CellRandom {
    /// Where 2^64 is divided in the golden ratio; the step of the counter.
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private CellRandom() {}

    /// The state all draws of a patient follow from.
    static long patient(long seed, int patient) {
        return draw(mix(seed), patient);
    }

    /// The state all draws of one day of a patient follow from.
    static long row(long patientState, int day) {
        return draw(patientState, day);
    }

    /// The state of what is drawn once for a patient, apart from all its days.
    static long profile(long patientState) {
        return mix(~patientState);
    }

    /// 64 bits, the `index`-th that follow from a state.
    static long draw(long state, int index) {
        return mix(state + (index + 1L) * GAMMA);
    }

    /// A number from 0 to below `bound`, each alike to within `bound / 2^63`.
    static long below(long bits, long bound) {
        return Math.multiplyHigh(bits >>> 1, bound << 1);
    }

    /// A bijection of 64 bits in which every bit of the input changes every bit of the output about
    /// half the time (variant 13 of Stafford's finalisers, as SplitMix64 uses it).
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
