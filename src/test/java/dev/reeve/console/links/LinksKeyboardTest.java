package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.Engine;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.RealTree;
import dev.reeve.engine.links.triage.Progress;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that is broken is decided by keys alone, and the keys are counted. */
class LinksKeyboardTest {
  private static final double KEYS_PER_DECISION = 1.3;
  private static final String WHY = "the target is gone for good";

  @TempDir Path folder;
  private int keys;

  @Test
  @DisplayName("LINK-A28 All links of a made tree are decided with at most 1.3 keys each")
  void madeTree() throws Exception {
    made();
    decideAll(100);
  }

  @Test
  @DisplayName("LINK-A28 All links of a real tree are decided with at most 1.3 keys each")
  void realTree() throws Exception {
    RealTree.rebuild(folder, 1);
    decideAll(108);
  }

  /** Renamed folders, renamed files, and files that nothing tells anything of. */
  private void made() throws IOException {
    write("README.md", "# Start\n");
    for (int group = 0; group < 12; group++) {
      write("docs/new/guide-" + group + "-final.md", "# Guide " + group + "\n");
      for (int n = 0; n < 6; n++) {
        write(
            "docs/part-" + group + "/page-" + n + ".md",
            "# Page\n\n[guide](../old/guide-" + group + ".md)\n");
      }
    }
    for (int n = 0; n < 32; n++) {
      write("docs/loose/page-" + n + ".md", "# Page\n\n[none](../gone/nothing-" + n + ".bin)\n");
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void decideAll(int least) {
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    try (Engine engine = Engine.open(workspace, Engine.Role.KEEPER)) {
      TriageSnapshot scanned =
          engine.links().triage().scan(new CheckScope(CheckScope.Mode.DEEP, List.of(), true));
      int all = scanned.progress().left();
      assertTrue(all >= least, all + " links are broken");
      FakeSession session = new FakeSession(new SettableClock("2026-11-17T14:00:00Z"));
      session.triage = engine.links().triage();
      try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
        window.act(model -> model.placeProperty().set(Place.LINKS));
        sureOnes(window);
        work(window);
        Progress now = engine.links().triage().snapshot().orElseThrow().progress();
        assertEquals(now.later(), now.left());
        assertTrue(now.later() <= all / 20, now.later() + " were put off");
        double each = keys / (double) all;
        System.getLogger("test").log(System.Logger.Level.INFO, all + " links, " + keys + " keys");
        assertTrue(each <= KEYS_PER_DECISION, each + " keys a decision, " + all + " links");
        window.picture("links-all-decided");
      }
    }
  }

  /** What is sure is taken together: its name in the palette's words, and the dialog. */
  private void sureOnes(ConsoleWindow window) {
    keys += 4;
    window.act(model -> model.links().commands().acceptSure().run());
    window.act(model -> model.links().apply().act().run());
  }

  private void work(ConsoleWindow window) {
    boolean reasoned = false;
    LinkItem before = null;
    for (int turn = 0; turn < 1_500; turn++) {
      LinksViewModel model = window.shell().model().links();
      LinkItem item = Headless.call(model.cursor()::current);
      if (item == null || !item.undecided()) {
        return;
      }
      boolean strict =
          !Headless.call(() -> model.decisions().whyNot(DecisionDraft.Kind.IGNORE)).isEmpty();
      boolean candidate = Headless.call(() -> !model.candidates().candidates().isEmpty());
      int sure = Headless.call(() -> model.candidates().highlightedProperty().get());
      boolean evident =
          sure == 0
              && item.targets().stream()
                  .allMatch(row -> row.score() != null && row.score() >= LinkDecisions.EVIDENT);
      if (item.equals(before)) { // it can only be mended in the document
        key(window, KeyCode.ESCAPE);
        key(window, KeyCode.U);
        continue;
      }
      before = item;
      if (strict && !candidate) {
        manual(window, reasoned);
        reasoned = true;
        continue;
      }
      if (!evident && reasoned) {
        key(window, KeyCode.QUOTE);
      }
      key(window, candidate ? KeyCode.DIGIT1 : KeyCode.I);
      if (!evident && !reasoned) {
        reason(window);
        reasoned = true;
      }
    }
  }

  /** To a file that is searched for: the keys of the words are no decision. */
  private void manual(ConsoleWindow window, boolean reasoned) {
    key(window, KeyCode.SLASH);
    TextField search = window.find("links-search");
    Headless.run(() -> search.setText("README.md"));
    window.settle();
    key(window, KeyCode.ENTER);
    if (reasoned) {
      key(window, KeyCode.QUOTE);
      key(window, KeyCode.ENTER);
    } else {
      key(window, KeyCode.ENTER);
      reason(window);
    }
  }

  private void reason(ConsoleWindow window) {
    Headless.run(() -> ((TextField) window.scene().getFocusOwner()).setText(WHY));
    key(window, KeyCode.ENTER);
  }

  private void key(ConsoleWindow window, KeyCode code) {
    keys++;
    window.press(code, false, false, false);
  }
}
