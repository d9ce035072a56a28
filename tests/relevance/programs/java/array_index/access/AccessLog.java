package access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the bytes that each path has sent; the log is on standard input. */
public final class AccessLog {
    private final Map<String, Long> sent = new TreeMap<>();
    private int refused;

    public static void main(String[] args) throws IOException {
        AccessLog log = new AccessLog();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            String line;
            while ((line = in.readLine()) != null) {
                log.take(LogLine.parse(line));
            }
        }
        log.print();
    }

    private void take(LogLine line) {
        if (line.status() >= 400) {
            refused++;
        }
        sent.merge(line.path(), line.bytes(), Long::sum);
    }

    private void print() {
        sent.forEach((path, bytes) -> System.out.println(path + " " + bytes));
        System.out.println("refused " + refused);
    }
}
