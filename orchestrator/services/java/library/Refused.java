/** A request that the library cannot serve; the message goes back to who asked. */
public class Refused extends RuntimeException {
    public Refused(String message) {
        super(message);
    }
}
