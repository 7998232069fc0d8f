package dev.reeve.console.palette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.console.palette.PaletteEntry.Kind;
import dev.reeve.engine.testing.SettableClock;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;

final class PaletteViewModelTest {
  private final TestScreen test = new TestScreen(new SettableClock());
  private final List<String> ran = new ArrayList<>();
  private final ObservableList<String> recent = FXCollections.observableArrayList();
  private int asked;

  private final PaletteViewModel model =
      new PaletteViewModel(
          test.screen,
          () -> {
            asked++;
            return List.of(
                entry(Kind.COMMAND, "Retry now", "c/R", "Nothing is selected."),
                entry(Kind.COMMAND, "Requeue", "c/Q", ""),
                entry(Kind.JOB, "docs/a.md", "W-1", ""));
          },
          recent);

  private PaletteEntry entry(Kind kind, String name, String id, String whyNot) {
    return new PaletteEntry(
        kind,
        Icon.LIST,
        name,
        "Queue",
        "",
        id,
        "",
        whyNot,
        PaletteEntry.Offer.ASKED,
        () -> ran.add(name));
  }

  private PaletteEntry find(String typed) {
    model.openProperty().set(true);
    model.typedProperty().set(typed);
    return model.found().getFirst();
  }

  @Test
  void entriesAreTakenAnewWheneverItOpens() {
    model.openProperty().set(true);
    model.typedProperty().set("a.md");
    assertEquals("docs/a.md", model.found().getFirst().name());
    model.openProperty().set(false);
    model.openProperty().set(true);
    assertEquals(2, asked);
    assertEquals("", model.typedProperty().get());
  }

  @Test
  void runningClosesItAndIsRemembered() {
    PaletteEntry entry = find("reque");
    model.run(entry);
    assertEquals(List.of("Requeue"), ran);
    assertFalse(model.openProperty().get());
    model.run(find("a.md"));
    model.run(find("reque"));
    assertEquals(List.of("c/Q", "W-1"), recent);
  }

  @Test
  void oneThatCannotRunSaysWhyAndThePaletteStays() {
    model.run(find("retry"));
    assertEquals(List.of(), ran);
    assertEquals("Nothing is selected.", test.notice());
    assertTrue(model.openProperty().get());
    assertEquals(List.of(), recent);
  }

  @Test
  void onlyThingsHaveAnIdToCopy() {
    List<String> clipboard = new ArrayList<>();
    model.copy(find("a.md"), clipboard::add);
    model.copy(find("reque"), clipboard::add);
    assertEquals(List.of("W-1"), clipboard);
  }

  @Test
  void nothingFoundIsSaidInWords() {
    model.openProperty().set(true);
    model.typedProperty().set("zzz");
    assertEquals(List.of(), model.found());
    assertTrue(model.emptyProperty().get().contains("zzz"));
  }
}
