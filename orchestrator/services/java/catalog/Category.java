/** Groups products. */
public record Category(String name) {}
