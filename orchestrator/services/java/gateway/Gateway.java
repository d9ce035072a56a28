import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Puts together what three services answer. */
public class Gateway {
    private static final int ATTEMPTS = 3;

    private final Map<String, Integer> quoted = new HashMap<>();

    /** Takes `quote sku quantity`. */
    String quote(String[] words) {
        String sku = words[1];
        String quantity = words[2];
        Product product = lookup(sku);
        double total = cost(product.category(), quantity);
        reserve(sku, quantity);
        quoted.merge(sku, 1, Integer::sum);
        return String.format(Locale.ROOT, "quote %s %s %.2f", product.name(), quantity, total);
    }

    String stats(String sku) {
        return "quoted " + quoted.getOrDefault(sku, 0);
    }

    /** What is printed on a shelf. */
    String label(String sku) {
        try {
            Product product = Product.parse(accepted(Transport.call("catalog", "find " + sku)));
            return product.name().toUpperCase() + " in " + product.category();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private Product lookup(String sku) {
        String answer = ask("catalog", "find " + sku);
        if (answer.startsWith("error ")) {
            throw new Refused(answer.substring(6));
        }
        return Product.parse(answer);
    }

    /** The answer of a service, null if there is none. */
    private static String ask(String service, String line) {
        try {
            return Transport.call(service, line);
        } catch (IOException error) {
            System.err.println(service + ": " + error.getMessage());
            return null;
        }
    }

    private double cost(String category, String quantity) {
        String answer = "";
        try {
            answer = Transport.call("pricing", "price " + category + " " + quantity);
        } catch (IOException error) {
            System.err.println("pricing: " + error.getMessage());
        }
        return Double.parseDouble(accepted(answer));
    }

    /** Sets the goods aside. */
    private void reserve(String sku, String quantity) {
        IOException last = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                accepted(Transport.call("stock", "reserve " + sku + " " + quantity));
                return;
            } catch (IOException error) {
                last = error;
                Transport.pause(0.02);
            }
        }
        throw new IllegalStateException("stock failed " + ATTEMPTS + " times", last);
    }

    private static String accepted(String answer) {
        if (answer.startsWith("error ")) {
            throw new Refused(answer.substring(6));
        }
        return answer;
    }
}
