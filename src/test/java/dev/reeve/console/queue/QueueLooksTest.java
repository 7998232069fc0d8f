package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.LineStack;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.NodeTree;
import dev.reeve.console.fx.PseudoLocale;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.queue.QueueFlow;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.watch.RootStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the Jobs tab looks like, in a window. */
final class QueueLooksTest {
  private static ConsoleWindow open(double scale) {
    ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, 800, scale);
    window.act(model -> model.placeProperty().set(Place.QUEUE));
    return window;
  }

  private static void select(ConsoleWindow window, ItemState state, int jobs) {
    window.act(
        model -> {
          List<String> keys =
              model.queue().list().rows().shown().stream()
                  .filter(row -> row.snapshot().state() == state)
                  .map(QueueRow::key)
                  .limit(jobs)
                  .toList();
          assertEquals(jobs, keys.size());
          model.queue().list().selected().setAll(keys);
        });
  }

  private static List<String> primary(ConsoleWindow window) {
    return window.visible().stream()
        .filter(node -> node instanceof Button && node.getStyleClass().contains("primary"))
        .map(node -> ((Labeled) node).getText())
        .toList();
  }

  private static boolean folded(ConsoleWindow window) {
    return window.visible().stream().anyMatch(node -> "queue-folded".equals(node.getId()));
  }

  private static Bounds at(Node node) {
    return Headless.call(() -> node.localToScene(node.getLayoutBounds()));
  }

  @Test
  @DisplayName("The primary button is what brings the chosen job on; without one, the pause")
  void whatHelpsIsPrimary() {
    try (ConsoleWindow window = open(1)) {
      assertEquals(List.of("Pause queue"), primary(window));
      select(window, ItemState.DEAD_LETTER, 1);
      assertEquals(List.of("Requeue"), primary(window));
      window.picture("queue-dead");
      select(window, ItemState.RETRY_WAIT, 1);
      assertEquals(List.of("Retry now"), primary(window));
      select(window, ItemState.DONE, 1);
      assertEquals(List.of("Pause queue"), primary(window));
      window.act(model -> model.queueTabProperty().set(QueueTab.WATCHER));
      assertEquals(List.of("Pause queue"), primary(window));
    }
  }

  @Test
  @DisplayName("Where the drawer takes the table's place the primary button is one that is shown")
  void thePrimaryButtonIsOnShow() {
    try (ConsoleWindow window = open(2)) {
      select(window, ItemState.DEAD_LETTER, 1);
      assertEquals(List.of("Requeue"), primary(window));
      assertTrue(
          at(window.find("queue-folded-act")).getMinY() > at(window.find("queue-table")).getMaxY());
      window.press(KeyCode.I, false, true, false);
      assertEquals(List.of("Requeue"), primary(window));
      assertFalse(folded(window), "the drawer says it all");
      window.press(KeyCode.ESCAPE, false, false, false);
      assertEquals(List.of("Requeue"), primary(window));
      select(window, ItemState.DONE, 1);
      assertEquals(List.of("Pause queue"), primary(window), "it needs nothing");
      assertFalse(folded(window));
    }
    try (ConsoleWindow window = open(1)) {
      select(window, ItemState.DEAD_LETTER, 1);
      window.press(KeyCode.I, false, true, false);
      assertEquals(List.of("Pause queue"), primary(window), "the drawer is closed");
    }
  }

  @Test
  @DisplayName("Without room for the drawer a row below says why, acts, and leads to the rest")
  void theFoldedDrawer() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      select(window, ItemState.DEAD_LETTER, 1);
      window.picture("queue-folded-200");
      Label why = window.find("queue-folded-why");
      String whole = Headless.call(() -> window.shell().model().queue().list().why().getValue());
      assertTrue(whole.startsWith(why.getText()), why::getText);
      assertTrue(whole.matches("(?s)" + Pattern.quote(why.getText()) + "([.:]? .*)"), whole);
      assertTrue(at(why).getHeight() < 70, "two lines at most: " + why.getText());
      assertTrue(why.getText().length() < whole.length(), why::getText);
      Button act = window.find("queue-folded-act");
      assertTrue(act.getAccessibleText().startsWith("Requeue. archive/"), act::getAccessibleText);
      assertEquals("Requeue (Shift+R)", pointedAt(act));
      window.act(model -> model.screen().keymap().lettersProperty().set(false));
      assertEquals("Requeue", pointedAt(act));
      window.act(model -> model.screen().keymap().lettersProperty().set(true));
      Headless.run(window.find("queue-table")::requestFocus);
      window.press(KeyCode.TAB, false, false, false);
      assertEquals(act, Headless.call(() -> window.scene().getFocusOwner()));
      window.press(KeyCode.TAB, false, false, false);
      window.press(KeyCode.ENTER, false, false, false);
      assertEquals("drawer-back", Headless.call(() -> window.scene().getFocusOwner().getId()));
      window.press(KeyCode.ESCAPE, false, false, false);
      Headless.run(act::fire);
      window.settle();
      assertTrue(session.calls.getLast().startsWith("requeue"), session.calls::toString);
    }
  }

  private static void says(ConsoleWindow window, String tab, String why, String next) {
    window.picture("queue-folded-200-" + tab);
    Label first = window.find(tab + "-folded-why");
    Label second = window.find(tab + "-folded-next");
    assertTrue(first.getText().matches(why), first::getText);
    assertTrue(second.getText().matches(next), second::getText);
    assertTrue(at(second).getMinY() >= at(first).getMaxY(), "below it");
    double line = Headless.call(() -> second.getFont().getSize() * 1.5);
    assertTrue(at(second).getHeight() < line, "one line: " + second.getText());
  }

  @Test
  @DisplayName(
      "That row names what comes next, too, in every tab, also where nothing is to be done")
  void theFoldedDrawerNamesWhatComesNext() {
    FakeSession session = SampleData.session();
    session.roots.clear();
    session.roots.add(new RootStatus("plans", RootStatus.State.WATCHING, 1, 0, 0, 0, null, null));
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 2)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      select(window, ItemState.RETRY_WAIT, 1);
      says(window, "queue", "Try . of . failed: .*", "The next try starts in .*");
      select(window, ItemState.DEAD_LETTER, 1);
      says(window, "queue", ".*", "To do: .*");
      select(window, ItemState.RUNNING, 1);
      says(window, "queue", ".* has had it for .*", "It ends by itself.*");
      assertFalse(window.visible().contains(actIn(window, "queue")), "it needs nothing");
      window.act(model -> model.queueTabProperty().set(QueueTab.LOCKS));
      window.act(model -> first(model.locks().list()));
      says(window, "locks", ".*", ".+");
      window.act(model -> model.queueTabProperty().set(QueueTab.WATCHER));
      window.act(model -> first(model.watcher().list()));
      says(window, "watcher", "It watches: .*", "The next .* joins the queue\\.");
      assertEquals(List.of("Pause queue"), primary(window));
      session.roots.replaceAll(
          root -> new RootStatus(root.root(), RootStatus.State.PAUSED, 1, 0, 0, 0, null, null));
      window.act(model -> model.watcher().refresh());
      assertEquals(List.of("Resume"), primary(window));
      assertTrue(window.visible().contains(actIn(window, "watcher")));
    }
  }

  private static Node actIn(ConsoleWindow window, String tab) {
    return Headless.call(() -> window.scene().lookup("#" + tab + "-folded-act"));
  }

  private static void first(LiveList<?, ? extends SnapshotRow<?>> list) {
    list.selected().setAll(list.rows().shown().getFirst().key());
  }

  private static String pointedAt(Button button) {
    return Headless.call(
        () -> {
          Tooltip hint = button.getTooltip();
          hint.show(button, 0, 0);
          hint.hide();
          return hint.getText();
        });
  }

  @Test
  @DisplayName("The row it is about stays in sight, also near the end of the list")
  void theFoldedDrawerHidesNothing() {
    for (int height = 700; height <= 900; height += 40) {
      try (ConsoleWindow window = ConsoleWindow.open(SampleData.session(), 1280, height, 2)) {
        window.act(model -> model.placeProperty().set(Place.QUEUE));
        select(window, ItemState.DEAD_LETTER, 1);
        TableView<?> table = window.find("queue-table");
        Bounds row =
            at(
                Headless.call(
                    () ->
                        table.lookupAll(".table-row-cell").stream()
                            .filter(
                                each ->
                                    each instanceof TableRow<?> shown
                                        && shown.isSelected()
                                        && shown.isVisible())
                            .findFirst()
                            .orElseThrow()));
        assertTrue(row.getMaxY() <= at(table).getMaxY() + 1, height + ": " + row);
        double head = at(Headless.call(() -> table.lookup(".column-header-background"))).getMaxY();
        assertTrue(row.getMinY() >= head - 1, height + ": " + row);
      }
    }
  }

  @Test
  @DisplayName("In a language a third longer that row is not cut either")
  void theFoldedDrawerInALongerLanguage() {
    PseudoLocale.begin();
    try (ConsoleWindow window = open(2)) {
      select(window, ItemState.DEAD_LETTER, 1);
      window.picture("queue-folded-pseudo");
      for (String part : List.of("why", "act", "details")) {
        Labeled label = window.find("queue-folded-" + part);
        Node words = Headless.call(() -> label.lookup(".text"));
        assertEquals(label.getText(), Headless.call(((Text) words)::getText).replace("\n", " "));
      }
    } finally {
      PseudoLocale.end();
    }
  }

  @Test
  @DisplayName("While several jobs are chosen the drawer has no buttons, and the pause is primary")
  void severalHaveNoButtonInTheDrawer() {
    try (ConsoleWindow window = open(1)) {
      select(window, ItemState.DEAD_LETTER, 1);
      assertEquals(List.of("Requeue"), primary(window));
      select(window, ItemState.DEAD_LETTER, 2);
      Label several = window.find("drawer-empty");
      assertTrue(several.getText().startsWith("2 rows"), several::getText);
      assertEquals(List.of("Pause queue"), primary(window));
    }
  }

  @Test
  @DisplayName(
      "In a low drawer a page has all its lines, one scroll bar, and is brought into sight")
  void aPageInALowDrawer() {
    try (ConsoleWindow window = open(2)) {
      select(window, ItemState.DEAD_LETTER, 1);
      window.press(KeyCode.I, false, true, false);
      ToggleButton record = window.find("drawer-page-1");
      Headless.run(record::fire);
      window.settle();
      window.picture("queue-record-200");
      LineStack lines = window.find("drawer-stack");
      assertEquals(
          WorkItem.class.getRecordComponents().length,
          Headless.call(() -> lines.getChildren().size()));
      assertEquals(
          Headless.call(() -> lines.prefHeight(lines.getWidth())), at(lines).getHeight(), 1);
      Node scroll = window.find("queue-drawer");
      assertEquals(
          1,
          window.visible().stream()
              .filter(node -> node instanceof ScrollBar bar && NodeTree.isIn(bar, scroll))
              .count());
      double seen = at(window.find("drawer-scroll")).getMaxY() - at(lines).getMinY();
      double line = at(lines).getHeight() / WorkItem.class.getRecordComponents().length;
      assertTrue(
          at(window.find("queue-drawer-more")).getMinY()
              >= at(window.find("drawer-scroll")).getMinY());
      assertTrue(seen >= 6 * line, seen + " of lines of " + line);
      double edge = at(window.find("drawer-scroll")).getMinY();
      assertTrue(at(record).getMinY() >= edge + 4, at(record) + " below " + edge);
    }
  }

  @Test
  @DisplayName("In a low drawer that is read to its end the buttons are still in sight")
  void theButtonsOfALowDrawerStay() {
    try (ConsoleWindow window = open(2)) {
      select(window, ItemState.RETRY_WAIT, 1);
      window.press(KeyCode.I, false, true, false);
      ScrollPane all = window.find("drawer-scroll");
      Headless.run(() -> all.setVvalue(1));
      window.settle();
      window.picture("queue-read-on-200");
      assertTrue(at(window.find("drawer-title")).getMaxY() < at(all).getMinY(), "it is scrolled");
      assertEquals(List.of("Retry now"), primary(window));
      Button retry =
          (Button)
              window.visible().stream()
                  .filter(
                      node -> node instanceof Button && node.getStyleClass().contains("primary"))
                  .findFirst()
                  .orElseThrow();
      assertTrue(at(retry).getMinY() >= at(all).getMaxY());
      assertTrue(at(retry).getMaxY() <= at(window.find("queue-drawer")).getMaxY());
      window.act(model -> model.queue().list().selected().clear());
      assertFalse(retry.getParent().isVisible());
    }
  }

  @Test
  @DisplayName("A failure that has words is told by them alone; its whole text is in the tooltip")
  void aFailureInFewWords() {
    FakeSession session = SampleData.session();
    String path = session.items.get("W-1017").path();
    session.items.put(
        "W-1017",
        SampleData.dead("W-1017", path, "ID_CONFLICT", "7 is in docs/a.md and docs/b.md", 1));
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      window.act(model -> model.queue().list().filterProperty().set("state:dead"));
      TableCell<?, ?> cell =
          window.visible().stream()
              .filter(
                  node ->
                      node instanceof TableCell<?, ?> each
                          && "Two files carry one ID".equals(each.getText())
                          && each.getTableColumn().getId().equals("queue-groups-signature"))
              .map(node -> (TableCell<?, ?>) node)
              .findFirst()
              .orElseThrow();
      assertEquals(
          "Two files carry one ID \u00b7 7 is in docs/a.md and docs/b.md",
          Headless.call(() -> cell.getTooltip().getText()));
    }
  }

  @Test
  @DisplayName("The drawer's buttons take one line; what is wanted less often is in a menu")
  void buttonsInOneLine() {
    try (ConsoleWindow window = open(1)) {
      select(window, ItemState.DEAD_LETTER, 1);
      MenuButton more = window.find("queue-drawer-more");
      assertEquals(
          List.of("Open file", "Show in folder", "Copy path", "Go to its execution"),
          Headless.call(() -> more.getItems().stream().map(MenuItem::getText).toList()));
      List<Node> buttons =
          Headless.call(
              () ->
                  more.getParent().getChildrenUnmodifiable().stream()
                      .filter(Node::isVisible)
                      .toList());
      assertEquals(3, buttons.size());
      buttons.forEach(button -> assertEquals(at(more).getCenterY(), at(button).getCenterY(), 1));
      assertEquals(at(more).getHeight(), at(buttons.getFirst()).getHeight(), 1);
    }
  }

  @Test
  @DisplayName("Where no row is, the drawer still says what would be in it")
  void theDrawerOfNothing() {
    try (ConsoleWindow window = open(1)) {
      window.act(model -> model.queue().list().filterProperty().set("path:nowhere/**"));
      Label says =
          (Label)
              window.visible().stream()
                  .filter(node -> "drawer-empty".equals(node.getId()))
                  .findFirst()
                  .orElseThrow();
      assertTrue(says.getText().startsWith("Select a job to see"), says.getText());
    }
  }

  @Test
  @DisplayName("What stands behind a figure stays where it is when the number has fewer digits")
  void figuresKeepTheirRoom() {
    FakeSession session = SampleData.session();
    session.doneLastMinute = 214;
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      double behind = at(window.find("queue-waiting")).getMinX();
      session.doneLastMinute = 7;
      window.act(model -> model.queue().refresh());
      Label figure = window.find("queue-throughput");
      assertTrue(Headless.call(figure::getText).startsWith("7 done"), figure.getText());
      assertEquals(behind, at(window.find("queue-waiting")).getMinX(), 0.5);
    }
  }

  @Test
  @DisplayName("Jobs that come and go leave the header its height, at every size of text")
  void theHeaderKeepsItsHeight() {
    for (double scale : List.of(1.0, 14 / 13.0, 15 / 13.0)) {
      FakeSession session = SampleData.session();
      QueueFlow known = session.flow;
      session.flow = new QueueFlow(known.minutes(), known.waitP95(), null);
      List<WorkItem> pending =
          session.items.values().stream().filter(item -> item.state() == ItemState.QUEUED).toList();
      pending.forEach(item -> session.items.remove(item.id()));
      try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 640, scale)) {
        window.act(model -> model.placeProperty().set(Place.QUEUE));
        Label oldest = window.find("queue-oldest");
        assertEquals("none pending", Headless.call(oldest::getText));
        double before = at(window.find("queue-table")).getMinY();
        session.flow = new QueueFlow(known.minutes(), known.waitP95(), Duration.ofMinutes(8));
        pending.forEach(item -> session.items.put(item.id(), item));
        window.act(model -> model.queue().refresh());
        assertTrue(Headless.call(oldest::getText).startsWith("oldest "), oldest.getText());
        assertTrue(window.<Label>find("queue-drain").isVisible());
        assertEquals(before, at(window.find("queue-table")).getMinY(), 0.5, "at " + scale);
      }
    }
  }

  @Test
  @DisplayName("On the smallest window all figures stand beside the tabs, whatever they say")
  void figuresStayBesideTheTabs() {
    FakeSession session = SampleData.session();
    session.doneLastMinute = 278;
    List<WorkItem> pending =
        session.items.values().stream().filter(item -> item.state() == ItemState.QUEUED).toList();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 640, 1)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      for (QueueFlow flow :
          List.of(
              flow(Duration.ofMillis(988), Duration.ofMinutes(8)),
              flow(Duration.ofMillis(1_300), null))) {
        session.flow = flow;
        window.act(model -> model.queue().refresh());
        assertBesideTheTabs(window);
      }
      pending.forEach(item -> session.items.remove(item.id()));
      window.act(model -> model.queue().refresh());
      assertEquals("none pending", Headless.call(window.<Label>find("queue-oldest")::getText));
      assertBesideTheTabs(window);
    }
  }

  @Test
  @DisplayName(
      "With large text the chip of retries says when the next is due, elsewhere the rows do")
  void theNextTryIsTold() {
    try (ConsoleWindow window = open(1)) {
      Labeled retry = window.find("queue-chip-retry");
      assertTrue(Headless.call(retry::getText).matches("Retry \\d+"), retry.getText());
    }
    try (ConsoleWindow window = open(2)) {
      Labeled retry = window.find("queue-chip-retry");
      assertTrue(
          Headless.call(retry::getText).matches("Retry \\d+ \u00b7 in \\d+:\\d\\d"),
          retry.getText());
      assertTrue(at(retry).getWidth() >= Headless.call(() -> retry.prefWidth(-1)), "in whole");
    }
  }

  private static QueueFlow flow(Duration wait, @Nullable Duration drain) {
    return new QueueFlow(SampleData.session().flow.minutes(), wait, drain);
  }

  private static void assertBesideTheTabs(ConsoleWindow window) {
    assertEquals(
        at(window.find("queue-tab-jobs")).getCenterY(),
        at(window.find("queue-waiting")).getCenterY(),
        3);
  }

  @Test
  @DisplayName(
      "That older done jobs are left out is seen beside the filter, until the chip is chosen")
  void whatIsLeftOutIsSeen() {
    FakeSession session = SampleData.session();
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, 1)) {
      window.act(model -> model.placeProperty().set(Place.QUEUE));
      Label count = (Label) window.find("queue-filter").getParent().lookup(".filter-count");
      assertEquals("23 of 23 \u00b7 done: 10 min", Headless.call(count::getText));
      assertTrue(at(count).getWidth() >= Headless.call(() -> count.prefWidth(-1)), "in whole");
      assertTrue(at(window.find("queue-filter")).getWidth() >= 150, "room to type");
      assertRoomBesideThePill(session, window, count);
      window.act(model -> model.queue().toggle(QueueViewModel.Chip.DONE));
      assertFalse(Headless.call(count::getText).contains("10 min"), count.getText());
    }
  }

  private static void assertRoomBesideThePill(
      FakeSession session, ConsoleWindow window, Label count) {
    select(window, ItemState.DEAD_LETTER, 1);
    WorkItem came = SampleData.item("W-new", "docs/new.md", ItemState.STABLE_READY);
    session.items.put("W-new", came);
    Headless.run(() -> session.bus.publish(new QueueEvent.Changed(List.of(came))));
    window.settle();
    assertTrue(NodeTree.isShown(window.find("queue-pill")), "1 new");
    assertTrue(at(window.find("queue-filter")).getWidth() >= 150, "room to type beside the pill");
    assertTrue(at(count).getWidth() >= Headless.call(() -> count.prefWidth(-1)), "in whole");
  }

  @Test
  @DisplayName("A job whose series of IDs is used up leads to the setting, for no try helps before")
  void theSettingComesBeforeATry() {
    FakeSession session = SampleData.session();
    Instant later = SampleData.NOW.plusSeconds(60);
    session.items.put(
        "U", SampleData.tried("U", "docs/u.md", ItemState.RETRY_WAIT, "SEQ_EXHAUSTED", later));
    for (double scale : new double[] {1, 2}) {
      try (ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, scale)) {
        window.act(model -> model.placeProperty().set(Place.QUEUE));
        window.act(model -> model.queue().list().selected().setAll("U"));
        assertEquals(List.of("Open the setting"), primary(window));
      }
    }
  }

  @Test
  @DisplayName("The figures stand beside the tabs, with large text below them, never cut short")
  void figuresFold() {
    try (ConsoleWindow window = open(1)) {
      assertEquals(
          at(window.find("queue-tab-jobs")).getCenterY(),
          at(window.find("queue-drain")).getCenterY(),
          3);
    }
    try (ConsoleWindow window = open(2)) {
      double tabs = at(window.find("queue-tab-jobs")).getMaxY();
      assertTrue(at(window.find("queue-oldest")).getMinY() >= tabs);
      assertEquals(
          at(window.find("queue-oldest")).getCenterY(),
          at(window.find("queue-drain")).getCenterY(),
          2,
          "all on one line");
      TableView<?> table = window.find("queue-table");
      double header =
          Headless.call(
              () -> table.lookup(".column-header-background").getLayoutBounds().getHeight());
      double row = Headless.call(table::getFixedCellSize);
      assertTrue(row > 0);
      assertTrue((at(table).getHeight() - header) / row >= 5, at(table) + " " + row);
      assertFalse(primary(window).isEmpty());
      window.picture("queue-200");
    }
  }
}
