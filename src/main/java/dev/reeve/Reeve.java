package dev.reeve;

public final class Reeve {
  public static void main(String[] args) {
    System.out.println("reeve");
  }
}
