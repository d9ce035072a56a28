/** What the stock cannot do. */
public class StockException extends RuntimeException {
    public StockException(String message) {
        super(message);
    }
}
