package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleLinks;
import dev.reeve.console.fx.Command;
import dev.reeve.console.shell.Place;
import dev.reeve.console.shell.ShellViewModel;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.stage.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What stands beside the table, or below it, as it is drawn. */
class LinksSideTest {
  private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
  private static final PseudoClass UNAVAILABLE = PseudoClass.getPseudoClass("unavailable");
  private static final List<String> FORM =
      List.of(
          "links-accept",
          "links-ignore",
          "links-undo",
          "links-scope-link",
          "links-scope-pattern",
          "links-rationale",
          "links-rationale-text");
  private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");

  private final FakeSession session = new FakeSession(new SettableClock("2026-11-17T14:00:00Z"));

  private void in(int width, int height, double scale, Consumer<ConsoleWindow> look) {
    SampleLinks.harbour(session.links);
    session.links.before =
        " \n Handbook, planning code and run output of the harbour office.\n \n".repeat(3);
    try (ConsoleWindow window = ConsoleWindow.open(session, width, height, scale)) {
      window.act(model -> model.placeProperty().set(Place.LINKS));
      window.act(model -> model.links().select("group docs/cranes/check-list.md"));
      look.accept(window);
    }
  }

  private static void preview(ConsoleWindow window) {
    Headless.run(() -> window.shell().model().links().candidates().highlight(0));
    Headless.settle(
        () ->
            window
                .shell()
                .model()
                .links()
                .candidates()
                .preview()
                .title()
                .getValue()
                .startsWith("Would be written"));
    window.settle();
  }

  private static boolean within(Node part, Node whole) {
    Bounds in = part.localToScene(part.getLayoutBounds());
    Bounds place = whole.localToScene(whole.getLayoutBounds());
    return in.getMinY() >= place.getMinY() - 1 && in.getMaxY() <= place.getMaxY() + 1;
  }

  private static List<Node> changes(Node within) {
    return within.lookupAll(".line-cell").stream()
        .filter(Node::isVisible)
        .filter(
            node ->
                node.getPseudoClassStates().contains(ADDED)
                    || node.getPseudoClassStates().contains(REMOVED))
        .toList();
  }

  @Test
  @DisplayName("In a low window the first change is in sight, what goes and what comes")
  void firstChangeInSight() {
    in(
        1280,
        640,
        1,
        window -> {
          preview(window);
          Node list = window.find("links-preview");
          Set<Boolean> seen =
              Headless.call(
                  () ->
                      changes(list).stream()
                          .filter(node -> within(node, list))
                          .map(node -> node.getPseudoClassStates().contains(ADDED))
                          .collect(Collectors.toSet()));
          assertEquals(Set.of(true, false), seen);
        });
  }

  @Test
  @DisplayName("However far down the preview begins, the file that it is of stands above it")
  void fileStaysInSight() {
    in(
        1280,
        640,
        1,
        window -> {
          preview(window);
          Label head = window.find("links-preview-head");
          assertTrue(head.isVisible());
          assertEquals("README.md", head.getText());
          Node list = window.find("links-preview");
          Bounds above = Headless.call(() -> head.localToScene(head.getLayoutBounds()));
          Bounds below = Headless.call(() -> list.localToScene(list.getLayoutBounds()));
          assertTrue(above.getHeight() > 0 && above.getMaxY() <= below.getMinY());
        });
  }

  @Test
  @DisplayName("Where a filter hides all rows, the button that clears it stands out")
  void clearFilterStandsOut() {
    in(
        1280,
        800,
        1,
        window -> {
          window.act(model -> model.links().list().filterProperty().set("path:nowhere/**"));
          window.settle();
          assertEquals(List.of("links-table-clear-filter"), primary(window));
          window.act(model -> model.links().list().filterProperty().set(""));
          window.settle();
          assertFalse(primary(window).contains("links-table-clear-filter"));
        });
  }

  @Test
  @DisplayName("Where the preview begins further down, it begins on a whole line")
  void beginsOnAWholeLine() {
    for (int height = 640; height <= 700; height += 4) {
      in(
          1280,
          height,
          1,
          window -> {
            preview(window);
            Node list = window.find("links-preview");
            Headless.run(
                () -> {
                  VirtualFlow<?> flow = (VirtualFlow<?>) list.lookup(".virtual-flow");
                  IndexedCell<?> first = Objects.requireNonNull(flow.getFirstVisibleCell());
                  assertTrue(first.getIndex() > 0);
                  double top = first.getLayoutY();
                  boolean above = top + first.getHeight() < 0.5;
                  assertEquals(0, above ? top + first.getHeight() : top, 0.5);
                });
          });
    }
  }

