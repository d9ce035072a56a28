/** What the catalog knows. */
public record Product(String sku, String name, String category) {

    /** Reads `sku name category`. */
    static Product parse(String answer) {
        String[] words = answer.split(" ");
        return new Product(words[0], words[1], words[2]);
    }
}
