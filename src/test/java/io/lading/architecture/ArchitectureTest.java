package io.lading.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The directions of ARCHITECTURE.md, checked in the bytecode. */
class ArchitectureTest {
    /** So that a wrong path cannot make every rule pass by scanning nothing. */
    private static final int FEWEST_CLASSES = 400;

    private static final JavaClasses CLASSES = ImportedClasses.PRODUCTION;

    @Test
    void scansTheWholeProgram() {
        assertThat(CLASSES.size()).isGreaterThan(FEWEST_CLASSES);
    }

    @Test
    void knowsEveryModule() {
        Set<String> found = CLASSES.stream()
                .map(type -> Modules.of(type.getPackageName()))
                .filter(module -> !module.isEmpty())
                .collect(Collectors.toSet());

        assertThat(Modules.all())
                .as("a new direct sub-package of io.lading is a new module: give it its place in Modules and"
                        + " ARCHITECTURE.md, or put the class into the module it serves")
                .containsAll(found);
    }

    @Test
    void usesModulesOnlyInTheDirectionsOfTheArchitecture() {
        classes()
                .should(useOnlyAllowedModules())
                .because("a module that reaches up or sideways cannot be read or tested alone: move the class down, or"
                        + " hand the higher module's part in through an interface of the lower one")
                .check(CLASSES);
    }

    @Test
    void hasNoCyclesBetweenModules() {
        slices().matching("io.lading.(*)..")
                .should()
                .beFreeOfCycles()
                .because("modules in a cycle are one module: move what both need into the lower one")
                .check(CLASSES);
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "org.apache.camel.. | routing transport",
                "org.smooks.. | mapping",
                "org.apache.cxf.. | transport.soap",
                "org.apache.activemq.. | transport.queue operations",
                "org.apache.artemis.. | transport.queue operations",
                "picocli.. | cli",
                "org.flywaydb.. | operations",
                "org.snakeyaml.. | yaml",
            })
    void keepsEachLibraryWhereItBelongs(String library, String where) {
        String[] packages = Arrays.stream(where.split(" "))
                .map(name -> "io.lading." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that(com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(packages)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because("a library in one place can be replaced there: call the module " + where + " instead")
                .check(CLASSES);
    }

    @Test
    void keepsTheEngineFreeOfContainers() {
        String[] engine =
                Modules.ENGINE.stream().map(name -> "io.lading." + name + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage(engine)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta..", "java.sql..", "javax.sql..")
                .because("the engine also runs in the command line, without a container: pass values in")
                .check(CLASSES);
    }

    @Test
    void marksEveryPackageForNullness() {
        List<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(candidate -> !candidate.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();

        assertThat(unmarked)
                .as("packages without @NullMarked: add a package-info that says purpose, entry types and threading")
                .isEmpty();
    }

    private static ArchCondition<JavaClass> useOnlyAllowedModules() {
        return new ArchCondition<>("use only modules they may") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = Modules.of(type.getPackageName());
                Set<String> allowed = Modules.allowed(from);
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String to = Modules.of(
                            dependency.getTargetClass().getBaseComponentType().getPackageName());
                    if (!to.isEmpty() && !allowed.contains(to)) {
                        events.add(SimpleConditionEvent.violated(
                                type, from + " must not use " + to + ": " + dependency.getDescription()));
                    }
                }
            }
        };
    }
}
