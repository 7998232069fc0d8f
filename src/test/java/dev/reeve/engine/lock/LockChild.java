package dev.reeve.engine.lock;

import dev.reeve.engine.testing.Child;
import dev.reeve.engine.workspace.EngineClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A second process, for tests: {@link #main} is what it runs, the rest is how a test drives it. */
final class LockChild implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Process process;
  private final BufferedReader out;

  private LockChild(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a child; {@code work} is one of the cases of {@link #main}. */
  static LockChild start(Path root, String... work) throws IOException {
    String[] all =
        Stream.concat(Stream.of(root.toString()), Stream.of(work)).toArray(String[]::new);
    return new LockChild(Child.start(LockChild.class, all));
  }

  /** The next line that starts with the word, without it; logging in between is passed over. */
  String expect(String word) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(word)) {
        return line.substring(word.length()).strip();
      }
    }
    throw new IOException("The child ended without saying " + word);
  }

  List<String> all(String word) throws IOException {
    return out.lines().filter(line -> line.startsWith(word)).toList();
  }

  long pid() {
    return process.pid();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Arguments: the root, then {@code hold <what>...} or {@code count <rounds>}. */
  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    try (LockRoom room = new LockRoom(root, EngineClock.system())) {
      if (args[1].equals("count")) {
        count(room, root.resolve("docs/count.txt"), Integer.parseInt(args[2]));
        return;
      }
      for (String what : List.of(args).subList(2, args.length)) {
        take(room, what);
      }
      say("held " + room.locks.session().id());
      while (System.in.read() >= 0) {
        // holds until it is killed or its parent goes away
      }
    }
  }

  private static void take(LockRoom room, String what) {
    switch (what) {
      case "registry" -> room.locks.resources().scope("child", "a test", LockRoom.NEVER).registry();
      case "keeper" -> room.locks.subsystem().takeKeeper("watches");
      case "queue", "archive", "docs" -> room.acquire("child", "x", LONG, what);
      default -> room.paths("child", LONG, what);
    }
  }

  private static void count(LockRoom room, Path file, int rounds) throws IOException {
    for (int i = 0; i < rounds; i++) {
      try (LockHandle handle = room.acquire("child", "count", LONG, "docs")) {
        int value = Integer.parseInt(Files.readString(file)) + 1;
        Files.writeString(file, Integer.toString(value));
        say("count " + value + " " + handle.fence("docs"));
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
