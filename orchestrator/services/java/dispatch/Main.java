import java.util.Scanner;

/** Tells couriers about parcels, and gathers what they answer. */
public class Main {
    private static final Office OFFICE = new Office();

    public static void main(String[] args) {
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            System.out.println(handle(input.nextLine()));
        }
    }

    static String handle(String line) {
        String[] words = line.trim().split(" ");
        try {
            return serve(words[0], words);
        } catch (IllegalArgumentException refused) {
            return "error " + refused.getMessage();
        }
    }

    private static String serve(String operation, String[] words) {
        if (operation.equals("hire") && words.length == 3) {
            return OFFICE.hire(words[1], Integer.parseInt(words[2]));
        }
        if (words.length != 2) {
            throw new IllegalArgumentException("unknown request " + operation);
        }
        switch (operation) {
            case "retire":
                return OFFICE.retire(words[1]);
            case "close":
                return OFFICE.close(words[1]);
            case "estimate":
                return OFFICE.estimate(Integer.parseInt(words[1]));
            case "send":
                return OFFICE.send(words[1]);
            case "arrived":
                return OFFICE.arrived(words[1]);
            default:
                throw new IllegalArgumentException("unknown request " + operation);
        }
    }
}
