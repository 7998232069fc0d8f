package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.Headless;
import dev.reeve.console.fx.FingerprintTile.Cell;
import dev.reeve.engine.workspace.Sha256;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The pattern beside a hash. */
final class FingerprintTileTest {
  private static final String ONE = Sha256.of("one");

  private static Set<Cell> pattern(String hash) {
    return new HashSet<>(FingerprintTile.pattern(hash));
  }

  @Test
  void theSameHashHasTheSamePatternAndAnotherHashAnother() {
    assertEquals(pattern(ONE), pattern(Sha256.of("one")));
    assertNotEquals(pattern(ONE), pattern(Sha256.of("two")));
  }

  @Test
  void theRightHalfMirrorsTheLeft() {
    Set<Cell> cells = pattern(ONE);
    assertFalse(cells.isEmpty());
    for (Cell cell : cells) {
      assertTrue(cells.contains(new Cell(4 - cell.column(), cell.row())), cell.toString());
    }
    assertEquals(25, pattern("f".repeat(64)).size());
    assertEquals(Set.of(), pattern("0".repeat(64)));
  }

  @Test
  void itSaysThatItIsOnlyASupplementAndTakesNoRoomWithoutAHash() {
    Headless.start();
    FingerprintTile tile = Headless.call(FingerprintTile::new);
    assertFalse(tile.isManaged());
    Headless.run(() -> tile.show(ONE));
    assertTrue(tile.isManaged() && tile.isVisible());
    assertTrue(tile.getAccessibleText().contains(Formats.hash(ONE)), tile.getAccessibleText());
    assertTrue(tile.getAccessibleText().contains("only a supplement"), tile.getAccessibleText());
    assertEquals(List.of(), FingerprintTile.pattern("missing"));
  }
}
