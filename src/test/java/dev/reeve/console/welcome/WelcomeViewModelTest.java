package dev.reeve.console.welcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.EngineSession;
import dev.reeve.console.FakeWorkspaces;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.TestScreen;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class WelcomeViewModelTest {
  private final FakeWorkspaces workspaces = new FakeWorkspaces();
  private final List<EngineSession> opened = new ArrayList<>();
  private final WelcomeViewModel model =
      new WelcomeViewModel(workspaces, new TestScreen(new SettableClock()).screen, opened::add);

  @Test
  void aNewFolderIsOnlyLookedAtUntilItIsAdopted() {
    model.choose("/home/dana/notes");
    assertTrue(model.looked().getValue());
    assertTrue(model.lookText().getValue().contains("412 files, 96 of them documents"));
    assertEquals(3, model.creates().getValue().size());
    assertEquals(List.of("look /home/dana/notes"), workspaces.calls);

    model.adopt();
    assertEquals("adopt /home/dana/notes", workspaces.calls.getLast());
    assertEquals(1, opened.size());
  }

  @Test
  void anAdoptedFolderOpensAtOnce() {
    workspaces.adopted = true;
    model.choose("/home/dana/notes");
    assertEquals(List.of("look /home/dana/notes", "open /home/dana/notes"), workspaces.calls);
    assertEquals(1, opened.size());
  }

  @Test
  @DisplayName("A folder named at the start that nobody adopted is looked at, not an error")
  void namedAtTheStart() {
    workspaces.notOpened =
        EngineException.of(
            EngineException.Kind.INVALID, "NOT_ADOPTED", "The workspace was not opened.");
    model.openOrLook(Path.of("/home/dana/notes"));
    assertEquals(List.of("open /home/dana/notes", "look /home/dana/notes"), workspaces.calls);
    assertTrue(model.looked().getValue());
    assertNull(model.problemProperty().get());
    assertFalse(model.busyProperty().get());

    model.adopt();
    assertEquals("adopt /home/dana/notes", workspaces.calls.getLast());
    assertEquals(1, opened.size());
  }

  @Test
  @DisplayName("A folder named at the start that cannot be opened otherwise stays a problem")
  void namedAtTheStartAndBroken() {
    workspaces.notOpened =
        EngineException.of(
            EngineException.Kind.UNAVAILABLE, "STORE_CORRUPT", "The workspace was not opened.");
    model.openOrLook(Path.of("/home/dana/notes"));
    assertEquals("STORE_CORRUPT", model.problemProperty().get().code());
    assertEquals(List.of("open /home/dana/notes"), workspaces.calls);

    workspaces.notOpened = null;
    model.openOrLook(Path.of("/home/dana/notes"));
    assertEquals(1, opened.size());
  }

  @Test
  void backLeavesTheFolderUntouched() {
    model.choose("/home/dana/notes");
    model.back();
    assertFalse(model.looked().getValue());
    model.adopt();
    assertEquals(List.of("look /home/dana/notes"), workspaces.calls);
  }

  @Test
  void aFolderThatCannotBeReadIsAProblem() {
    workspaces.failure =
        EngineException.of(
            EngineException.Kind.INVALID, "WORKSPACE_NOT_FOUND", "The workspace was not opened.");
    model.choose("/nowhere");
    assertEquals("WORKSPACE_NOT_FOUND", model.problemProperty().get().code());
    assertFalse(model.busyProperty().get());
  }

  @Test
  void theSampleOpens() {
    model.sample();
    assertEquals(1, opened.size());
  }

  @Test
  void whileAWindowIsMadeNothingElseCanBeOpened() {
    workspaces.adopted = true;
    model.choose("/home/dana/notes");
    assertTrue(model.busyProperty().get(), "its window is not there yet");
    model.choose("/home/dana/other");
    model.openOrLook(Path.of("/home/dana/other"));
    model.open(workspaces::sample);
    model.sample();
    assertEquals(List.of("look /home/dana/notes", "open /home/dana/notes"), workspaces.calls);
    assertEquals(1, opened.size());

    model.notShown(new Problem("The window was not made.", "", "", "NO_WINDOW"));
    assertEquals("NO_WINDOW", model.problemProperty().get().code());
    model.sample();
    assertEquals(2, opened.size());
  }
}
