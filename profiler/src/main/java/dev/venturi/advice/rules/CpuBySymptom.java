package dev.venturi.advice.rules;

import dev.venturi.profile.Frame;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import dev.venturi.profile.StackCount;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The CPU samples of a profile by symptom and line. Each sample counts once.
///
/// From the top of a stack down to the application's first frame stands what its line called. The
/// frame nearest to the application that begins a symptom decides, since what it calls is its own
/// affair. When there is none, the next such stretch further down may claim the sample if it is one
/// that calls back: a comparator's time is the sort's. Time in the application's own code that was
/// called by, say, reflection belongs to nobody here.
final class CpuBySymptom {
    private static final int NONE = -1;

    /// The profile judged last, so that the rules share one pass over its stacks.
    private static WeakReference<CpuBySymptom> last = new WeakReference<>(null);

    private final Profile profile;
    private final IdentityHashMap<CpuSymptom, Map<Site, Tally>> tallies = new IdentityHashMap<>();
    private final Map<Site, Long> owned = new HashMap<>();
    private final Map<Site, Long> inIo = new HashMap<>();
    private final IdentityHashMap<Frame, Integer> symptomOf = new IdentityHashMap<>();

    private static final class Tally {
        long samples;
        long marked;
        long reading;
        final Map<String, Long> called = new HashMap<>();
    }

