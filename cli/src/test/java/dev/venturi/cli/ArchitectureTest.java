package dev.venturi.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The verbs that need no pipeline start without its library.
class ArchitectureTest {
    @Test
    void onlyThePackageOfPipelinesUsesTheirLibrary() {
        JavaClasses command =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.venturi.cli");
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.venturi.cli.pipeline..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.venturi.pipeline..")
                .check(command);
    }
}
