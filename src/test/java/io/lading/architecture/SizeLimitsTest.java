package io.lading.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A file or a method that outgrows these has more than one task: give each a name and a place. */
class SizeLimitsTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 60;
    private static final int FEWEST_METHODS = 5000;

    private static final List<String> LONG_FILES = new ArrayList<>();
    private static final List<String> LONG_METHODS = new ArrayList<>();
    private static int methods;

    @BeforeAll
    static void measure() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                measure(unit, positions);
            }
        }
    }

    @Test
    void noFileIsLongerThanFourHundredLines() {
        assertThat(LONG_FILES).isEmpty();
    }

    @Test
    void noMethodIsLongerThanSixtyLines() {
        assertThat(methods).as("a wrong path would measure nothing").isGreaterThan(FEWEST_METHODS);
        assertThat(LONG_METHODS).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static void measure(CompilationUnitTree unit, SourcePositions positions) {
        String file = unit.getSourceFile().getName();
        LineMap lines = unit.getLineMap();
        long length = lines.getLineNumber(positions.getEndPosition(unit, unit));
        if (length > LONGEST_FILE) {
            LONG_FILES.add(file + " has " + length + " lines");
        }
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void unused) {
                methods++;
                measureMethod(method);
                return super.visitMethod(method, null);
            }

            private void measureMethod(MethodTree method) {
                if (method.getBody() == null) {
                    return;
                }
                long first = lines.getLineNumber(positions.getStartPosition(unit, method.getBody()));
                long last = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()));
                if (last - first + 1 > LONGEST_METHOD) {
                    LONG_METHODS.add(
                            file + ":" + first + ": " + method.getName() + " has " + (last - first + 1) + " lines");
                }
            }
        }.scan(unit, null);
    }
}
