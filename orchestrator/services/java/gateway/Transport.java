import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Calls of other services on this machine: one line there, one line back, within a second. */
final class Transport {
    private static final int MILLISECONDS = 1000;

    private Transport() {}

    static String call(String service, String line) throws IOException {
        int port = Integer.parseInt(System.getenv("PORT_" + service.toUpperCase()));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), MILLISECONDS);
            socket.setSoTimeout(MILLISECONDS);
            OutputStream output = socket.getOutputStream();
            output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            output.flush();
            String answer = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
            if (answer == null) {
                throw new EOFException(service + " closed the connection");
            }
            return answer;
        }
    }

    /** Waits between two attempts. */
    static void pause(double seconds) {
        try {
            Thread.sleep((long) (seconds * 1000));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
