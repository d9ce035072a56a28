package shop;

class Limits {
    static final int MOST = Integer.parseInt("ten");
}
