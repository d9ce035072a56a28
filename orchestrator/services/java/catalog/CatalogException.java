/** What the catalog cannot answer. */
public class CatalogException extends RuntimeException {
    public CatalogException(String message) {
        super(message);
    }
}
