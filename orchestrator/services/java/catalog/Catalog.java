import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows the products by sku. */
public class Catalog {
    private final Map<String, Product> products = new HashMap<>();

    static Catalog standard() {
        Category fruit = new Category("fruit");
        Catalog catalog = new Catalog();
        catalog.add("a1", "apple", fruit);
        catalog.add("b2", "bread", new Category("bakery"));
        catalog.add("c3", "candle", new Category("home"));
        catalog.add("d4", "cherry", fruit);
        catalog.add("g7", "voucher", new Category("gifts"));
        catalog.add("p5", "pen", new Category("office"));
        catalog.add("z9", "oddment", null);
        return catalog;
    }

    private void add(String sku, String name, Category category) {
        products.put(sku, new Product(sku, name, category));
    }

    Product product(String sku) {
        Product product = products.get(sku);
        if (product == null) {
            throw new CatalogException("no product " + sku);
        }
        return product;
    }

    /** Names the products of a category, in the order of their names. */
    String list(String category) {
        List<String> names = new ArrayList<>();
        for (Product product : products.values()) {
            if (product.isIn(category)) {
                names.add(product.name());
            }
        }
        names.sort(String::compareTo);
        StringBuilder text = new StringBuilder(category);
        for (int index = 0; index <= names.size() - 1; index++) {
            text.append(" ").append(names.get(index));
        }
        return text.toString();
    }

    /** The product whose sku follows, in the order of the letters. */
    String after(Product product) {
        List<String> skus = new ArrayList<>(products.keySet());
        skus.sort(String::compareTo);
        int position = skus.indexOf(product.sku());
        String next = skus.get(position + 1);
        return "after " + product.sku() + " comes " + next;
    }
}
