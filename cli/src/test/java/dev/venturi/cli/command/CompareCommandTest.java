package dev.venturi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.venturi.cli.Cli;
import dev.venturi.json.JsonReader;
import dev.venturi.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `compare` finds, says and returns.
class CompareCommandTest {
    @TempDir private Path directory;
    private String before = "";
    private String after = "";

    @BeforeEach
    void write() throws IOException {
        before = file("before.csv", "id,x,y,name\n1,1.5,10,a\n2,2.5,20,b\n3,,30,c\n4,4.5,40,d\n");
        after =
                file(
                        "after.csv",
                        "id,x,y,name,z\n1,1.5,10,a,1\n2,2.5000000001,21,b,1\n3,3,30,c,1\n5,4,0,d,1\n5,4,0,d,1\n");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @Test
    void aTableEqualsItself() {
        Cli.Result result = Cli.run("compare", before, before, "--by", "id");
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .containsPattern("x +EQUAL\n")
                .contains("EQUAL     3 equal bit for bit, 0 within the tolerance, 0 different");
    }

    @Test
    void whatDiffersIsShownColumnByColumn() {
        Cli.Result result = Cli.run(100, "compare", before, after, "--by", "id");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .startsWith(
                        """
                        column  verdict    rows differ  largest  relative
                        ------  ---------  -----------  -------  --------
                        x       DIFFERENT            2    1e-10     4e-11
                        y       DIFFERENT            1        1  0.047619
                        name    EQUAL

                        differs first  id  in before.csv
                                           in after.csv
                        -------------  --  -------------
                        x              2   2.5
                                           2.5000000001
                        y              2   20
                                           21

                        """)
                .containsPattern("missing +1 key not in .*after.csv: 4\n")
                .containsPattern("extra +1 key not in .*before.csv: 5\n")
                .containsPattern("repeated +1 key more than once in .*after.csv: 5\n")
                .containsPattern("columns +only in .*after.csv: z\n")
                .containsPattern("DIFFERENT  1 equal bit for bit, 0 within the tolerance, 2 diff");
    }

    @Test
    void tolerancesAreForAllColumnsOrForSome() throws IOException {
        String near = file("near.csv", "id,x,y\n1,1.5,10\n2,2.5000000001,21\n3,,30\n4,4.5,40\n");
        String[] select = {"compare", before, near, "--by=id", "--select=x,y"};
        assertThat(Cli.run(with(select, "--rtol=1e-9")).exit()).isEqualTo(1);
        Cli.Result within = Cli.run(with(select, "--rtol=1e-9", "--atol=y=1"));
        assertThat(within.exit()).isZero();
        assertThat(within.out())
                .contains("WITHIN", "0 equal bit for bit, 2 within the tolerance, 0 different");
        assertThat(Cli.run(with(select, "--atol=1", "--atol=x=0")).exit()).isEqualTo(1);
    }

    @Test
    void betweenAValueAndNoneThereIsNoDistance() throws IOException {
        String gap = file("gap.csv", "id,x\n1,1.5\n2,\n3,\n4,4.5\n");
        assertThat(Cli.run("compare", before, gap, "--by=id", "--select=x").out())
                .containsPattern("x +DIFFERENT +1 +- +-\n");
    }

    private static String[] with(String[] args, String... more) {
        String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return all;
    }

    @Test
    void contractsNameTheKeysAndExplainTheDifference() throws IOException {
        String table = file("t.csv", "id,x\na,1\na,2\na,4\nb,3\nb,3.5\nb,9\n");
        String v1 = directory.resolve("v1.csv").toString();
        String std = directory.resolve("std.csv").toString();
        Cli.run("features", table, "--by=id", "--features=mean,std", "-o", std);
        Cli.run("features", table, "--by=id", "--features=mean,std", "--preset=case-v1", "-o", v1);

        Cli.Result result = Cli.run("compare", v1, std);
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .containsPattern("x_mean +EQUAL")
                .containsPattern("x_std +DIFFERENT")
                .containsPattern("definitions +std: population against sample");

        Cli.Result same = Cli.run("compare", v1, std, "--select=x_mean");
        assertThat(same.exit()).isZero();
        assertThat(same.out()).doesNotContain("definitions");

        Files.writeString(directory.resolve("v1.csv.contract.json"), "{");
        Cli.Result broken = Cli.run("compare", v1, std);
        assertThat(broken.exit()).isEqualTo(1);
        assertThat(broken.err()).startsWith("warning: ").contains("v1.csv.contract.json");
        assertThat(broken.out()).doesNotContain("definitions");
    }

    @Test
    void formatsMayDifferAndContractsStandInThem() throws IOException {
        String table = file("t.csv", "id,x\na,1\na,2\na,4\nb,3\nb,3.5\nb,9\n");
        String csv = directory.resolve("f.csv").toString();
        String parquet = directory.resolve("f.parquet").toString();
        String arrow = directory.resolve("v1.arrow").toString();
        Cli.run("features", table, "--by=id", "-o", csv);
        Cli.run("features", table, "--by=id", "-o", parquet);
        Cli.run("features", table, "--by=id", "--preset=case-v1", "-o", arrow);
        assertThat(Cli.run("compare", csv, parquet).exit()).isZero();
        Cli.Result result = Cli.run("compare", parquet, arrow, "--select=x_mean,x_std");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).containsPattern("definitions +std: sample against population");
    }

    @Test
    void theReportForProgramsHasEveryFinding() {
        Cli.Result result = Cli.run("compare", before, after, "--by", "id", "--json");
        JsonObject json = (JsonObject) JsonReader.parse(result.out(), "out");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(json.members().keySet())
                .contains("verdict", "missing", "extra", "columns", "explanation", "method");
        assertThat(result.out())
                .contains("\"verdict\": \"DIFFERENT\"", "\"differing\": 2", "2.5000000001");
    }

    @Test
    void mistakesAreExplained() throws IOException {
        assertThat(Cli.run("compare", before, after).err()).contains("--by is missing");
        assertThat(Cli.run("compare", before).err()).contains("SECOND is missing");
        assertThat(Cli.run("compare", before, after, "--by", "ix").err())
                .contains("before.csv", "\"ix\"; did you mean \"id\"?");
        assertThat(Cli.run("compare", before, after, "--by=id", "--rtol=x").err())
                .contains("--rtol: expected a number of 0 or more", "\"x\"");
        assertThat(Cli.run("compare", before, after, "--by=id", "--rtol=q=1").err())
                .contains("\"q\"");
        assertThat(Cli.run("compare", before, "nowhere.csv", "--by=id").exit()).isEqualTo(2);
        String bad = file("bad.csv", "id,x\n1,2,3\n");
        assertThat(Cli.run("compare", before, bad, "--by=id").exit()).isEqualTo(3);
    }
}
