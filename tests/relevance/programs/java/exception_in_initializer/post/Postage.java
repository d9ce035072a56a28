package post;

/** Usage: Postage KIND GRAMS, with the kinds letter, parcel and express. */
public class Postage {
    public static void main(String[] args) {
        int grams = Integer.parseInt(args[1]);
        int cents = switch (args[0]) {
            case "letter" -> grams <= 20 ? 85 : 160;
            case "parcel" -> 500 + grams / 10;
            case "express" -> Express.price(grams);
            default -> throw new IllegalArgumentException(args[0]);
        };
        System.out.println(args[0] + " " + cents);
    }
}
