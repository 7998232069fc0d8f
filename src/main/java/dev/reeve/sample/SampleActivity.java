package dev.reeve.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who works in the sample workspace: every moment a file is edited, and now and then one
 * is made, moved or deleted, in an order that is always the same. Runs on a thread of its own until
 * closed.
 */
public final class SampleActivity implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SampleActivity.class);
  private static final long EVERY_MS = 1200;

  private final Path root;
  private final ScheduledExecutorService hands =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sample-activity").daemon().factory());
  private int step;

  private SampleActivity(Path root) {
    this.root = root;
  }

  /** Begins to work in a sample workspace. */
  public static SampleActivity start(Path root) {
    SampleActivity activity = new SampleActivity(root);
    activity.hands.execute(activity::act);
    return activity;
  }

  private void act() {
    ScheduledFuture<?> unused = hands.schedule(this::act, EVERY_MS, TimeUnit.MILLISECONDS);
    step++;
    try {
      switch (step) {
        case 2 -> reports();
        case 4 -> copy();
        default -> work();
      }
    } catch (IOException e) {
      LOG.info("The sample's step {} was left out: {}", step, e.toString());
    }
  }

  private void work() throws IOException {
    switch (step % 10) {
      case 3 -> note();
      case 6 -> move();
      case 9 -> remove();
      default -> edit();
    }
  }

  /**
   * Not in the first three runs: a change that deletes those may wait ({@link SampleClearance}).
   */
  private void edit() throws IOException {
    Path file = root.resolve(String.format("runs/run-%03d/summary.txt", 4 + step * 8 % 21));
    Files.writeString(file, "checked at step " + step + "\n", StandardOpenOption.APPEND);
  }

  private void note() throws IOException {
    Path file = root.resolve("docs/notes/note-" + step + ".md");
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        ("# Note " + step + "\n\nSeen on the morning round.\n").getBytes(StandardCharsets.UTF_8));
  }

  private void move() throws IOException {
    Path from = root.resolve("docs/notes/note-" + (step - 3) + ".md");
    if (Files.exists(from)) {
      Path to = root.resolve("docs/notes/archive/note-" + (step - 3) + ".md");
      Files.createDirectories(to.getParent());
      Files.move(from, to);
    }
  }

  /**
   * Copies the rota with the id it carries: a person will have to say which of the two keeps it.
   */
  private void copy() throws IOException {
    String rota = Files.readString(root.resolve("docs/pilots/rota.md"));
    Files.writeString(root.resolve("docs/pilots/rota-copy.md"), rota.replace("inner", "outer"));
  }

  /** Their ids would come from a series whose last number is taken. */
  private void reports() throws IOException {
    SampleWorkspace.write(
        root, "reports/2026-10-closing.md", "# Closing of October\n\n61 vessels, 3 delays.\n");
    SampleWorkspace.write(
        root, "reports/2026-11-forecast.md", "# Forecast for November\n\n58 vessels.\n");
  }

  private void remove() throws IOException {
    Files.deleteIfExists(root.resolve("docs/notes/archive/note-" + (step - 16) + ".md"));
  }

  /** Stops working. */
  @Override
  public void close() {
    hands.shutdownNow();
  }
}
