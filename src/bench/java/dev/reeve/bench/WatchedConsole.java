package dev.reeve.bench;

import dev.reeve.Reeve;

/** The whole program, watched: {@code reeve console --workspace DIR}. */
final class WatchedConsole {
  private WatchedConsole() {}

  public static void main(String[] args) {
    WatchedStart.watch(Long.parseLong(args[0]));
    Reeve.main(new String[] {"console", "--workspace", args[1]});
  }
}
