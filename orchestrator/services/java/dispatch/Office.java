import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Knows the couriers, in the order in which they came, and the parcels on their way. */
public class Office {
    private List<Courier> couriers = new ArrayList<>();
    private final Map<String, CompletableFuture<String>> underway = new HashMap<>();
    private boolean open = true;

    String hire(String name, int speed) {
        if (!open) {
            throw new IllegalArgumentException("the office is closed");
        }
        couriers.add(new Courier(name, speed));
        return "hired " + name + ", " + couriers.size() + " in all";
    }

    /** No more couriers are hired from now on. */
    String close(String reason) {
        open = false;
        couriers = List.copyOf(couriers);
        return "closed for " + reason;
    }

    String retire(String name) {
        Courier leaving = find(name);
        couriers.remove(leaving);
        return "retired " + name + ", " + couriers.size() + " left";
    }

    private Courier find(String name) {
        for (Courier courier : couriers) {
            if (courier.name.equals(name)) {
                return courier;
            }
        }
        throw new IllegalArgumentException("no courier " + name);
    }

    /** Asks all couriers at once how long they need; the quickest counts. */
    String estimate(int kilometres) {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (Courier courier : couriers) {
            answers.add(CompletableFuture.supplyAsync(() -> courier.minutes(kilometres)));
        }
        int best = Integer.MAX_VALUE;
        for (CompletableFuture<Integer> answer : answers) {
            best = Math.min(best, answer.join());
        }
        return "estimate " + best;
    }

    /** A parcel leaves with the first courier. */
    String send(String parcel) {
        if (couriers.isEmpty()) {
            throw new IllegalArgumentException("nobody to take " + parcel);
        }
        String carrier = couriers.get(0).name;
        underway.put(parcel, CompletableFuture.supplyAsync(() -> carrier + " delivered " + parcel));
        return "sent " + parcel;
    }

    /** Waits until a parcel is there. */
    String arrived(String parcel) {
        String news = underway.get(parcel).join();
        underway.remove(parcel);
        return "arrived " + news;
    }
}
