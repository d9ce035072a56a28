import java.util.ArrayList;
import java.util.List;

/** Prints the labels of parcels: one parcel an argument, `town:grams` or `town`. */
public class Dispatch {

    public static void main(String[] args) {
        List<Parcel> parcels = new ArrayList<>();
        for (String arg : args) {
            parcels.add(parse(arg));
        }
        int fragile = 0;
        for (Parcel parcel : parcels) {
            if (parcel.town().startsWith("Isle")) {
                parcel.mark("BY SEA");
            }
            System.out.println(parcel.label());
            fragile += parcel.markCount();
        }
        System.out.println(parcels.size() + " parcels, " + fragile + " marks");
    }

    private static Parcel parse(String arg) {
        int colon = arg.indexOf(':');
        if (colon < 0) {
            return new Parcel(arg);
        }
        return new Parcel(arg.substring(0, colon), Integer.parseInt(arg.substring(colon + 1)));
    }
}
