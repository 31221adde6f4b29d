package io.lading.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.lading.document.Document;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Habits of CONTRIBUTING.md that bytecode can show. */
class CodingRulesTest {
    private static final JavaClasses ALL = ImportedClasses.ALL;
    private static final JavaClasses PRODUCTION = ImportedClasses.PRODUCTION;
    private static final JavaClasses TESTS = ImportedClasses.TESTS;

    /** Started from outside, so nothing here uses them. */
    private static final Set<String> STARTED_FROM_OUTSIDE = Set.of(
            "io.lading.cli.Lading",
            "io.lading.operations.Logging",
            "io.lading.routing.Sweep",
            "io.lading.routing.MapRefresh",
            "io.lading.operations.PatientProtocol", // Tomcat makes it by its name
            "io.lading.cli.bench.LoadClient",
            // named by Smooks configurations
            "io.lading.mapping.smooks.EdiXmlReader",
            "io.lading.cli.bench.engine.StaediXmlReader",
            // called by CXF
            "io.lading.transport.soap.PartnerService",
            // called by the console's templates
            "io.lading.console.EveryPage",
            "io.lading.console.Shown");

    @Test
    void writesToStandardStreamsOnlyInTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.lading.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .because("a hub has no terminal: log it, or return it to the command line")
                .check(PRODUCTION);
    }

    @Test
    void asksAnInjectedClockForTheTime() {
        noClasses()
                .should()
                .callCodeUnitWhere(call("reads the system's time", CodingRulesTest::readsTheSystemsTime))
                .because("tests set the time: take a java.time.Clock in the constructor (durations may use nanoTime)")
                .check(PRODUCTION);
    }

    @Test
    void makesClocksOnlyWhereTheProcessIsPutTogether() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.lading.operations..", "io.lading.cli..")
                .should()
                .callCodeUnitWhere(call("makes a system clock", CodingRulesTest::makesAClock))
                .because("there is one clock, made by operations or the command line: take it in the constructor")
                .check(PRODUCTION);
    }

    @Test
    void throwsNoGenericExceptions() {
        noClasses()
                .should(THROW_GENERIC_EXCEPTIONS)
                .because("a caller must be able to tell them apart: throw one of the module's own, or a Finding if a"
                        + " partner's data is to blame")
                .check(PRODUCTION);
    }

    @Test
    void neverReadsSerialisedJavaObjects() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .because("it builds whatever a sender names: read JSON or our own format")
                .check(PRODUCTION);
    }

    @Test
    void namesThingsByWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Impl|Manager)")
                .orShould()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..model..")
                .because("such names say nothing: use the field's word, or put it where it is used")
                .check(PRODUCTION);
    }

    @Test
    void neverSleepsInTests() {
        noClasses()
                .should()
                .callCodeUnitWhere(call("sleeps", call -> call.getName().equals("sleep")))
                .because("a sleep is too long or too short: wait for the condition itself, with a time limit")
                .check(TESTS);
    }

    @Test
    void usesNoMockingLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.easymock..")
                .because("a mock repeats the code's own assumptions: write a small fake or start the real thing")
                .check(TESTS);
    }

    @Test
    void makesPublicOnlyWhatAnotherPackageUses() {
        Set<String> used = used();
        List<String> unused = PRODUCTION.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .filter(type -> !STARTED_FROM_OUTSIDE.contains(type.getFullName()))
                .filter(type -> type.tryGetMethod("main", String[].class).isEmpty())
                .filter(type -> !holdsOnlyConstants(type))
                // Named by maps and made by their shape.
                .filter(type -> !type.isAssignableTo(Document.class))
                .filter(type -> !used.contains(type.getFullName()))
                .map(JavaClass::getFullName)
                .sorted()
                .toList();

        assertThat(unused)
                .as("public classes that no other package uses: take the word public away")
                .isEmpty();
    }

    /** The compiler copies constants to where they are used, which leaves no trace of the class. */
    private static boolean holdsOnlyConstants(JavaClass type) {
        return type.getMethods().isEmpty()
                && !type.getFields().isEmpty()
                && type.getFields().stream().allMatch(field -> field.getModifiers()
                        .containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL)));
    }

    /** The types that a class of another package names, or a public class offers in a public signature. */
    private static Set<String> used() {
        Set<String> used = new HashSet<>();
        for (JavaClass user : ALL) {
            user.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> !target.getPackageName().equals(user.getPackageName()))
                    .forEach(target -> used.add(outermost(target)));
            if (user.getModifiers().contains(JavaModifier.PUBLIC)) {
                offered(user).filter(name -> !name.equals(outermost(user))).forEach(used::add);
            }
        }
        return used;
    }

    private static Stream<String> offered(JavaClass user) {
        return user.getCodeUnits().stream()
                .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(unit -> unit.getAllInvolvedRawTypes().stream())
                .map(involved -> outermost(involved.getBaseComponentType()));
    }

    private static String outermost(JavaClass type) {
        String name = type.getFullName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static boolean readsTheSystemsTime(JavaCall<?> call) {
        String owner = call.getTargetOwner().getFullName();
        boolean now = owner.startsWith("java.time.")
                && call.getName().equals("now")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        boolean millis = owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis");
        boolean date = owner.equals("java.util.Date")
                && call.getName().equals("<init>")
                && call.getTarget().getRawParameterTypes().isEmpty();
        return now || millis || date;
    }

    private static boolean makesAClock(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(Clock.class)
                && call.getName().startsWith("system");
    }

    private static DescribedPredicate<JavaCall<?>> call(String description, Predicate<JavaCall<?>> which) {
        return DescribedPredicate.describe(description, which);
    }
}
