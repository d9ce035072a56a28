/** A query that the table cannot understand: a mistake of whoever wrote the query. */
public class QueryException extends RuntimeException {
    public QueryException(String message) {
        super(message);
    }
}
