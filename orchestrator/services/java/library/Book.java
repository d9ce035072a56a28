import java.util.HashMap;
import java.util.Map;

/** A book on the shelves, with what the librarians tagged it. */
public class Book {
    final String title;
    final String kind;
    private final Map<String, Object> tags = new HashMap<>();

    Book(String title, String kind) {
        this.title = title;
        this.kind = kind;
    }

    /** Keeps a tag: numbers as numbers, all else as words. */
    String tag(String key, String value) {
        if (!value.isEmpty() && value.chars().allMatch(Character::isDigit)) {
            tags.put(key, Integer.valueOf(value));
        } else {
            tags.put(key, value);
        }
        return "tagged " + title + " " + key;
    }

    String pages() {
        if (!tags.containsKey("pages")) {
            throw new Refused("nobody counted " + title);
        }
        int pages = (Integer) tags.get("pages");
        return "pages " + title + " " + pages;
    }

    /** What stands on the back: the kind and the first letters of the title. */
    String mark() {
        String letters = title.substring(0, 3);
        return "mark " + kind + "-" + letters.toUpperCase();
    }
}
