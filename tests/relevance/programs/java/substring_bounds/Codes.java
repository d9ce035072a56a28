import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** Makes short codes of towns, none of them twice. */
public class Codes {
    private static final int LENGTH = 4;

    private final Set<String> given = new LinkedHashSet<>();
    private final Function<String, String> prepare;

    Codes(Function<String, String> prepare) {
        this.prepare = prepare;
    }

    String code(String town) {
        String stem = prefix(prepare.apply(town));
        String code = stem;
        for (int i = 2; !given.add(code); i++) {
            code = stem + i;
        }
        return code;
    }

    private static String prefix(String letters) {
        return letters.substring(0, LENGTH);
    }

    public static void main(String[] args) {
        Codes codes = new Codes(town -> town.replaceAll("[^A-Za-z]", "").toUpperCase());
        for (String town : args) {
            System.out.println(town + " " + codes.code(town));
        }
        System.out.println(codes.given);
    }
}
