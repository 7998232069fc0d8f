package dev.reeve.engine.crash;

import dev.reeve.engine.Engine;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A user who creates, rewrites, renames and deletes files without waiting for anybody. */
final class Load {
  private static final int MOST_FILES = 60;

  private final Bed bed;
  private final Random random;
  private int made;

  Load(Bed bed, Random random) {
    this.bed = bed;
    this.random = random;
  }

  /** One act of the user. */
  void act() throws IOException {
    List<String> files = new ArrayList<>(bed.before().keySet());
    int what = files.size() < 5 ? 0 : files.size() > MOST_FILES ? 9 : random.nextInt(10);
    String file = files.isEmpty() ? "" : files.get(random.nextInt(files.size()));
    made++;
    switch (what) {
      case 0, 1, 2 -> bed.write(fresh(), "made " + made);
      case 3, 4, 5 -> bed.write(file, "rewritten " + made);
      case 6, 7 -> bed.move(file, fresh());
      default -> bed.delete(file);
    }
  }

  private String fresh() {
    return "d" + random.nextInt(4) + "/f" + made + (random.nextBoolean() ? ".txt" : ".md");
  }

  /** Another process asks for an id beside the keeper. */
  void allocate(Engine engine) throws SafePath.Refused {
    List<String> files = new ArrayList<>(bed.before().keySet());
    if (files.isEmpty()) {
      return;
    }
    SafePath path = SafePath.of(files.get(random.nextInt(files.size())));
    try {
      engine.registryActions().allocate(List.of(path));
    } catch (EngineException lostTheRace) {
      return; // the keeper was there first, or the file went; what became of it is looked at later
    }
  }
}
