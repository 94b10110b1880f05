package dev.venturi.advice.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.advice.Finding;
import dev.venturi.advice.Judgement;
import dev.venturi.advice.Rule;
import dev.venturi.advice.Severity;
import dev.venturi.advice.Verdict;
import dev.venturi.profile.AllocationSite;
import dev.venturi.profile.LockKind;
import dev.venturi.profile.LockSite;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import dev.venturi.profile.StackCount;
import dev.venturi.profile.ThreadUse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StandardRulesTest {
    static List<Rule> rules() {
        return StandardRules.ALL;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void nothingRecordedIsNeverFine(Rule rule) {
        assertThat(rule.evaluate(Made.nothing()))
                .as(rule.id())
                .isInstanceOf(Verdict.NotEnoughData.class);
    }

    @Test
    void idsAreDifferent() {
        assertThat(StandardRules.ALL.stream().map(Rule::id)).doesNotHaveDuplicates();
    }

    @Test
    void rulesThatAreExplainedExist() {
        List<String> ids = StandardRules.ALL.stream().map(Rule::id).toList();
        for (Rule rule : StandardRules.ALL) {
            assertThat(ids).as(rule.id()).containsAll(rule.explains());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "java.util.regex.Matcher.find, regex-in-hot-loop",
        "java.lang.String.split, text-splitting",
        "java.lang.String.format, text-formatting",
        "java.lang.Double.parseDouble, number-parsing",
        "java.util.logging.Logger.info, logging-in-hot-loop",
        "com.fasterxml.jackson.databind.ObjectMapper.writeValueAsString, costly-serialisation",
        "com.fasterxml.jackson.databind.ObjectMapper.<init>, same-result-again",
        "java.lang.Class.getMethod, reflection-in-hot-loop",
        "java.util.ArrayList.contains, collection-scan",
        "java.util.LinkedList.get, collection-scan",
        "java.util.Collections.sort, sorting-again",
        "java.util.ArrayList.<init>, copying-again",
        "java.security.MessageDigest.digest, costly-hashing",
        "java.security.MessageDigest.getInstance, same-result-again",
        "java.time.format.DateTimeFormatter.ofPattern, same-result-again",
        "java.lang.Throwable.fillInStackTrace, exceptions-as-control-flow",
        "java.lang.Integer.valueOf, boxing-in-hot-loop",
        "java.util.stream.ReferencePipeline$2$1.accept, filtered-again-per-key"
    })
    void theMethodThatALineCallsDecides(String called, String rule) {
        Profile profile =
                Made.stacks(
                        Made.stack(900, "java.lang.Object.any", called, "*a.B.c:12", "*a.B.main:3"),
                        Made.stack(100, "*a.B.d:20", "*a.B.main:3"));
        Finding finding = first(profile);
        assertThat(finding.rule()).isEqualTo(rule);
        assertThat(finding.site()).isEqualTo(new Site("B.java", 12, "a.B.c"));
        assertThat(finding.share()).isEqualTo(0.9);
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource({
        "java.util.HashSet.contains",
        "java.util.HashMap.get",
        "java.util.ArrayList.add",
        "java.lang.StringBuilder.append",
        "java.util.concurrent.ThreadPoolExecutor.execute"
    })
    void ordinaryCallsAreNoSymptom(String called) {
        Profile profile = Made.stacks(Made.stack(900, called, "*a.B.c:12"));
        Judgement judgement = StandardRules.advisor().judge(profile);
        assertThat(judgement.reaches(Severity.ADVICE)).isFalse();
    }

    @Test
    void whatALoggerFormatsIsLogging() {
        Profile profile =
                Made.stacks(
                        Made.stack(
                                500,
                                "java.util.Formatter.format",
                                "java.lang.String.format",
                                "java.util.logging.SimpleFormatter.format",
                                "java.util.logging.Logger.log",
                                "*a.B.c:12"));
        assertThat(first(profile).rule()).isEqualTo("logging-in-hot-loop");
    }

    @Test
    void aNumberParsedByValueOfIsParsing() {
        Profile profile =
                Made.stacks(
                        Made.stack(
                                500,
                                "jdk.internal.math.FloatingDecimal.parseDouble",
                                "java.lang.Double.valueOf",
                                "*a.B.c:12"));
        assertThat(first(profile).rule()).isEqualTo("number-parsing");
    }

    @Test
    void aComparatorsTimeIsTheSorts() {
        Profile profile =
                Made.stacks(
                        Made.stack(
                                500,
                                "*a.B.compare:30",
                                "java.util.TimSort.binarySort",
                                "java.util.ArrayList.sort",
                                "*a.B.c:12"));
        Finding finding = first(profile);
        assertThat(finding.rule()).isEqualTo("sorting-again");
        assertThat(finding.site().line()).isEqualTo(12);
    }

    @Test
    void theApplicationsOwnWorkUnderReflectionIsNotReflection() {
        Profile profile =
                Made.stacks(
                        Made.stack(
                                500,
                                "*a.B.work:30",
                                "java.lang.reflect.Method.invoke",
                                "*a.B.c:12"));
        assertThat(StandardRules.advisor().judge(profile).reaches(Severity.ADVICE)).isFalse();
    }

    @Test
    void anExceptionIsChargedToTheLineThatMakesItNotToItsConstructor() {
        Profile profile =
                Made.stacks(
                        Made.stack(
                                500,
                                "java.lang.Throwable.fillInStackTrace",
                                "java.lang.Throwable.<init>",
                                "*a.Unknown.<init>:5",
                                "*a.B.c:12"));
        assertThat(first(profile).site().line()).isEqualTo(12);
    }

    @Test
    void aFewSamplesOfAProgramThatSleepsAreNothing() {
        Profile profile = Made.stacks(Made.stack(30, "java.lang.String.format", "*a.B.c:12"));
        Profile asleep = Made.lasting(profile, 600);
        assertThat(StandardRules.advisor().judge(asleep).findings()).isEmpty();
    }

    @Test
    void reasonsNameWhatALineSpendsItsTimeOn() {
        Profile profile =
                Made.stacks(
                        Made.stack(500, "java.lang.String.format", "*a.B.c:12"),
                        Made.stack(100, "*a.B.c:12"),
                        Made.stack(500, "*a.B.d:20"));
        assertThat(StandardRules.reasons(profile))
                .containsExactly(
                        java.util.Map.entry(new Site("B.java", 12, "a.B.c"), "formatting of text"));
    }

    @Test
    void aLineThatCallsOtherLinesIsNotNamedAfterTheLittleItDoesItself() {
        Profile profile =
                Made.stacks(
                        Made.stack(500, "java.lang.String.format", "*a.B.c:12", "*a.B.main:3"),
                        Made.stack(20, "java.lang.String.format", "*a.B.main:3"));
        assertThat(StandardRules.reasons(profile))
                .containsOnlyKeys(new Site("B.java", 12, "a.B.c"));
    }

    @Test
    void aMapperMadeForEachCallShouldBeKept() {
        String[] cold = {
            "com.fasterxml.jackson.databind.deser.DeserializerCache._createDeserializer",
            "com.fasterxml.jackson.databind.ObjectMapper.readValue",
            "*a.B.c:12"
        };
        Finding again = first(Made.stacks(Made.stack(500, cold)));
        Finding kept = first(Made.stacks(Made.stack(500, cold[1], cold[2])));
        assertThat(again.rule()).isEqualTo("costly-serialisation").isEqualTo(kept.rule());
        assertThat(again.remedy()).startsWith("Make the mapper once");
        assertThat(kept.remedy()).startsWith("Serialise once");
    }

    @Test
    void whatAMostlyIdleServerComputesIsANote() {
        Profile profile =
                Made.stacks(
                        Made.stack(400, "java.util.ArrayList.contains", "*a.B.c:12"),
                        Made.stack(600, "*a.B.d:20"));
        Finding finding = first(Made.lasting(profile, 300));
        assertThat(finding.rule()).isEqualTo("collection-scan");
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.share()).isLessThan(0.05);
    }

    @Test
    void oneThreadsWorkIsNamedByTheLineThatCallsForMostOfIt() {
        Profile profile =
                Made.oneThread(
                        Made.withLines(
                                Made.stacks(
                                        Made.stack(900, "org.engine.Query.run", "*a.B.c:12"),
                                        Made.stack(100, "*a.B.d:20")),
                                Made.line("a.B.c", 12, 0, 0.9, 900),
                                Made.line("a.B.d", 20, 0.1, 0.1, 100)));
        Finding finding = first(profile);
        assertThat(finding.rule()).isEqualTo("sequential-work");
        assertThat(finding.site().line()).isEqualTo(12);
    }

    private static Finding first(Profile profile) {
        Judgement judgement = StandardRules.advisor().judge(profile);
        assertThat(judgement.findings()).isNotEmpty();
        return judgement.findings().get(0);
    }

    /// async-profiler writes samples of allocations under another name than JFR.
    @Test
    void allocationsAreJudgedWhoeverSampledThem() {
        StackCount stack = Made.stack(600, "*acme.Batch.load:12");
        Site site = new Site("Batch.java", 12, "acme.Batch.load");
        Profile unwatched = Made.lasting(Made.nothing(), 10);
        assertThat(new AllocationRate().evaluate(unwatched))
                .isInstanceOf(Verdict.NotEnoughData.class);

        AllocationSite allocated =
                new AllocationSite("byte[]", stack.stack(), Optional.of(site), 20e9, 500);
        assertThat(new AllocationRate().evaluate(Made.allocating(unwatched, allocated)))
                .isInstanceOfSatisfying(
                        Verdict.Advice.class,
                        advice -> assertThat(advice.findings().getFirst().site()).isEqualTo(site));
    }

    /// Ten threads of a server in ten seconds; of nine parts of their time nobody asks anything.
    @ParameterizedTest
    @CsvSource({"2.5, 90, true", "2.5, 60, false", "0.9, 95, false"})
    void aLockThatGuestsWaitForIsANoteThoughMostThreadsAreIdle(
            double seconds, double idle, boolean noted) {
        Site site = new Site("Tally.java", 12, "acme.Tally.count");
        LockSite lock =
                new LockSite(
                        LockKind.MONITOR,
                        "acme.Tally",
                        Optional.of(site),
                        Made.stack(1, "*acme.Tally.count:12").stack(),
                        "exec-#",
                        100,
                        seconds,
                        0.1,
                        10,
                        1,
                        Optional.empty());
        ThreadUse use = new ThreadUse("exec-#", 10, false, 700, 7, 0, seconds, 0, idle, 100, 0, 10);
        Profile profile =
                Made.waiting(Made.stacks(Made.stack(700, "*acme.Tally.count:13")), use, lock);
        Verdict verdict = new SharedLock().evaluate(profile);
        if (noted) {
            Finding finding = ((Verdict.Advice) verdict).findings().getFirst();
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.summary()).contains("25 % of the time in which they have a task");
        } else {
            assertThat(verdict).isInstanceOf(Verdict.Fine.class);
        }
    }
}
