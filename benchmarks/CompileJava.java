import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles one folder after the other in one process: javac takes most of a second to start.
 *
 * <p>Reads `folder TAB output` a line; answers `ok`, or `failed` and the compiler's words in Base64.
 */
public class CompileJava {
    public static void main(String[] args) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] folders = line.split("\t");
            String words = compile(compiler, Path.of(folders[0]), Path.of(folders[1]));
            byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
            System.out.println(
                    words.isEmpty() ? "ok" : "failed " + Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static String compile(JavaCompiler compiler, Path folder, Path output) throws Exception {
        Files.createDirectories(output);
        List<Path> sources;
        try (Stream<Path> files = Files.list(folder)) {
            sources = files.filter(one -> one.toString().endsWith(".java")).sorted().toList();
        }
        StringWriter words = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            // -g: helpful messages name local variables only with them.
            List<String> options = List.of("-g", "-nowarn", "-proc:none", "-d", output.toString());
            boolean done =
                    compiler.getTask(words, manager, null, options, null,
                                    manager.getJavaFileObjectsFromPaths(sources))
                            .call();
            return done ? "" : words.append("not compiled").toString();
        }
    }
}
