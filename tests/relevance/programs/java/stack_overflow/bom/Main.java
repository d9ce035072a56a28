package bom;

import java.util.Scanner;

public final class Main {
    public static void main(String[] args) {
        Assembly assembly = new Assembly();
        Scanner in = new Scanner(System.in);
        while (in.hasNextLine()) {
            String[] words = in.nextLine().split(" ");
            assembly.needs(words[0], words[2], Integer.parseInt(words[1]));
        }
        for (String product : args) {
            System.out.println(product + " " + assembly.screws(product));
        }
    }
}
