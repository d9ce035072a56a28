package settings;

import java.util.HashMap;
import java.util.Map;

/** Values of a thermostat by name; who reads one says which type is meant. */
class Settings {
    private final Map<String, Object> values = new HashMap<>();

    Settings() {
        values.put("target", 20);
        values.put("room", "hall");
        values.put("night", Boolean.FALSE);
    }

    void put(String name, Object value) {
        values.put(name, value);
    }

    int number(String name) {
        return (Integer) values.get(name);
    }

    String text(String name) {
        return String.valueOf(values.get(name));
    }

    boolean flag(String name) {
        return (Boolean) values.get(name);
    }
}
