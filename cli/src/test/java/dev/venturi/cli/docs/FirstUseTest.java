package dev.venturi.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/first-use.md`: for each verb the questions of a new user.
class FirstUseTest {
    private static final int QUESTIONS = 10;

    @TempDir private Path scratch;

    @Test
    void thePageShowsWhatTheToolAnswers() throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("work"));
        writeFiles(directory);
        writePipelines(directory);
        Page page = new Page();
        introduction(page);
        features(page);
        generate(page);
        convert(page);
        inspect(page);
        manifest(page);
        compare(page);
        catalog(page);
        demo(page);
        run(page);
        help(page);
        for (String verb :
                List.of(
                        "features",
                        "generate",
                        "convert",
                        "inspect",
                        "manifest",
                        "compare",
                        "catalog",
                        "demo",
                        "help")) {
            assertThat(page.questionsSince(verb)).as(verb).isGreaterThanOrEqualTo(QUESTIONS);
        }
        page.check("first-use.md", directory, scratch);
    }

    private static void writeFiles(Path directory) throws IOException {
        Files.writeString(
                directory.resolve("readings.csv"),
                """
                patient,day,ward,heart_rate,steps
                ann,1,A,70.5,4100
                ann,2,A,,5200
                ann,3,A,71.5,3900
                ann,4,A,88,4000
                bob,1,B,60,9000
                bob,2,B,66,9500
                bob,3,B,63,NA
                """);
        Files.createDirectory(directory.resolve("logs"));
        Files.writeString(
                directory.resolve("logs/monday.csv"),
                """
                host,device,ts,temp
                web-1,sda,2026-03-02T08:00:00Z,31.5
                web-1,sda,2026-03-02T20:00:00Z,33
                web-1,sdb,2026-03-02T08:00:00Z,29
                """);
        Files.writeString(
                directory.resolve("logs/tuesday.csv"),
                """
                host,device,ts,temp
                web-1,sdb,2026-03-03T08:00:00Z,30
                web-2,sda,2026-03-03T08:00:00Z,40
                """);
        Files.writeString(directory.resolve("export.txt"), "007;1.5;x\n007;2.5;y\n042;3.5;z\n");
        Files.writeString(
                directory.resolve("broken.csv"), "patient,heart_rate\nann,70\nann,72?\nbob,60\n");
        Files.writeString(
                directory.resolve("unordered.csv"), "patient,day,x\nann,2,5\nann,1,3\nbob,1,4\n");
        Files.writeString(directory.resolve("returns.csv"), "patient,x\nann,5\nbob,4\nann,3\n");
        Files.writeString(
                directory.resolve("corrected.csv"),
                """
                patient,day,ward,heart_rate,steps
                ann,1,A,70.5,4100
                ann,2,A,69,5200
                ann,3,A,71.5,3900
                ann,4,A,88.00000001,4000
                bob,1,B,60,9000
                bob,2,B,66,9500
                cy,1,B,63,8000
                """);
    }

    private static void writePipelines(Path directory) throws IOException {
        Files.writeString(
                directory.resolve("orders.csv"),
                """
                user,product,amount
                ann,tea,1.5
                bob,rice,7
                ann,tea,2
                cid,salt,3.25
                bob,tea,0.5
                """);
        Files.writeString(
                directory.resolve("shop.yaml"),
                """
                params: {most: 2}
                sources:
                  orders: {files: orders.csv}
                stages:
                  spent:
                    type: aggregate
                    input: orders
                    by: user
                    compute:
                      spent: sum(amount)
                      products: approximate-distinct(product, error=0.05)
                  best: {type: top, input: spent, count: "${most}", by: spent desc}
                sinks:
                  out: {input: best, file: best.csv}
                """);
        Files.writeString(
                directory.resolve("typo.yaml"),
                """
                sources: {orders: {files: orders.csv}}
                stages:
                  spent: {type: aggregate, input: order, by: user, compute: {n: rows}}
                """);
        Files.writeString(
                directory.resolve("several.yaml"),
                """
                matrix: {user: [ann, bob]}
                sources: {orders: {files: orders.csv}}
                stages:
                  own: {type: filter, input: orders, where: "user = '${user}'"}
                sinks:
                  out: {input: own, file: own.csv}
                """);
    }

    private static void introduction(Page page) {
        page.text(
                """
                # First use

                Questions of a new user and the tool's own answers. A test runs every command below, in an empty
                directory with a few small files, and compares what it shows with this page; seconds, rates,
                measured memory and builds are written as `...`. Lines that begin with `[exit code` are added.
                `venturi` is `./venturi` in the repository, or the launcher of an unpacked archive.
                """);
    }

    private static void features(Page page) {
        page.section("features")
                .ask(
                        "What do I get for one row per patient and day?",
                        "cat readings.csv",
                        "venturi features readings.csv --by patient")
                .ask(
                        "How do I choose columns and features?",
                        "venturi features readings.csv --by patient --order-by day --select heart_rate"
                                + " --features 'count,mean,std,trend,quantile(0.9)'")
                .ask(
                        "How do I write all of it to a file?",
                        "venturi features readings.csv --by patient --order-by day --features"
                                + " 'mean,std' -o features.csv",
                        "cat features.csv")
                .ask(
                        "I ran it again and it refuses. Why?",
                        "venturi features readings.csv --by patient -o features.csv",
                        "venturi features readings.csv --by patient --features mean -o features.csv"
                                + " --overwrite --quiet")
                .ask(
                        "Can each column have its own features?",
                        "venturi features readings.csv --by patient --select heart_rate,steps --features"
                                + " 'mean,steps:sum,heart_rate:longest_run(above=65)'")
                .ask(
                        "My data is in many files, with two keys and times.",
                        "venturi features 'logs/*.csv' --by host,device --order-by ts --features"
                                + " 'count,mean,rate_of_change'")
                .ask(
                        "Can it stand in a pipe?",
                        "cat readings.csv | venturi features - --by patient --features max --quiet -o -"
                                + " | head -n 2")
                .ask(
                        "My file has semicolons and no header, and 007 is a name.",
                        "cat export.txt",
                        "venturi features export.txt --no-header --by c1 --features count,max")
                .ask(
                        "A value is not a number. What now?",
                        "venturi features broken.csv --by patient",
                        "venturi features broken.csv --by patient --features count,mean --null-tokens"
                                + " '72?'")
                .ask(
                        "My rows are not in order.",
                        "venturi features unordered.csv --by patient --order-by day --features"
                                + " first,last,trend",
                        "venturi features unordered.csv --by patient --order-by day --require-ordered")
                .ask(
                        "A patient's rows do not lie together.",
                        "venturi features returns.csv --by patient",
                        "venturi features returns.csv --by patient --explain")
                .ask(
                        "How do I divide by n instead of n - 1?",
                        "venturi features readings.csv --by patient --select heart_rate --features"
                                + " 'std,std(ddof=0)'",
                        "venturi features readings.csv --by patient --select heart_rate --features std"
                                + " --preset case-v1")
                .ask(
                        "How do I read the summary in a script?",
                        "venturi features readings.csv --by patient --features mean --select steps"
                                + " --json")
                .ask(
                        "I mistyped a name.",
                        "venturi features readings.csv --by pateint",
                        "venturi features readings.csv --by patient --features maen",
                        "venturi features reading.csv --by patient");
    }

    private static void generate(Page page) {
        page.section("generate")
                .ask(
                        "How do I get a table to try things on?",
                        "venturi generate vitals --patients 3 --days 2 -o vitals.csv",
                        "cat vitals.csv")
                .ask(
                        "Is it the same table tomorrow, on another machine?",
                        "venturi generate vitals --patients 3 --days 2 --workers 7 -o again.csv --quiet",
                        "venturi compare vitals.csv again.csv --by patient_id,day --select heart_rate")
                .ask(
                        "And another table?",
                        "venturi generate vitals --patients 3 --days 2 --seed 7 --quiet -o - | head -n 3")
                .ask(
                        "Real patients are not that regular.",
                        "venturi generate vitals --patients 3 --days 4 --irregular --quiet -o - |"
                                + " head -n 6")
                .ask(
                        "Can the rows come mixed?",
                        "venturi generate vitals --patients 3 --days 2 --layout shuffled --quiet -o - |"
                                + " head -n 4")
                .ask(
                        "Many files?",
                        "venturi generate vitals --patients 30 --days 4 --files 3 -o parts/",
                        "venturi generate vitals --patients 30 --days 4 --layout daily -o daily/",
                        "venturi generate vitals --patients 30 --days 4 --files 2 -o parts/",
                        "head -n 2 daily/day-003.csv")
                .ask(
                        "Can I see it without a file?",
                        "venturi generate vitals --patients 1 --days 3 -o - | head -n 2")
                .ask(
                        "Tabs, or compressed?",
                        "venturi generate vitals --patients 3 --days 2 -o vitals.tsv --quiet",
                        "head -n 2 vitals.tsv",
                        "venturi generate vitals --patients 3 --days 2 -o vitals.csv.gz --quiet",
                        "venturi features vitals.csv.gz --by patient_id --select heart_rate --features"
                                + " count")
                .ask(
                        "The file exists.",
                        "venturi generate vitals --patients 3 --days 2 -o vitals.csv")
                .ask(
                        "What can be asked for?",
                        "venturi generate vitals --patients 0 -o none.csv",
                        "venturi generate vitals --layout mixed -o none.csv",
                        "venturi generate vitls")
                .ask(
                        "How does a script know what was made?",
                        "venturi generate vitals --patients 3 --days 2 --workers 2 -o vitals2.csv"
                                + " --quiet --json")
                .ask("Parquet?", "venturi generate vitals --patients 3 -o vitals.parquet");
    }

    private static void convert(Page page) {
        page.section("convert")
                .ask(
                        "How do I make a Parquet file of my CSV?",
                        "venturi convert readings.csv readings.parquet")
                .ask("And CSV again?", "venturi convert readings.parquet - | head -n 3")
                .ask(
                        "Is it really the same?",
                        "COLUMNS=100 venturi compare readings.csv readings.parquet --by patient,day")
                .ask(
                        "One file of many?",
                        "venturi convert logs/ logs.arrow",
                        "venturi convert logs.arrow - --quiet | head -n 2")
                .ask(
                        "My ids begin with zeros.",
                        "venturi convert export.txt export.parquet --no-header",
                        "venturi convert export.parquet - --quiet | head -n 2")
                .ask(
                        "I know the types better.",
                        "venturi convert export.txt numbers.csv --no-header --types c1:int64 --quiet",
                        "cat numbers.csv")
                .ask(
                        "Only some columns, and compressed otherwise?",
                        "venturi convert readings.csv some.parquet --select patient,heart_rate --codec"
                                + " snappy --no-verify")
                .ask(
                        "Is the output as good as the input when the input is broken?",
                        "venturi convert broken.csv broken.parquet")
                .ask(
                        "The file exists, or its name tells nothing.",
                        "venturi convert readings.csv readings.parquet",
                        "venturi convert readings.csv readings.dat",
                        "venturi convert readings.csv")
                .ask(
                        "How does a script know what was written?",
                        "venturi convert readings.csv readings.feather --quiet --json")
                .ask("What else can it do?", "venturi convert --help");
    }

    private static void inspect(Page page) {
        page.section("inspect")
                .ask("What is in this file?", "venturi inspect readings.csv")
                .ask("And in one of Parquet?", "venturi inspect readings.parquet")
                .ask(
                        "Is that true, or what its writer believed?",
                        "COLUMNS=100 venturi inspect readings.parquet --scan")
                .ask("How are several files read as one table?", "venturi inspect logs/")
                .ask(
                        "Do the rows of a patient stand together?",
                        "venturi generate vitals --patients 30 --days 10 --layout daily --format"
                                + " parquet -o days/ --quiet",
                        "COLUMNS=100 venturi inspect days/ --scan")
                .ask(
                        "And when they are mixed?",
                        "venturi generate vitals --patients 30 --days 10 --layout shuffled -o"
                                + " mixed.csv --quiet",
                        "venturi inspect mixed.csv | head -n 10")
                .ask("My ids begin with zeros.", "venturi inspect export.txt --no-header")
                .ask("Does it notice that a file is broken?", "venturi inspect broken.csv")
                .ask("Can I pipe?", "cat readings.csv | venturi inspect - | head -n 3")
                .ask("How does a script know?", "venturi inspect unordered.csv --json")
                .ask("What else can it do?", "venturi inspect --help");
    }

    private static void manifest(Page page) {
        page.section("manifest")
                .ask(
                        "Would I notice that a byte of my CSV has changed?",
                        "venturi features readings.csv --by patient -o unprotected.csv",
                        "venturi manifest readings.csv")
                .ask(
                        "And now?",
                        "venturi features readings.csv --by patient --verify-manifest -o protected.csv")
                .ask("What does it hold?", "cat readings.csv.manifest.json")
                .ask(
                        "What if the file is another one?",
                        "venturi generate vitals --patients 3 --days 2 -o lake.csv --quiet",
                        "venturi manifest lake.csv --quiet",
                        "venturi generate vitals --patients 3 --days 3 -o lake.csv --quiet --overwrite",
                        "venturi features lake.csv --by patient_id --verify-manifest")
                .ask(
                        "A directory?",
                        "venturi manifest logs/",
                        "venturi inspect logs/ --verify-manifest")
                .ask(
                        "And when a file is added?",
                        "venturi convert readings.csv logs/readings.csv --quiet",
                        "venturi inspect logs/ --verify-manifest")
                .ask("Can I write it again?", "venturi manifest logs/")
                .ask(
                        "Is there one for this file?",
                        "venturi features unordered.csv --by patient --verify-manifest")
                .ask(
                        "One for several files, in a place of its own?",
                        "venturi manifest readings.csv unordered.csv",
                        "venturi manifest readings.csv unordered.csv -o both.json",
                        "venturi compare readings.csv readings.csv --by patient,day"
                                + " --verify-manifest=both.json --quiet")
                .ask(
                        "How does a script know what was written?",
                        "venturi manifest days/ --json --quiet")
                .ask("What else can it do?", "venturi manifest --help");
    }

    private static void compare(Page page) {
        page.section("compare")
                .ask(
                        "Are two files the same?",
                        "venturi compare readings.csv readings.csv --by patient,day")
                .ask(
                        "What changed in the corrected file?",
                        "venturi compare readings.csv corrected.csv --by patient,day")
                .ask(
                        "Only one column matters to me.",
                        "venturi compare readings.csv corrected.csv --by patient,day --select ward")
                .ask(
                        "Tiny differences do not matter.",
                        "venturi compare vitals.csv again.csv --by patient_id,day --select"
                                + " temperature,heart_rate --rtol 1e-9")
                .ask(
                        "How far may one column be off, and the others not at all?",
                        "venturi compare readings.csv corrected.csv --by patient,day --select heart_rate"
                                + " --atol heart_rate=1e-6")
                .ask(
                        "Two feature files differ. Why?",
                        "venturi features readings.csv --by patient --select heart_rate --features"
                                + " mean,std,trend --order-by day -o standard.csv --quiet",
                        "venturi features readings.csv --by patient --select heart_rate --features"
                                + " mean,std,trend --order-by day --preset case-v3 -o v3.csv --quiet",
                        "venturi features readings.csv --by patient --select heart_rate --features"
                                + " mean,std,trend --order-by day --preset case-v1 -o v1.csv --quiet",
                        "venturi compare standard.csv v1.csv")
                .ask(
                        "Which columns tell the rows apart?",
                        "venturi compare readings.csv corrected.csv",
                        "venturi compare readings.csv corrected.csv --by patient")
                .ask(
                        "Do the number of workers or the kernels change anything?",
                        "venturi features vitals.csv --by patient_id --workers 1 --kernels scalar -o"
                                + " one.csv --quiet",
                        "venturi features vitals.csv --by patient_id --workers 4 --kernels vector -o"
                                + " four.csv --quiet",
                        "venturi compare one.csv four.csv --select heart_rate_mean,heart_rate_std")
                .ask(
                        "How does a script ask?",
                        "venturi compare readings.csv corrected.csv --by patient,day --select heart_rate"
                                + " --json")
                .ask(
                        "I mistyped something.",
                        "venturi compare readings.csv correcetd.csv --by patient,day",
                        "venturi compare readings.csv corrected.csv --by patient,dya",
                        "venturi compare readings.csv corrected.csv --by patient,day --rtol small");
    }

    private static void catalog(Page page) {
        page.section("catalog")
                .ask("Which features are there?", "venturi catalog")
                .ask("What exactly is std?", "venturi catalog std")
                .ask(
                        "And in the case study's first version?",
                        "venturi catalog std --preset case-v1")
                .ask("What is the trend against?", "venturi catalog trend")
                .ask("What happens to missing values?", "venturi catalog missing_pct")
                .ask("When does a value count as an anomaly?", "venturi catalog n_anomalies")
                .ask("Which quantile is it?", "venturi catalog quantile")
                .ask(
                        "Which windows does a moving average look at?",
                        "venturi catalog moving_average")
                .ask("I do not remember the name.", "venturi catalog autocorelation")
                .ask("Which presets are there?", "venturi catalog count --preset case")
                .ask("Can a program read it?", "venturi catalog count --json")
                .ask(
                        "The jar with features of my own is not found.",
                        "venturi catalog --feature-path my-features.jar");
    }

    private static void demo(Page page) {
        page.section("demo")
                .ask(
                        "Does it work here, and are the numbers right?",
                        "COLUMNS=200 venturi demo --patients 40 --days 30 | head -n 7")
                .ask("Where are its files?", "head -n 2 venturi-demo/vitals.csv")
                .ask(
                        "What did it compute?",
                        "venturi features venturi-demo/vitals.csv --by patient_id --order-by day"
                                + " --preset case-v1 --select heart_rate --limit 3")
                .ask(
                        "Do I get the demo's file when I run that myself?",
                        "venturi features venturi-demo/vitals.csv --by patient_id --order-by day"
                                + " --preset case-v1 -o mine.csv --quiet",
                        "venturi compare venturi-demo/features.csv mine.csv --select"
                                + " heart_rate_mean,heart_rate_std,heart_rate_trend")
                .ask(
                        "What do the columns of its features mean?",
                        "head -n 12 venturi-demo/features.csv.contract.json")
                .ask(
                        "Are the case study's versions really different?",
                        "venturi features venturi-demo/vitals.csv --by patient_id --order-by day"
                                + " --preset case-v2 -o v2.csv --quiet",
                        "venturi compare venturi-demo/features.csv v2.csv --select"
                                + " temperature_mean,temperature_std,temperature_trend")
                .ask(
                        "Would it overwrite something of mine?",
                        "venturi demo --keep logs",
                        "venturi demo --keep readings.csv")
                .ask("How small can it be?", "venturi demo --patients 0")
                .ask(
                        "Can I make its table without the rest?",
                        "venturi generate vitals --patients 40 --days 30 -o same.csv --quiet",
                        "venturi compare venturi-demo/vitals.csv same.csv --by patient_id,day --select"
                                + " heart_rate,oxygen_sat")
                .ask("What else can I ask of it?", "venturi demo --help");
    }

    private static void run(Page page) {
        page.section("run")
                .ask(
                        "How do I check several steps before I run them?",
                        "cat shop.yaml",
                        "venturi run shop.yaml --dry-run")
                .ask("And how do I run them?", "venturi run shop.yaml --workers 2", "cat best.csv")
                .ask(
                        "I changed one thing. Is everything computed again?",
                        "venturi run shop.yaml --workers 2 --param most=1",
                        "venturi run shop.yaml --workers 2 --param most=1 --overwrite",
                        "cat best.csv")
                .ask("I mistyped a name.", "venturi run typo.yaml")
                .ask(
                        "Can one file be run for several values?",
                        "cat several.yaml",
                        "venturi run several.yaml")
                .text(
                        """

                        With `file: own-${user}.csv` each run has its own. `venturi run shop.yaml --watch` runs it
                        again whenever the file or what it reads changes, until Ctrl-C.
                        """);
    }

    private static void help(Page page) {
        page.section("help")
                .ask("Which verbs are there?", "venturi help")
                .ask("And without any verb?", "venturi")
                .ask("How do I use a verb?", "venturi help compare")
                .ask("Is there another way to ask?", "venturi catalog --help")
                .ask("Which build is this?", "venturi --version")
                .ask("I mistyped a verb.", "venturi fatures readings.csv")
                .ask("I forgot the verb.", "venturi readings.csv --by patient")
                .ask(
                        "I mistyped an option.",
                        "venturi features readings.csv --order-bye day",
                        "venturi features readings.csv --overwrit")
                .ask(
                        "I left something out.",
                        "venturi features --by patient",
                        "venturi features readings.csv --by",
                        "venturi generate vitals --patients 3")
                .ask("A number is not one.", "venturi features readings.csv --workers two")
                .ask("Is there help on a table of generate?", "venturi help generate vitals");
    }
}
