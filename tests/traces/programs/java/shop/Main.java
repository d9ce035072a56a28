package shop;

/** Fails in the way that its argument names. */
public class Main {
    public static void main(String[] args) throws Exception {
        Runnable fault = Faults.named(args[0]);
        fault.run();
    }
}
