package sensors;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Scanner;

/** Reads `station count value...` records, and tells the warmest station. */
public class Readings {
    private final Scanner in;
    private final Map<String, Integer> sums = new LinkedHashMap<>();

    Readings(Scanner in) {
        this.in = in;
    }

    private int next() {
        return in.nextInt();
    }

    private void record() {
        String station = in.next();
        int count = next();
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += next();
        }
        sums.put(station, sum);
    }

    Readings readAll() {
        while (in.hasNext()) {
            record();
        }
        return this;
    }

    void print() {
        String warmest = "none";
        for (String station : sums.keySet()) {
            System.out.println(station + " " + sums.get(station));
            if (sums.get(station) > sums.getOrDefault(warmest, Integer.MIN_VALUE)) {
                warmest = station;
            }
        }
        System.out.println("warmest " + warmest);
    }

    public static void main(String[] args) {
        new Readings(new Scanner(System.in)).readAll().print();
    }
}
