package shop.orders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The orders of the shop, by customer. */
public class Orders {
    private final Map<String, List<Order>> byCustomer = new HashMap<>();

    /** One order. */
    public record Order(String article, int quantity, long cents) {
        long sum() {
            return quantity * cents;
        }
    }

    /* Places an order. */
    public void place(String customer, Order order) {
        byCustomer.computeIfAbsent(customer, key -> new ArrayList<>()).add(order);
    }

    /* The value of all orders of a customer, in cents. */
    public long value(String customer) {
        long sum = 0;
        for (Order order : byCustomer.get(customer)) {
            sum += order.sum();
        }
        return sum;
    }

    /* The mean value of a customer's orders, in cents. */
    public long mean(String customer) {
        return value(customer) / byCustomer.get(customer).size();
    }
}
