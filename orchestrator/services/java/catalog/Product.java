import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One article. */
public class Product {
    private final String sku;
    private final String name;
    private final Category category;
    private final Map<String, String> tags = new TreeMap<>();

    Product(String sku, String name, Category category) {
        this.sku = sku;
        this.name = name;
        this.category = category;
    }

    String sku() {
        return sku;
    }

    String name() {
        return name;
    }

    boolean isIn(String wanted) {
        return category != null && category.name().equals(wanted);
    }

    /** Answers `sku name category`. */
    String describe() {
        return String.join(" ", sku, name, category.name());
    }

    /** Takes remarks of the form `key=value` and says how many there are now. */
    String tag(List<String> remarks) {
        for (String remark : remarks) {
            String[] parts = remark.split("=");
            tags.put(parts[0], parts[1]);
        }
        return "tags " + sku + " " + tags.size();
    }
}
