package shop;

public class Checkout {
    private final Warehouse warehouse = new Warehouse().put("lamp", 2).put("chair", 6);

    public static void main(String[] args) {
        Checkout checkout = new Checkout();
        for (String arg : args) {
            String[] order = arg.split("x", 2);
            checkout.order(order[1], Integer.parseInt(order[0]));
        }
    }

    private void order(String item, int count) {
        warehouse.take(item, count);
        System.out.println("sent " + count + " " + item + ", left " + warehouse.left(item));
    }
}
