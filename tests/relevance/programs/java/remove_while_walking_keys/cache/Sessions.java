package cache;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Logins by token; old ones are dropped when somebody logs in. */
final class Sessions {
    private static final int LIFETIME = 30;

    private final Map<String, Integer> started = new HashMap<>();

    void login(String token, int minute) {
        expire(minute);
        started.put(token, minute);
    }

    private void expire(int now) {
        for (String token : started.keySet()) {
            if (now - started.get(token) > LIFETIME) {
                started.remove(token);
            }
        }
    }

    String active() {
        return new TreeSet<>(started.keySet()).toString();
    }
}
