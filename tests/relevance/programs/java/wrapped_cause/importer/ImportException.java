package importer;

/** A file could not be taken in; says which line, and keeps the cause. */
public class ImportException extends Exception {
    private static final long serialVersionUID = 1L;

    public ImportException(int line, Throwable cause) {
        super("line " + line + " cannot be imported", cause);
    }
}
