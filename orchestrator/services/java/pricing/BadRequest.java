/** Something that the pricing cannot answer. */
public class BadRequest extends RuntimeException {
    public BadRequest(String message) {
        super(message);
    }

    /** Reads a number that a request holds. */
    static int number(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException malformed) {
            throw new BadRequest("bad number " + word);
        }
    }
}
