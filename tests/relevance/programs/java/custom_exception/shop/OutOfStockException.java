package shop;

public class OutOfStockException extends RuntimeException {
    private final int missing;

    public OutOfStockException(String item, int wanted, int left) {
        super(wanted + " x " + item + " wanted, " + left + " left");
        this.missing = wanted - left;
    }

    public int missing() {
        return missing;
    }
}
