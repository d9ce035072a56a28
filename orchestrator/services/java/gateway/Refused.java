/** A request that nobody can serve; the message goes back to who asked. */
public class Refused extends RuntimeException {
    public Refused(String message) {
        super(message);
    }
}
