package dev.reeve.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.change.MemoryFolder;
import dev.reeve.engine.crash.KillPoint.How;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills processes of the real engine and looks at what they left. Say {@code -Dkills.seed=N} to
 * repeat a run.
 */
class KillsTest {
  private static final List<Act> STEPPED =
      List.of(
          Act.ALLOCATE,
          Act.QUEUE,
          Act.HEADER,
          Act.PREFIX,
          Act.ATOMIC,
          Act.ITEMISED,
          Act.REVERT,
          Act.TAKE_BACK,
          Act.RESTORE);

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final long seed = Long.getLong("kills.seed", System.nanoTime() & 0xffffff);
  private final Random random = new Random(seed);
  private final Tally tally = new Tally();
  private Victims victims;

  @BeforeEach
  void open() throws Exception {
    victims = new Victims(folder.resolve("victims"));
  }

  @AfterEach
  void close() throws Exception {
    victims.close();
  }

  private record Place(int step, How how) {}

  /** Every step, before and after it, and in the middle of what is written. */
  private static List<Place> places(List<String> steps) {
    List<Place> out = new ArrayList<>();
    for (int i = 1; i <= steps.size(); i++) {
      String step = steps.get(i - 1);
      out.add(new Place(i, How.BEFORE));
      out.add(new Place(i, How.AFTER));
      if (step.matches("(writeNew|append|copyNew) .*")) {
        out.add(new Place(i, How.TORN));
      }
    }
    return out;
  }

  private void everyStep(Act act, int most) throws Exception {
    Trial trial = new Trial(folder.resolve(act.name()), act, victims, tally);
    List<Place> places = places(trial.steps());
    Collections.shuffle(places, random);
    for (Place place : places.subList(0, Math.min(most, places.size()))) {
      trial.kill(KillPoint.of(place.step(), place.how()));
    }
  }

  private void report() {
    System.out.println(tally.spread());
    tally.told().forEach(System.out::println);
    System.out.println("seed " + seed + ": " + tally.line());
    assertEquals(List.of(), tally.told(), "seed " + seed);
  }

  @Test
  void kills() throws Exception {
    long begun = System.nanoTime();
    int most = Integer.getInteger("kills.each", 5);
    for (Act act : STEPPED) {
      String only = System.getProperty("kills.act", "");
      if (only.isEmpty() || only.contains(act.name())) {
        everyStep(act, most);
      }
    }
    Storm storm = new Storm(folder.resolve("storm"), victims, tally, random);
    for (int i = 0; i < Integer.getInteger("kills.storm", 0); i++) {
      storm.round();
    }
    System.out.println((System.nanoTime() - begun) / 1_000_000 + " ms");
    report();
  }
}
