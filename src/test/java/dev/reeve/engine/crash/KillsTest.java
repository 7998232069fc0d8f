package dev.reeve.engine.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.crash.KillPoint.How;
import dev.reeve.engine.testing.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills processes of the real engine and looks at what they left. {@code -Dkills.seed=N} repeats
 * the choices of a run, {@code -Dkills.act=NAME} leaves only that act, {@code -Dkills=N} makes the
 * long run longer, {@code -Dkills.every=true} lets it visit a step again each time it recurs.
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

  /** A workspace is given up after so many kills: its history makes each look longer. */
  private static final int KILLS_A_WORKSPACE = 40;

  private static final int LANES = 3;

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final long seed = Long.getLong("kills.seed", System.nanoTime() & 0xffffff);
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

  @Test
  @DisplayName("Sixty kills: nothing torn, lost or done twice, no id twice, nothing left behind")
  void sixtyKills() throws Exception {
    List<Callable<Void>> lanes = new ArrayList<>();
    for (Act act : acts()) {
      lanes.add(() -> steps(act, 5));
    }
    lanes.add(() -> recoveries(3, new Random(seed)));
    lanes.add(() -> storm(2, new Random(seed)));
    run(lanes);
    report(60);
  }

  @Test
  @Tag("long")
  @DisplayName("A thousand kills and more, at every step of every kind of write and at any moment")
  void thousandKills() throws Exception {
    List<Callable<Void>> lanes = new ArrayList<>();
    for (Act act : acts()) {
      lanes.add(() -> steps(act, Integer.MAX_VALUE));
    }
    run(lanes);
    int most = Integer.getInteger("kills", 1000);
    for (int part = 0; part == 0 || tally.kills() < most; part++) {
      long other = seed + part;
      run(
          List.of(
              () -> storm(10, new Random(other)),
              () -> storm(10, new Random(~other)),
              () -> recoveries(10, new Random(other))));
    }
    report(most);
  }

  private static List<Act> acts() {
    String only = System.getProperty("kills.act", "");
    return STEPPED.stream().filter(act -> only.isEmpty() || only.contains(act.name())).toList();
  }

  private void run(List<Callable<Void>> lanes) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      for (Future<Void> lane : threads.invokeAll(lanes)) {
        lane.get();
      }
    } catch (ExecutionException e) {
      say(); // what was found before is not lost
      throw e;
    }
  }

  private record Place(int step, How how) {}

  /** Every step, before and after it, and in the middle of what is written. */
  private static List<Place> places(List<String> steps) {
    List<Place> out = new ArrayList<>();
    for (int i = 1; i <= steps.size(); i++) {
      String step = steps.get(i - 1);
      out.add(new Place(i, How.BEFORE));
      if (!step.startsWith("commit")) { // after a commit is before the next step
        out.add(new Place(i, How.AFTER));
      }
      if (step.matches("(writeNew|append|copyNew) .*")) {
        out.add(new Place(i, How.TORN));
      }
    }
    return out;
  }

  private Void steps(Act act, int most) throws Exception {
    List<String> steps;
    try (Trial trial = trial(act)) {
      steps = trial.steps();
    }
    List<Place> left = places(steps);
    Collections.shuffle(left, new Random(seed));
    int all = left.size();
    if (!Boolean.getBoolean("kills.every")) {
      Set<String> seen = new HashSet<>();
      left.removeIf(place -> !seen.add(place.how() + " " + steps.get(place.step() - 1)));
    }
    System.out.println(act + ": " + left.size() + " different of " + all + " places");
    left = left.subList(0, Math.min(most, left.size()));
    while (!left.isEmpty()) {
      List<Place> now = left.subList(0, Math.min(KILLS_A_WORKSPACE, left.size()));
      try (Trial trial = trial(act)) {
        for (Place place : now) {
          trial.kill(KillPoint.of(place.step(), place.how()));
        }
      }
      left = left.subList(now.size(), left.size());
    }
    return null;
  }

  private Trial trial(Act act) throws Exception {
    return new Trial(Files.createTempDirectory(folder, "bed"), act, victims, tally);
  }

  /** The recovery from a kill is killed as well. */
  private Void recoveries(int times, Random random) throws Exception {
    List<Act> acts = List.of(Act.ATOMIC, Act.REVERT, Act.QUEUE, Act.ITEMISED);
    for (int i = 0; i < times; i++) {
      try (Trial trial = trial(acts.get(random.nextInt(acts.size())))) {
        KillPoint first = KillPoint.of(1 + random.nextInt(120), How.AFTER);
        trial.killTwice(first, KillPoint.of(1 + random.nextInt(60), How.BEFORE));
      }
    }
    return null;
  }

  private Void storm(int rounds, Random random) throws Exception {
    Storm storm = new Storm(Files.createTempDirectory(folder, "bed"), victims, tally, random);
    for (int i = 0; i < rounds; i++) {
      storm.round();
    }
    return null;
  }

  private void say() {
    System.out.println(tally.spread());
    System.out.println("seed " + seed + ": " + tally.line());
  }

  private void report(int least) {
    say();
    assertEquals(List.of(), tally.told(), "seed " + seed);
    if (acts().size() == STEPPED.size()) {
      assertTrue(tally.kills() >= least, tally.line());
    }
  }
}
