package dev.venturi.pipeline.cache;

import java.time.Duration;

/// What happened in a [LookupCache] so far. Two sums hold whenever nobody is using it:
///
/// * keys asked for = hits + negative hits + coalesced + second level + found + absent + failed;
/// * insertions = size + evictions + expirations + replacements + invalidations.
///
/// @param hits keys asked for that were there with a value
/// @param negativeHits keys asked for of which it was there that they have no value
/// @param coalesced keys asked for while somebody else was loading them
/// @param secondLevel keys asked for that were in Redis, with a value or without
/// @param found keys asked for that the loader found
/// @param absent keys asked for that the loader did not find
/// @param failed keys asked for of which loading failed
/// @param insertions entries stored in memory, whoever brought them
/// @param notKept values that were not stored for their time to live is zero
/// @param evictions entries that went to make room
/// @param expirations entries whose time was over
/// @param replacements entries another one took the place of
/// @param invalidations entries that were to be forgotten
/// @param loads calls of the loader
/// @param failedLoads calls of the loader that failed
/// @param loading time spent in the loader, of all threads
/// @param secondLevelFailures times that Redis could not be asked or written to
/// @param size entries in memory, those among them whose time is over but that nobody asked for
///   since
public record CacheStatistics(
        long hits,
        long negativeHits,
        long coalesced,
        long secondLevel,
        long found,
        long absent,
        long failed,
        long insertions,
        long notKept,
        long evictions,
        long expirations,
        long replacements,
        long invalidations,
        long loads,
        long failedLoads,
        Duration loading,
        long secondLevelFailures,
        long size) {
    static CacheStatistics of(
            GetCounts asked, StoreCounts stored, long size, long secondLevelFailures) {
        return new CacheStatistics(
                asked.hits.sum(),
                asked.negativeHits.sum(),
                asked.coalesced.sum(),
                asked.secondLevel.sum(),
                asked.found.sum(),
                asked.absent.sum(),
                asked.failed.sum(),
                stored.insertions.sum(),
                stored.notKept.sum(),
                stored.evictions.sum(),
                stored.expirations.sum(),
                stored.replacements.sum(),
                stored.invalidations.sum(),
                stored.loads.sum(),
                stored.failedLoads.sum(),
                Duration.ofNanos(stored.loadNanos.sum()),
                secondLevelFailures,
                size);
    }

    /// Keys asked for.
    public long gets() {
        return hits + negativeHits + misses();
    }

    /// Keys asked for that were not in memory.
    public long misses() {
        return coalesced + secondLevel + found + absent + failed;
    }

    /// Share of keys asked for that were in memory, values or not; 0 when none was asked for.
    public double hitRatio() {
        return gets() == 0 ? 0 : (double) (hits + negativeHits) / gets();
    }

    /// `12,000 keys asked for: 91.7% in memory, ...`, one line.
    public String summary() {
        return "%,d keys asked for: %.1f%% in memory (%,d of them known to have no value), %,d waited for another, %,d from Redis, %,d loaded, %,d without a value, %,d failed; %,d entries, %,d evicted, %,d expired"
                .formatted(
                        gets(),
                        100 * hitRatio(),
                        negativeHits,
                        coalesced,
                        secondLevel,
                        found,
                        absent,
                        failed,
                        size,
                        evictions,
                        expirations);
    }
}
