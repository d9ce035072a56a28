import java.util.ArrayList;
import java.util.List;

class Parcel {
    private static final int DEFAULT_GRAMS = 500;

    private final String town;
    private final int grams;
    private List<String> marks;

    Parcel(String town, int grams) {
        this.town = town;
        this.grams = grams;
        this.marks = new ArrayList<>();
        if (grams > 10_000) {
            marks.add("HEAVY");
        }
    }

    /** A parcel that nobody has weighed yet. */
    Parcel(String town) {
        this.town = town;
        this.grams = DEFAULT_GRAMS;
    }

    String town() {
        return town;
    }

    void mark(String mark) {
        marks.add(mark);
    }

    int markCount() {
        return marks.size();
    }

    String label() {
        return town + " " + grams + " g " + String.join("+", marks);
    }
}
