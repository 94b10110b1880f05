package dev.venturi.advice.rules;

import dev.venturi.advice.Advisor;
import dev.venturi.advice.Rule;
import dev.venturi.profile.Profile;
import dev.venturi.profile.Site;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// All rules there are.
public final class StandardRules {
    /// What CPU time goes to, in order of precedence where a frame could be two things.
    static final List<CpuSymptom> CPU =
            List.of(
                    new ExceptionsAsControlFlow(),
                    new LoggingInHotLoop(),
                    new SameResultAgain(),
                    new CostlySerialisation(),
                    new TextSplitting(),
                    new RegexInHotLoop(),
                    new ReflectionInHotLoop(),
                    new FilteredAgainPerKey(),
                    new CollectionScan(),
                    new SortingAgain(),
                    new BoxingInHotLoop(),
                    new NumberParsing(),
                    new TextFormatting(),
                    new CopyingAgain(),
                    new CostlyHashing());

    /// From cause to consequence: on one line the first that finds something speaks for the others.
    public static final List<Rule> ALL =
            Stream.concat(
                            Stream.of(
                                    new TextForBinary(),
                                    new SameFileAgain(),
                                    new TinyWrites(),
                                    new TinyReads(),
                                    new BlockingReads(),
                                    new MemoryLeak(),
                                    new NestedPools(),
                                    new SharedLock(),
                                    new WaitingInPark()),
                            Stream.concat(
                                    CPU.stream(),
                                    Stream.of(
                                            new SequentialWork(),
                                            new MoreThreadsThanCores(),
                                            new GcPressure(),
                                            new AllocationRate(),
                                            new LargePeak(),
                                            new HeldPastLastUse())))
                    .map(Rule.class::cast)
                    .toList();

    private StandardRules() {}

    /// An advisor with all rules.
    public static Advisor advisor() {
        return new Advisor(ALL);
    }

    /// Why lines of the application cost CPU time: what at least half of the samples go to in which
    /// a line is the application's nearest to the top. Lines without such a reason are left out.
    public static Map<Site, String> reasons(Profile profile) {
        return CpuBySymptom.of(profile).reasons();
    }
}
