import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles each folder that the given list names into its own `classes`. One machine for all of
 * them: a javac a folder would take a second each.
 */
public final class CompileAll {
    public static void main(String[] args) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean good = true;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            for (String folder : Files.readAllLines(Path.of(args[0]))) {
                good &= compile(compiler, files, Path.of(folder));
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean compile(
            JavaCompiler compiler, StandardJavaFileManager files, Path folder) throws Exception {
        List<File> sources;
        try (Stream<Path> paths = Files.walk(folder)) {
            sources = paths.filter(p -> p.toString().endsWith(".java")).map(Path::toFile).toList();
        }
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> options = List.of("-g", "-nowarn", "-proc:none", "-d", classes.toString());
        var units = files.getJavaFileObjectsFromFiles(sources);
        return compiler.getTask(null, null, null, options, null, units).call();
    }
}