  private static boolean looksReady(ConsoleWindow window) {
    Node accept = window.find("links-accept");
    return Headless.call(() -> !accept.getPseudoClassStates().contains(UNAVAILABLE));
  }

  @Test
  @DisplayName("A decision that lacks its reason looks as if it could not be made yet")
  void lacksItsReason() {
    in(
        1280,
        800,
        1,
        window -> {
          DecisionDraft draft = window.shell().model().links().decisions().draft();
          window.act(model -> model.links().select("group docs/rules/season-2025.md"));
          window.act(model -> model.links().commands().ignore().run());
          assertFalse(looksReady(window));
          Headless.run(() -> draft.rationaleProperty().set("it was checked by the office"));
          assertTrue(looksReady(window));
          Headless.run(() -> draft.rationaleProperty().set("short"));
          assertFalse(looksReady(window));
        });
  }

  @Test
  @DisplayName("With twice the text scope, reason and buttons of a decision are in sight together")
  void formInSight() {
    in(
        1280,
        800,
        2,
        window -> {
          Node table = window.find("links-table");
          window.act(model -> model.links().select("group docs/rules/season-2025.md"));
          window.act(model -> model.links().commands().ignore().run());
          window.settle();
          assertFalse(Headless.call(() -> table.getParent().isVisible()));
          Node side = window.find("links-side");
          for (String id : FORM) {
            Node part = window.find(id);
            assertTrue(Headless.call(() -> within(part, side)), id);
          }
          Headless.run(((Hyperlink) window.find("links-back"))::fire);
          window.settle();
          assertTrue(Headless.call(() -> table.getParent().isVisible() && table.isFocused()));
        });
  }

  @Test
  @DisplayName("With twice the text the side has one scroll bar, and its changed lines are in it")
  void oneScrollBar() {
    in(
        1280,
        800,
        2,
        window -> {
          preview(window);
          Node side = window.find("links-side");
          assertEquals(1, Headless.call(() -> bars(side)));
          Node preview = window.find("links-preview-whole");
          List<Node> changes = Headless.call(() -> changes(preview));
          assertFalse(changes.isEmpty());
          assertTrue(
              Headless.call(
                  () ->
                      changes.stream().allMatch(node -> node.getLayoutBounds().getHeight() > 20)));
          assertTrue(Headless.call(() -> within(preview.lookup(".line-cell"), preview)));
        });
  }

  private static long bars(Node within) {
    return within.lookupAll(".scroll-bar").stream()
        .filter(
            node -> node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL)
        .filter(LinksSideTest::isShown)
        .count();
  }

  private static boolean isShown(Node node) {
    return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
  }

  @Test
  @DisplayName(
      "With twice the text a decision that asks for a rationale brings its field into sight")
  void fieldInSight() {
    in(
        1280,
        800,
        2,
        window -> {
          window.act(model -> model.links().select("group docs/rules/season-2025.md"));
          window.act(model -> model.links().select("group docs/rules/season-2025.md"));
          window.act(model -> model.links().commands().ignore().run());
          Node field = window.find("links-rationale");
          Node side = window.find("links-side");
          assertTrue(Headless.call(field::isFocused));
          assertTrue(Headless.call(() -> within(field, side)));
        });
  }

  @Test
  @DisplayName("With twice the text the dialog says above the diff what is decided")
  void decidedIsReadable() {
    in(
        1280,
        800,
        2,
        window -> {
          window.act(
              model -> {
                model.links().candidates().highlight(0);
                model.links().decisions().draft().rationaleProperty().set("the list was renamed");
                model.links().decisions().confirm();
              });
          window.act(model -> model.links().commands().apply().run());
          Labeled decided = (Labeled) Headless.call(() -> anywhere("#links-apply-decided"));
          assertTrue(Headless.call(decided::isVisible));
          assertEquals("\u2192 docs/new/1-check-list.md", Headless.call(decided::getText));
          window.act(model -> model.links().apply().close());
        });
  }

