package io.lading.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/** The program's classes and its tests', read once for all rules: it takes seconds. */
final class ImportedClasses {
    static final JavaClasses ALL =
            new ClassFileImporter().importPaths(Path.of("target", "classes"), Path.of("target", "test-classes"));
    static final JavaClasses PRODUCTION =
            ALL.that(DescribedPredicate.describe("are the program", type -> !isTest(type)));
    static final JavaClasses TESTS = ALL.that(DescribedPredicate.describe("are tests", ImportedClasses::isTest));

    private ImportedClasses() {}

    private static boolean isTest(JavaClass type) {
        return type.getSource()
                .map(source -> source.getUri().getPath().contains("/test-classes/"))
                .orElse(false);
    }
}
