package dev.reeve.bench;

import dev.reeve.engine.Engine;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.watch.RootStatus;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The keeper that {@link EventBench} watches and kills: its queue is paused, so that rows only
 * gather. Says "ready"; when told to "work" it waits until nothing settles, writes when each row
 * was told of a change, works the queue and says how many files the registry does not hold as they
 * are.
 */
final class EventKeeper {
  private static final int QUIET_LOOKS = 20;

  private EventKeeper() {}

  public static void main(String[] args) throws Exception {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    try (Engine engine = Engine.open(Bench.open(Path.of(args[0])), Engine.Role.KEEPER)) {
      engine.queue().pause(true);
      engine.bus().subscribe(event -> hear(event, told));
      engine.start();
      quiet(engine, 1);
      System.out.println("ready");
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      in.readLine();
      quiet(engine, QUIET_LOOKS);
      Files.write(Path.of(args[1]), List.copyOf(told));
      System.out.println(lost(engine));
    }
    System.exit(0);
  }

  private static long lost(Engine engine) throws Exception {
    engine.queue().pause(false);
    if (!engine.awaitIdle(Duration.ofMinutes(30))) {
      throw new IllegalStateException("The queue did not become idle.");
    }
    Path root = engine.workspace().root();
    try (Stream<Path> files = Files.walk(root.resolve("load"))) {
      List<String> there =
          files
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString().replace('\\', '/'))
              .toList();
      return Math.max(Truth.lost(engine, root, there, List.of()), Truth.differences(engine));
    }
  }

  private static void hear(EngineEvent event, Queue<String> told) {
    long now = System.nanoTime();
    if (event instanceof QueueEvent.Changed changed) {
      for (WorkItem item : changed.items()) {
        if (item.state() == ItemState.STABLE_PENDING) {
          told.add(item.path() + "\t" + now);
        }
      }
    }
  }

  private static void quiet(Engine engine, int looks) throws InterruptedException {
    for (int quiet = 0; quiet < looks; ) {
      Thread.sleep(100);
      boolean still =
          engine.watch().roots().stream()
              .allMatch(root -> root.state() == RootStatus.State.WATCHING && root.settling() == 0);
      quiet = still ? quiet + 1 : 0;
    }
  }
}
