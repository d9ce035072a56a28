/** What the ledger refuses. */
public class LedgerException extends RuntimeException {
    public LedgerException(String message) {
        super(message);
    }
}
