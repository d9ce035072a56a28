/** Rides so many kilometres an hour. */
public class Courier {
    final String name;
    private final int speed;

    Courier(String name, int speed) {
        this.name = name;
        this.speed = speed;
    }

    int minutes(int kilometres) {
        return kilometres * 60 / speed;
    }
}
