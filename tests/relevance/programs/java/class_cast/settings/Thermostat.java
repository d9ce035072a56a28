package settings;

public class Thermostat {
    private final Settings settings = new Settings();

    public static void main(String... args) {
        Thermostat thermostat = new Thermostat();
        for (String arg : args) {
            thermostat.configure(arg);
        }
        System.out.println(thermostat.describe());
    }

    /** Takes `name=value`; `night` alone switches the night mode on. */
    void configure(String option) {
        int equals = option.indexOf('=');
        if (equals < 0) {
            settings.put(option, Boolean.TRUE);
            return;
        }
        String name = option.substring(0, equals);
        String value = option.substring(equals + 1);
        settings.put(name, value);
    }

    String describe() {
        int target = settings.number("target");
        if (settings.flag("night")) {
            target -= 4;
        }
        return settings.text("room") + " is kept at " + target + " degrees";
    }
}
