package dev.reeve.engine.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Starts victims one ahead, so that the next one is ready when the last one was killed. Safe on
 * several threads.
 */
final class Victims implements AutoCloseable {
  private static final int AHEAD = 1;

  private final Path folder;
  private final BlockingQueue<Process> waiting = new LinkedBlockingQueue<>();

  /**
   * @param folder where the database's native library is unpacked once for all of them: a process
   *     that is killed cannot remove a copy of its own
   */
  Victims(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream in = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
      Files.copy(in, folder.resolve(name));
    }
    for (int i = 0; i < AHEAD; i++) {
      waiting.add(start());
    }
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:-BytecodeVerificationRemote",
            "-Xshare:auto",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.sqlite.lib.path=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName()));
    Path errors = folder.resolve("errors.txt");
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
        .start();
  }

  /** A victim that has its order. */
  Running send(Victim.Order order) throws IOException, InterruptedException {
    Process process = waiting.take();
    waiting.add(start());
    process.getOutputStream().write((order.line() + "\n").getBytes("UTF-8"));
    process.getOutputStream().flush();
    return new Running(process, process.inputReader());
  }

  /**
   * What a victim said before it was killed.
   *
   * @param steps all of them, when it came to its end
   */
  record Said(String stoppedAt, List<String> steps) {}

  /** Lets a victim do what it is told up to its point, or to its end, and kills it there. */
  Said run(Victim.Order order) throws IOException, InterruptedException {
    Running victim = send(order);
    List<String> steps = new ArrayList<>();
    String stoppedAt = null;
    while (stoppedAt == null) {
      String said = victim.next();
      if (said == null) {
        throw new IllegalStateException(order + " died by itself: " + errors());
      } else if (said.startsWith(Victim.STEP)) {
        steps.add(said.substring(Victim.STEP.length()));
      } else if (said.startsWith(KillingFiles.STOPPED)) {
        stoppedAt = said.substring(KillingFiles.STOPPED.length());
      } else if (said.equals(Victim.DONE)) {
        stoppedAt = KillPoint.How.AFTER + " its end";
      }
    }
    victim.kill();
    return new Said(stoppedAt, List.copyOf(steps));
  }

  /** One victim at work. */
  record Running(Process process, BufferedReader out) {
    /** Its next word, null when it died. */
    String next() throws IOException {
      return out.readLine();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A killed process lives on");
      }
    }
  }

  /** What all of them said on their error streams. */
  String errors() throws IOException {
    return Files.readString(folder.resolve("errors.txt"));
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : waiting) {
      process.destroyForcibly().waitFor();
    }
  }
}
