import java.util.Arrays;
import java.util.List;
import java.util.Scanner;

/** Which products there are, and what they are called. */
public class Main {
    private static final Catalog CATALOG = Catalog.standard();

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            System.out.println(handle(input.nextLine()));
        }
    }

    static String handle(String line) {
        List<String> words = Arrays.asList(line.trim().split(" "));
        if (words.size() < 2) {
            return "error a request needs an operation and a word";
        }
        try {
            return serve(words.get(0), words.get(1), words.subList(2, words.size()));
        } catch (CatalogException refused) {
            return "error " + refused.getMessage();
        }
    }

    private static String serve(String operation, String subject, List<String> rest) {
        return switch (operation) {
            case "find" -> CATALOG.product(subject).describe();
            case "list" -> CATALOG.list(subject);
            case "after" -> CATALOG.after(CATALOG.product(subject));
            case "tag" -> CATALOG.product(subject).tag(rest);
            default -> throw new CatalogException("unknown operation " + operation);
        };
    }
}
