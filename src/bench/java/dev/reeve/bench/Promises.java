package dev.reeve.bench;

/** The limits a bench must keep; a broken one makes the process end with an error. */
final class Promises {
  private int broken;

  void check(String promise, boolean kept) {
    System.out.printf("%-6s %s%n", kept ? "kept" : "BROKEN", promise);
    broken += kept ? 0 : 1;
  }

  /** Ends the process: 0 when every promise was kept. */
  void end() {
    System.out.flush();
    System.exit(broken == 0 ? 0 : 1);
  }
}
