package dev.venturi.advice.rules;

import dev.venturi.profile.IoSite;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What one line of the application reads or writes, all its files together.
///
/// @param path of the file with most calls
/// @param called the method it called: `FileOutputStream.write`
/// @param sampled whether calls, bytes and seconds are lower bounds
record IoByLine(
        Site site,
        String path,
        String called,
        long calls,
        long bytes,
        double seconds,
        long smallCalls,
        boolean sampled) {
    /// The lines with sites of one sort, most calls first.
    static List<IoByLine> of(Profile profile, Predicate<IoSite> sort) {
        Map<Site, List<IoSite>> byLine = new LinkedHashMap<>();
        for (IoSite io : profile.io()) {
            if (io.site().isPresent() && sort.test(io)) {
                byLine.computeIfAbsent(io.site().get(), _ -> new ArrayList<>()).add(io);
            }
        }
        List<IoByLine> lines = new ArrayList<>();
        byLine.forEach((site, sites) -> lines.add(together(site, sites)));
        lines.sort(Comparator.comparingLong(IoByLine::calls).reversed());
        return lines;
    }

    private static IoByLine together(Site site, List<IoSite> sites) {
        long calls = 0;
        long bytes = 0;
        double seconds = 0;
        long small = 0;
        boolean sampled = false;
        IoSite most = sites.get(0);
        for (IoSite io : sites) {
            calls += io.calls();
            bytes += io.bytes();
            seconds += io.seconds();
            small += io.smallCalls();
            sampled |= io.sampled();
            most = io.calls() > most.calls() ? io : most;
        }
        return new IoByLine(site, most.path(), called(most), calls, bytes, seconds, small, sampled);
    }

    private static String called(IoSite io) {
        var beneath = io.stack().beneathUser();
        return beneath.isEmpty() ? "" : CpuBySymptom.shortName(beneath.getLast());
    }

    /// The share of the run that the line spends in it: by its CPU samples, or by the seconds of
    /// the calls where these are more.
    double share(Profile profile) {
        double computing =
                profile.cpu().samples() == 0
                        ? 0
                        : Figures.busyShare(profile)
                                * CpuBySymptom.of(profile).inIo(site)
                                / profile.cpu().samples();
        return Math.min(1, Math.max(computing, seconds / Figures.duration(profile)));
    }
}
