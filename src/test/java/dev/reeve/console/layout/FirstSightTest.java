package dev.reeve.console.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FirstSightTest {
  private static final Rectangle2D MAIN = new Rectangle2D(0, 0, 1920, 1040);

  @TempDir private Path folder;

  @Test
  void whatWasSavedIsSeenAtTheNextStart() {
    FirstSight sight = new FirstSight(new Rectangle2D(40, 30.5, 1100, 700), true, true);
    sight.save(folder);
    assertEquals(Optional.of(sight), FirstSight.read(folder));
  }

  @Test
  void aScreenThatIsGoneBringsTheWindowToTheMainOne() {
    FirstSight sight = new FirstSight(new Rectangle2D(4000, 40, 1100, 700), false, false);
    assertTrue(MAIN.contains(sight.on(List.of(MAIN))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x=1",
        "x=a\ny=1\nwidth=2\nheight=3",
        "x=NaN\ny=1\nwidth=2\nheight=3",
        "x=1\ny=1\nwidth=-2\nheight=3",
        "x=\\u00zz"
      })
  void aDamagedOneIsNone(String text) throws IOException {
    Files.writeString(folder.resolve("window.properties"), text);
    assertEquals(Optional.empty(), FirstSight.read(folder));
  }

  @Test
  void aFolderThatCannotBeWrittenCostsNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("in-the-way"), "");
    new FirstSight(MAIN, false, false).save(file);
    assertEquals(Optional.empty(), FirstSight.read(file));
  }
}
