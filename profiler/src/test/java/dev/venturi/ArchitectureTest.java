package dev.venturi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The arrows between the packages of the profiler, as ARCHITECTURE.md draws them.
class ArchitectureTest {
    private static JavaClasses profiler;

    @BeforeAll
    static void read() {
        profiler =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.venturi");
    }

    @Test
    void theModelKnowsNeitherCaptureNorAdvice() {
        noClasses()
                .that()
                .resideInAPackage("dev.venturi.profile")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.venturi.advice..", "dev.venturi.compare..")
                .check(profiler);
    }

    @Test
    void theModelStandsOnTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.venturi.profile")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.venturi.profile", "java..", "jdk.jfr..", "org.jspecify..")
                .check(profiler);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.venturi.(*)..").should().beFreeOfCycles().check(profiler);
    }
}