    private CpuBySymptom(Profile profile) {
        this.profile = profile;
        for (StackCount stack : profile.cpu().stacks()) {
            add(stack.stack().frames(), stack.samples());
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object, so that nothing large is compared
    static synchronized CpuBySymptom of(Profile profile) {
        CpuBySymptom known = last.get();
        if (known == null || known.profile != profile) {
            known = new CpuBySymptom(profile);
            last = new WeakReference<>(known);
        }
        return known;
    }

    /// The lines with a symptom, most samples first.
    List<Hotspot> spots(CpuSymptom symptom) {
        List<Hotspot> spots = new ArrayList<>();
        for (Map.Entry<Site, Tally> entry : tallies.getOrDefault(symptom, Map.of()).entrySet()) {
            Tally tally = entry.getValue();
            spots.add(
                    new Hotspot(
                            entry.getKey(),
                            tally.samples,
                            tally.marked,
                            tally.reading,
                            mostFrequent(tally.called)));
        }
        spots.sort(
                Comparator.comparingLong(Hotspot::samples)
                        .reversed()
                        .thenComparing(s -> s.site().place()));
        return spots;
    }

    /// Samples of which a line was the application's nearest to the top.
    long owned(Site site) {
        return owned.getOrDefault(site, 0L);
    }

    /// Of these, the samples in calls of files and connections.
    long inIo(Site site) {
        return inIo.getOrDefault(site, 0L);
    }

    /// What each line costs time for, where that is at least half of its samples: of those in which
    /// it is the application's nearest to the top, and of all with it on the stack. The line of a
    /// loop in `main` is not slow for the one text that it makes beside its calls.
    Map<Site, String> reasons() {
        Map<Site, String> reasons = new HashMap<>();
        Map<Site, Long> totals = totals();
        for (CpuSymptom symptom : StandardRules.CPU) {
            for (Hotspot spot : spots(symptom)) {
                long all = Math.max(owned(spot.site()), totals.getOrDefault(spot.site(), 0L));
                if (2 * spot.samples() >= Math.max(all, 1)) {
                    reasons.putIfAbsent(spot.site(), symptom.label());
                }
            }
        }
        return reasons;
    }

    /// Samples with each of the application's lines anywhere on the stack.
    private Map<Site, Long> totals() {
        Map<Site, Long> totals = new HashMap<>();
        for (StackCount stack : profile.cpu().stacks()) {
            stack.stack().frames().stream()
                    .filter(Frame::user)
                    .map(Site::of)
                    .distinct()
                    .forEach(site -> totals.merge(site, stack.samples(), Long::sum));
        }
        return totals;
    }

    private void add(List<Frame> frames, long samples) {
        int user = nextUser(frames, 0);
        if (user == frames.size()) {
            return;
        }
        Site site = Site.of(frames.get(user));
        owned.merge(site, samples, Long::sum);
        if (frames.subList(0, user).stream().anyMatch(CpuBySymptom::isIo)) {
            inIo.merge(site, samples, Long::sum);
        }
        if (claim(frames, 0, user, samples, false)) {
            return;
        }
        int below = user + 1;
        while (below < frames.size() && frames.get(below).user()) {
            below++;
        }
        int next = nextUser(frames, below);
        if (next < frames.size()) {
            claim(frames, below, next, samples, true);
        }
    }

    /// Gives a sample to the symptom that begins in `[from, user)`, if there is one.
    private boolean claim(List<Frame> frames, int from, int user, long samples, boolean callback) {
        int first = NONE;
        int symptom = NONE;
        for (int i = user - 1; i >= from; i--) {
            int here = symptomOf(frames.get(i));
            if (here == NONE) {
                continue;
            }
            if (first == NONE || StandardRules.CPU.get(symptom).yields()) {
                first = i;
                symptom = here;
            }
            if (StandardRules.CPU.get(here).overrides()) {
                first = i;
                symptom = here;
                break;
            }
        }
        if (symptom == NONE || (callback && !StandardRules.CPU.get(symptom).callsBack())) {
            return false;
        }
        CpuSymptom claimed = StandardRules.CPU.get(symptom);
        Frame owner = frames.get(claimed.overrides() ? pastConstructors(frames, user) : user);
        Tally tally =
                tallies.computeIfAbsent(claimed, _ -> new HashMap<>())
                        .computeIfAbsent(Site.of(owner), _ -> new Tally());
        tally.samples += samples;
        for (Frame frame : frames.subList(from, user)) {
            if (claimed.marks(frame)) {
                tally.marked += samples;
                break;
            }
        }
        if (frames.subList(0, user).stream().anyMatch(f -> f.type().startsWith("java.io."))) {
            tally.reading += samples;
        }
        tally.called.merge(shortName(frames.get(first)), samples, Long::sum);
        return true;
    }

    private int symptomOf(Frame frame) {
        Integer known = symptomOf.get(frame);
        if (known == null) {
            known = NONE;
            for (int i = 0; i < StandardRules.CPU.size() && known == NONE; i++) {
                known = StandardRules.CPU.get(i).starts(frame) ? i : NONE;
            }
            symptomOf.put(frame, known);
        }
        return known;
    }

    private static boolean isIo(Frame frame) {
        return switch (frame.type()) {
            case "java.io.FileInputStream",
                    "java.io.FileOutputStream",
                    "java.io.RandomAccessFile",
                    "java.nio.file.Files" ->
                    true;
            default -> frame.type().startsWith("sun.nio.ch.");
        };
    }

    /// The line that makes an exception, not the constructor of its class.
    private static int pastConstructors(List<Frame> frames, int user) {
        int at = user;
        while (frames.get(at).method().equals("<init>")
                && at + 1 < frames.size()
                && frames.get(at + 1).user()) {
            at++;
        }
        return at;
    }

    private static int nextUser(List<Frame> frames, int from) {
        int at = from;
        while (at < frames.size() && !frames.get(at).user()) {
            at++;
        }
        return at;
    }

    /// `String.format` of `java.lang.String.format`.
    static String shortName(Frame frame) {
        return frame.type().substring(frame.type().lastIndexOf('.') + 1) + "." + frame.method();
    }

    private static String mostFrequent(Map<String, Long> counts) {
        @Nullable String best = null;
        long most = 0;
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            long count = entry.getValue();
            if (best == null
                    || count > most
                    || (count == most && entry.getKey().compareTo(best) < 0)) {
                best = entry.getKey();
                most = count;
            }
        }
        return best == null ? "" : best;
    }
}
