package dev.reeve.console.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleData;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.watch.RootStatus;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;

/** What the Locks tab looks like, in a window. */
final class LocksLooksTest {
  private static ConsoleWindow open(double scale) {
    return open(SampleData.session(), scale);
  }

  private static ConsoleWindow open(FakeSession session, double scale) {
    ConsoleWindow window = ConsoleWindow.open(session, 1280, 800, scale);
    window.act(
        model -> {
          model.placeProperty().set(Place.QUEUE);
          model.queueTabProperty().set(QueueTab.LOCKS);
        });
    return window;
  }

  private static List<LeaseCell> leases(ConsoleWindow window) {
    return window.visible().stream()
        .filter(LeaseCell.class::isInstance)
        .map(LeaseCell.class::cast)
        .filter(cell -> cell.getText() != null)
        .toList();
  }

  private static Bounds at(Node cell, String part) {
    return Headless.call(
        () -> {
          Node node = cell.lookup(part);
          return node.localToScene(node.getLayoutBounds());
        });
  }

  @Test
  void everyLeaseEndsInTheSamePlaceAndNoneIsCountedWhoseHolderIsGone() {
    try (ConsoleWindow window = open(1)) {
      window.picture("queue-locks");
      List<LeaseCell> cells = leases(window);
      assertEquals(5, cells.size());
      for (LeaseCell cell : cells) {
        boolean gone = !cell.getItem().used();
        assertEquals(gone, cell.getText().equals("holder gone"), cell.getText());
        assertEquals(at(cells.getFirst(), ".text").getMaxX(), at(cell, ".text").getMaxX(), 1);
      }
      List<LeaseCell> barred = cells.stream().filter(cell -> cell.getItem().used()).toList();
      barred.forEach(
          cell ->
              assertEquals(
                  at(barred.getFirst(), ".lease-bar").getMinX(),
                  at(cell, ".lease-bar").getMinX(),
                  1));
      assertTrue(cells.stream().anyMatch(cell -> !cell.getItem().used()), "one is stale");
    }
  }

  @Test
  void atTwiceTheTextALockStillTellsOfItsLease() {
    try (ConsoleWindow window = open(2)) {
      window.picture("queue-locks-200");
      assertTrue(leases(window).stream().anyMatch(cell -> cell.getText().equals("holder gone")));
    }
  }

  @Test
  void atTwiceTheTextAFolderStillTellsOfItsFilesAndEvents() {
    try (ConsoleWindow window = open(2)) {
      window.act(model -> model.queueTabProperty().set(QueueTab.WATCHER));
      window.picture("queue-watcher-200");
      TableView<?> table = window.find("watcher-table");
      List<String> shown =
          Headless.call(
              () -> table.getVisibleLeafColumns().stream().map(TableColumn::getText).toList());
      assertTrue(shown.containsAll(List.of("Files seen", "Events/min")), shown::toString);
    }
  }

  @Test
  void atTwiceTheTextAFolderKeepsItsNameWhileNothingIsWrong() {
    FakeSession session = SampleData.session();
    session.roots.clear();
    session.roots.add(new RootStatus(".", RootStatus.State.WATCHING, 0, 0, 0, 0, null, null));
    try (ConsoleWindow window = open(session, 2)) {
      window.act(model -> model.queueTabProperty().set(QueueTab.WATCHER));
      window.picture("queue-watcher-whole-200");
      assertTrue(
          window.visible().stream()
              .filter(TableCell.class::isInstance)
              .anyMatch(cell -> "(whole workspace)".equals(((TableCell<?, ?>) cell).getText())));
    }
  }

  @Test
  void theHeadOfNumbersEndsAboveThem() {
    for (double scale : new double[] {1, 2}) {
      try (ConsoleWindow window = open(scale)) {
        window.picture("queue-locks-heads");
        Node head = window.find("locks-column-left");
        assertEquals(
            at(leases(window).getFirst(), ".text").getMaxX(),
            at(head, ".text").getMaxX(),
            1,
            "text of " + scale);
      }
    }
  }

  @Test
  void atTwiceTheTextTheOrderStandsBesideItsName() {
    try (ConsoleWindow window = open(2)) {
      Node order = window.find("locks-order");
      Node name = Headless.call(() -> order.getParent().getChildrenUnmodifiable().getFirst());
      assertEquals(
          Headless.call(() -> name.localToScene(name.getLayoutBounds()).getCenterY()),
          Headless.call(() -> order.localToScene(order.getLayoutBounds()).getCenterY()),
          2);
    }
  }

  @Test
  void aStaleLockIsRedBecauseItIsWrongNow() {
    assertEquals(Hue.BAD, LockBadge.of(LockStatus.State.STALE).hue());
    assertEquals(Icon.TRIANGLE, LockBadge.of(LockStatus.State.STALE).icon());
    assertEquals("Stale", LockBadge.of(7, LockStatus.State.STALE).word());
    assertEquals(7, LockBadge.of(7, LockStatus.State.STALE).rank());
  }
}
