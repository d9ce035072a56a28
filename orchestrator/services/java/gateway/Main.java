import java.util.Scanner;

/** One quote out of what the catalog, the pricing and the stock say. */
public class Main {
    private static final Gateway GATEWAY = new Gateway();

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            System.out.println(handle(input.nextLine()));
        }
    }

    static String handle(String line) {
        String[] words = line.trim().split(" ");
        if (words.length < 2) {
            return "error a request needs an operation and a sku";
        }
        try {
            switch (words[0]) {
                case "quote":
                    return GATEWAY.quote(words);
                case "label":
                    return GATEWAY.label(words[1]);
                case "stats":
                    return GATEWAY.stats(words[1]);
                default:
                    return "error unknown operation " + words[0];
            }
        } catch (Refused refused) {
            return "error " + refused.getMessage();
        }
    }
}