  private static Node anywhere(String selector) {
    return Window.getWindows().stream()
        .map(each -> each.getScene().lookup(selector))
        .filter(each -> each != null)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("Nav, Deep and the score say what they mean when they are pointed at")
  void tooltips() {
    in(
        1280,
        800,
        1,
        window -> {
          ToggleButton nav = window.find("links-nav");
          ToggleButton deep = window.find("links-deep");
          assertTrue(nav.getTooltip().getText().startsWith("Only broken links of navigation"));
          assertEquals(
              "Broken links of every document that a scan reads. 412 documents looked at:"
                  + " README.md, docs/INDEX.md, docs/BUILD_HISTORY.md, docs/**/*.md, without"
                  + " archive/**.",
              deep.getTooltip().getText());
          Node card = window.find("links-candidate-1");
          assertTrue(
              Headless.call(
                  () ->
                      card.lookupAll(".label").stream()
                          .map(Label.class::cast)
                          .filter(label -> label.getTooltip() != null)
                          .anyMatch(
                              label -> label.getTooltip().getText().startsWith("0.84 low:"))));
        });
  }

  private static List<String> primary(ConsoleWindow window) {
    return Headless.call(
        () ->
            List.of("links-scan", "links-apply", "links-accept", "links-table-clear-filter")
                .stream()
                .filter(
                    id ->
                        window.scene().lookup("#" + id) instanceof Node button
                            && button.getStyleClass().contains("primary"))
                .toList());
  }

  @Test
  @DisplayName("The second click of a double click meets the button of the first")
  void buttonsStay() {
    for (int height : new int[] {640, 800}) {
      in(1280, height, 1, this::assertButtonsStay);
    }
  }

  private void assertButtonsStay(ConsoleWindow window) {
    for (String group : List.of("docs/rules/season-2025.md", "docs/emergency/numbers.md")) {
      window.act(model -> model.links().select("group " + group));
      LinkCommands commands = window.shell().model().links().commands();
      for (Command each :
          List.of(commands.ignore(), commands.historical(), commands.manual(), commands.stub())) {
        List<Bounds> before = kinds(window);
        window.act(model -> each.run());
        window.settle();
        assertEquals(before, kinds(window), group + ": " + each.text().getValue());
        window.act(model -> model.links().decisions().cancel());
        window.settle();
      }
    }
  }

  private static List<Bounds> kinds(ConsoleWindow window) {
    return Stream.of("stub", "manual", "historical", "ignore", "later", "undo")
        .<Node>map(name -> window.find("links-" + name))
        .<Bounds>map(each -> Headless.call(() -> each.localToScene(each.getLayoutBounds())))
        .toList();
  }

  @Test
  @DisplayName(
      "One button stands out: to scan, to take a candidate, or to carry out what is staged")
  void oneButtonStandsOut() {
    in(
        1280,
        800,
        1,
        window -> {
          assertEquals(List.of("links-accept"), primary(window));
          window.act(model -> model.links().list().selected().clear());
          assertEquals(List.of("links-scan"), primary(window));
          window.act(model -> model.links().select("group docs/cranes/check-list.md"));
          window.act(model -> model.links().candidates().highlight(0));
          window.act(
              model ->
                  model.links().decisions().draft().rationaleProperty().set("the list was merged"));
          window.act(model -> model.links().commands().accept().run());
          window.act(model -> model.links().decisions().confirm());
          assertEquals(List.of("links-apply"), primary(window));
        });
  }

  private static List<Paint> ground(Region node) {
    return Headless.call(
        () -> node.getBackground().getFills().stream().map(BackgroundFill::getFill).toList());
  }

  @Test
  @DisplayName("A primary button that cannot be pressed yet does not look like a chosen chip")
  void notLikeAChip() {
    in(
        1280,
        800,
        1,
        window -> {
          window.act(model -> model.links().select("group docs/rules/season-2025.md"));
          window.act(model -> model.links().commands().ignore().run());
          assertFalse(looksReady(window));
          ToggleButton chosen =
              ((ToggleButton) window.find("links-nav")).isSelected()
                  ? window.find("links-nav")
                  : window.find("links-deep");
          List<Paint> chip = ground(chosen);
          List<Paint> accept = ground(window.find("links-accept"));
          assertTrue(Collections.disjoint(chip, accept), chip + " / " + accept);
        });
  }

  @Test
  @DisplayName("What is old is dimmed beside the table as in it")
  void oldIsDimmed() {
    in(
        1280,
        800,
        1,
        window -> {
          Label heading = window.find("links-heading");
          Paint usual = Headless.call(heading::getTextFill);
          session.failure =
              EngineException.of(EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "Not read.");
          window.act(ShellViewModel::refresh);
          window.picture("links-side-stale");
          Label muted = window.find("links-rationale-text");
          assertEquals(Headless.call(muted::getTextFill), Headless.call(heading::getTextFill));
          session.failure = null;
          window.act(ShellViewModel::refresh);
          window.picture("links-side-read");
          assertEquals(usual, Headless.call(heading::getTextFill));
        });
  }
}
