package dev.venturi.advice.rules;

import dev.venturi.advice.Evidence;
import dev.venturi.advice.Finding;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Unit;
import dev.venturi.profile.Frame;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import dev.venturi.profile.StackCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What could be kept is made again: formatters, factories, digests, clients, look-ups of
/// resources.
///
/// That a computation of the application's own gets the same arguments again cannot be seen in a
/// recording. Only its plainest form is told, as a note: a method that calls itself, with little on
/// the stack and nothing allocated, and still takes a large part of the time, is mostly a recursion
/// over the same arguments.
final class SameResultAgain extends CpuSymptom {
    private static final int DEEPEST = 200;
    private static final double RECURSION_FROM = 0.3;

    SameResultAgain() {
        super(
                "same-result-again",
                "making again what could be kept",
                "Make it once and keep it in a static final field (one per thread where it is not"
                        + " thread-safe), or keep results by their arguments in a map.");
    }

    @Override
    boolean starts(Frame frame) {
        String type = frame.type();
        String method = frame.method();
        return switch (type) {
            case "java.time.format.DateTimeFormatter" -> method.equals("ofPattern");
            case "java.time.format.DateTimeFormatterBuilder" ->
                    method.startsWith("append") || method.equals("toFormatter");
            case "java.text.SimpleDateFormat",
                    "java.text.DecimalFormat",
                    "java.text.MessageFormat",
                    "java.text.DecimalFormatSymbols",
                    "com.google.gson.Gson",
                    "com.fasterxml.jackson.databind.ObjectMapper",
                    "java.util.Scanner",
                    "java.security.SecureRandom" ->
                    method.equals("<init>");
            case "java.text.NumberFormat", "java.text.DateFormat", "java.text.Collator" ->
                    method.startsWith("get") && method.endsWith("Instance");
            case "com.google.gson.GsonBuilder" -> method.equals("create");
            case "java.net.http.HttpClient" -> method.equals("newHttpClient");
            case "jdk.internal.net.http.HttpClientBuilderImpl" -> method.equals("build");
            case "java.util.ResourceBundle" -> method.equals("getBundle");
            case "java.util.ServiceLoader" -> true;
            case "java.lang.ClassLoader" -> method.startsWith("getResource");
            case "java.util.TimeZone" -> method.equals("getTimeZone");
            case "java.time.ZoneId", "java.nio.charset.Charset" ->
                    method.equals("of") || method.equals("forName");
            case "javax.script.ScriptEngineManager" -> true;
            case "javax.xml.bind.JAXBContext", "jakarta.xml.bind.JAXBContext" ->
                    method.equals("newInstance");
            default -> makesInstances(type, method);
        };
    }

    private static boolean makesInstances(String type, String method) {
        if (method.equals("getInstance")) {
            return type.startsWith("java.security.")
                    || type.startsWith("javax.crypto.")
                    || type.startsWith("javax.net.ssl.");
        }
        return method.equals("newInstance")
                && type.startsWith("javax.xml.")
                && type.endsWith("Factory");
    }

    /// The samples of a method that stands on its own stack.
    private static final class Recursion {
        long samples;
        int deepest;
        final Map<Site, Long> callers = new HashMap<>();
    }

    @Override
    void addMore(Profile profile, List<Finding> findings) {
        Map<String, Recursion> recursions = new HashMap<>();
        for (StackCount stack : profile.cpu().stacks()) {
            count(stack.stack().frames(), stack.samples(), recursions);
        }
        for (Map.Entry<String, Recursion> entry : recursions.entrySet()) {
            Recursion recursion = entry.getValue();
            double share = Figures.busyShare(profile) * recursion.samples / profile.cpu().samples();
            if (share >= RECURSION_FROM && recursion.deepest <= DEEPEST) {
                findings.add(found(profile, recursion, share));
            }
        }
    }

    private static void count(List<Frame> frames, long samples, Map<String, Recursion> all) {
        if (frames.isEmpty() || !frames.get(0).user()) {
            return;
        }
        Frame top = frames.get(0);
        int depth = 1;
        int at = 1;
        while (at < frames.size() && frames.get(at).is(top.type(), top.method())) {
            depth++;
            at++;
        }
        if (depth >= 3) {
            Recursion recursion = all.computeIfAbsent(top.qualifiedMethod(), _ -> new Recursion());
            recursion.samples += samples;
            recursion.deepest = Math.max(recursion.deepest, depth);
            recursion.callers.merge(Site.of(frames.get(1)), samples, Long::sum);
        }
    }

    private Finding found(Profile profile, Recursion recursion, double share) {
        Site site =
                recursion.callers.entrySet().stream()
                        .max(
                                Map.Entry.<Site, Long>comparingByValue()
                                        .thenComparing(e -> e.getKey().place()))
                        .orElseThrow()
                        .getKey();
        Evidence evidence =
                Evidence.of()
                        .number(
                                "cpuSeconds",
                                "CPU time",
                                Figures.seconds(profile, recursion.samples),
                                Unit.SECONDS)
                        .number("samples", "samples", recursion.samples, Unit.COUNT)
                        .number(
                                "deepest",
                                "calls of itself on the stack at most",
                                recursion.deepest,
                                Unit.COUNT)
                        .build();
        String summary =
                "A method calls itself at %s, never deeper than %d, for %s of CPU time."
                        .formatted(
                                site.place(),
                                recursion.deepest,
                                Unit.SECONDS.show(Figures.seconds(profile, recursion.samples)));
        return new Finding(
                id(),
                Severity.INFO,
                share,
                summary,
                evidence,
                site,
                "If it gets the same arguments again, keep its results by their arguments, or fill"
                        + " a table from the smallest case on.");
    }
}
