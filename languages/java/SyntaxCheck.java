import com.sun.source.util.JavacTask;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The worker behind the oracle for Java: javac's parser, and nothing after it (no names, no types).
 *
 * <p>The frames and the answers' form are described in ../workers.py and ../worker_oracle.py.
 * Written for Java 11 and later, and run from source: {@code java SyntaxCheck.java}.
 */
public final class SyntaxCheck {
    // Deeply nested code needs stack; javac's own main thread has 8 MB.
    private static final long STACK_BYTES = 64L << 20;

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final List<String> OPTIONS = List.of("-proc:none");

    public static void main(String[] arguments) throws InterruptedException {
        Thread worker = new Thread(null, SyntaxCheck::serve, "parser", STACK_BYTES);
        worker.start();
        worker.join();
    }

    private static void serve() {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        // Whatever the compiler may print must not get between the frames.
        System.setOut(new PrintStream(PrintStream.nullOutputStream()));
        DiagnosticCollector<JavaFileObject> ignored = new DiagnosticCollector<>();
        StandardJavaFileManager files =
                COMPILER.getStandardFileManager(ignored, Locale.ROOT, StandardCharsets.UTF_8);
        try {
            send(out, System.getProperty("java.version"));
            while (true) {
                byte[] request = new byte[in.readInt()];
                in.readFully(request);
                send(out, answer(request, files));
            }
        } catch (EOFException end) {
            // The checker is gone, or has closed us.
        } catch (IOException broken) {
            System.exit(1);
        }
    }

    private static void send(DataOutputStream out, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(body.length);
        out.write(body);
        out.flush();
    }

    private static String answer(byte[] request, StandardJavaFileManager files) throws IOException {
        int end = 0;
        while (request[end] != 0) {
            end++;
        }
        String source = decode(ByteBuffer.wrap(request, end + 1, request.length - end - 1));
        try {
            return parse(source, files);
        } catch (StackOverflowError | OutOfMemoryError | IllegalStateException crash) {
            return "unknown\njavac gives up on this file (" + rootOf(crash) + ")";
        }
    }

    /** javac wraps its crashes in an IllegalStateException. */
    private static String rootOf(Throwable crash) {
        Throwable root = crash;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    private static String parse(String source, StandardJavaFileManager files) throws IOException {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<JavaFileObject> units = List.of(new Text(source));
        JavacTask task = (JavacTask) COMPILER.getTask(null, files, found, OPTIONS, null, units);
        task.parse();
        List<String> answer = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
            if (one.getKind() == Diagnostic.Kind.ERROR) {
                answer.add(place(source, one.getPosition()) + message(one));
            }
        }
        return answer.isEmpty() ? "accepted" : "rejected\n" + String.join("\n", answer);
    }

    /** Line and column in characters: javac's own count expands tabs and ends lines at \r, too. */
    private static String place(String source, long position) {
        if (position < 0) {
            return "0\t0\t";
        }
        int offset = (int) Math.min(position, source.length());
        int start = source.lastIndexOf('\n', offset - 1) + 1;
        long line = source.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
        return line + "\t" + (source.codePointCount(start, offset) + 1) + "\t";
    }

    private static String message(Diagnostic<?> diagnostic) {
        return diagnostic.getMessage(Locale.ENGLISH).replaceAll("\\s+", " ");
    }

    /** Some projects use another encoding, and say so to javac alone; Latin-1 reads all. */
    private static String decode(ByteBuffer bytes) {
        ByteBuffer again = bytes.duplicate();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException other) {
            return StandardCharsets.ISO_8859_1.decode(again).toString();
        }
    }

    /** A source in memory. Its name is for javac's later stages alone, which are not reached. */
    private static final class Text extends SimpleJavaFileObject {
        private final String source;

        Text(String source) {
            super(URI.create("patchvet:///Source.java"), JavaFileObject.Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
