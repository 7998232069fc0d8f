package dev.reeve.console.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reeve.console.fx.Appearance.Density;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemoryTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private final TestScreen test = new TestScreen(clock);

  private Memory read() {
    return Memory.read(folder, "console.json");
  }

  @Test
  @DisplayName("A change is saved when the two seconds are over, not at the end only")
  void savedByTheTimer() {
    Memory memory = read();
    memory.saveWith(test.screen);
    memory.put("pane", TextNode.valueOf("REGISTRY"));
    memory.put("pane", TextNode.valueOf("QUEUE"));
    assertEquals(1, test.timed.size(), "one timer for both");
    assertFalse(Files.exists(folder.resolve("console.json")));
    test.due();
    assertEquals("QUEUE", read().get("pane").asText());
    assertEquals(0, test.timed.size());
  }

  @Test
  void aDamagedFileIsSetAsideAndKept() throws IOException {
    Files.writeString(folder.resolve("console.json"), "{\"pane\": \"QUE");
    Memory memory = read();
    assertTrue(memory.get("pane").isMissingNode());
    Path aside = memory.setAside();
    assertNotNull(aside);
    assertEquals("{\"pane\": \"QUE", Files.readString(aside));
    assertFalse(Files.exists(folder.resolve("console.json")));
    Files.writeString(folder.resolve("console.json"), "[1]");
    assertNotNull(read().setAside());
    assertNull(read().setAside());
  }

  @Test
  void twoWindowsDoNotUndoEachOthersChanges() {
    Memory one = read();
    Memory other = read();
    one.put("a", TextNode.valueOf("1"));
    other.put("b", TextNode.valueOf("2"));
    one.save();
    other.save();
    assertEquals("1", read().get("a").asText());
    assertEquals("2", read().get("b").asText());
    one.forget("a"::equals);
    one.save();
    assertTrue(read().get("a").isMissingNode());
    assertEquals("2", read().get("b").asText());
  }

  @Test
  void aFolderThatCannotBeWrittenCostsTheMemoryOnly() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    Memory memory = Memory.read(folder.resolve("file"), "console.json");
    memory.put("a", TextNode.valueOf("1"));
    memory.save();
    assertEquals("1", memory.get("a").asText());
  }

  @Test
  void whatAUserChoseComesBack() {
    Memory memory = read();
    UserChoices.join(test.screen, memory);
    test.screen.appearance().densityProperty().set(Density.COMPACT);
    test.screen.keymap().chosen().put("R", "Ctrl+R");
    test.screen.keymap().lettersProperty().set(false);
    test.screen.notices().say("3 jobs were dropped.");
    memory.save();

    TestScreen later = new TestScreen(clock);
    UserChoices.join(later.screen, read());
    assertEquals(Density.COMPACT, later.screen.appearance().densityProperty().get());
    assertEquals("Ctrl+R", later.screen.keymap().key("R"));
    assertEquals("", later.screen.keymap().key("Shift+R"));
    assertEquals("3 jobs were dropped.", later.screen.notices().kept().getFirst().text());
    assertNull(later.screen.notices().currentProperty().get());
  }

  @Test
  void aChoiceThatNoLongerExistsIsPassedOver() {
    Memory memory = read();
    memory.put("density", TextNode.valueOf("TINY"));
    UserChoices.join(test.screen, memory);
    assertEquals(Density.NORMAL, test.screen.appearance().densityProperty().get());
  }
}
