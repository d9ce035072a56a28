import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

public class Bakery {
    record Oven(String name, int trays, int free) {
        static Oven of(String text) {
            String[] parts = text.split("/");
            return new Oven(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
    }

    private final List<Oven> ovens;

    Bakery(List<Oven> ovens) {
        this.ovens = ovens;
    }

    /** The smallest oven that takes so many trays now. */
    private Optional<Oven> roomFor(int trays) {
        return ovens.stream()
                .filter(oven -> oven.free() >= trays)
                .min(Comparator.comparingInt(Oven::trays));
    }

    String bake(int trays) {
        Oven chosen = roomFor(trays).get();
        return trays + " trays into " + chosen.name();
    }

    int capacity() {
        return ovens.stream().mapToInt(Oven::trays).sum();
    }

    public static void main(String[] args) {
        int trays = Integer.parseInt(args[0]);
        List<Oven> ovens =
                Arrays.stream(args).skip(1).map(Oven::of).collect(Collectors.toList());
        Bakery bakery = new Bakery(ovens);
        System.out.println(bakery.bake(trays));
        System.out.println("capacity " + bakery.capacity());
    }
}
