package dev.reeve.engine.crash;

import dev.reeve.engine.Engine;
import dev.reeve.engine.Engine.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A keeper that is killed at any moment while a user works in its workspace and another process
 * asks for ids: sometimes twice and more before it may put things in order.
 */
final class Storm {
  private static final Duration LONG = Duration.ofSeconds(120);

  private final Bed bed;
  private final Victims victims;
  private final Tally tally;
  private final Random random;
  private final Load load;

  Storm(Path folder, Victims victims, Tally tally, Random random) throws IOException {
    this.bed = new Bed(folder, Act.KEEP.carrier);
    this.victims = victims;
    this.tally = tally;
    this.random = random;
    this.load = new Load(bed, random);
  }

  /** Kills one to three keepers in a row, then looks. */
  void round() throws Exception {
    int times = 1 + random.nextInt(3);
    StringBuilder where = new StringBuilder("KEEP killed");
    for (int i = 0; i < times; i++) {
      where.append(' ').append(kill());
    }
    check(where.toString());
  }

  private String kill() throws Exception {
    Victims.Running keeper =
        victims.send(new Victim.Order(bed.root(), Act.KEEP, "", KillPoint.NONE));
    boolean whileOpening = random.nextInt(4) == 0;
    if (whileOpening) {
      work(random.nextInt(300), null);
    } else if (!Victim.READY.equals(keeper.next())) {
      throw new IllegalStateException("The keeper died by itself: " + victims.errors());
    } else if (random.nextBoolean()) {
      work(random.nextInt(800), null);
    } else {
      try (Engine other = bed.open(Role.VISITOR)) {
        work(random.nextInt(800), other);
      }
    }
    keeper.kill();
    String when = whileOpening ? "while it opens" : "at work";
    tally.killed("KEEP", when);
    return when;
  }

  private void work(int millis, @Nullable Engine other) throws Exception {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (System.nanoTime() - end < 0) {
      load.act();
      if (other != null && random.nextInt(4) == 0) {
        load.allocate(other);
      }
      LockSupport.parkNanos(random.nextInt(20_000_000));
    }
  }

  private void check(String where) throws Exception {
    Engine engine = bed.open(Role.KEEPER);
    try {
      tally.add(where + ", right after recovery", Invariants.afterRecovery(bed, false));
      engine.start();
      if (!engine.awaitIdle(LONG)) {
        tally.add(where, List.of(new Violation(Violation.Kind.LOST, "not idle: " + bed.waiting())));
      }
      tally.add(where + ", when idle", Invariants.whenIdle(bed));
    } finally {
      bed.close();
    }
  }
}
