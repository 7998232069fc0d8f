package dev.reeve.console.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.ConsoleWindow;
import dev.reeve.console.Dialogs;
import dev.reeve.console.FakeSession;
import dev.reeve.console.Headless;
import dev.reeve.console.SampleLinks;
import dev.reeve.console.fx.Pointer;
import dev.reeve.console.shell.Place;
import dev.reeve.engine.testing.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableRow;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What has room in the side, and what is always in sight there. */
class LinksRoomTest {
  private static final PseudoClass NOTHING = PseudoClass.getPseudoClass("nothing");
  private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
  private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
  private static final List<String> KEYS =
      List.of(
          "links-accept",
          "links-stub",
          "links-manual",
          "links-historical",
          "links-ignore",
          "links-later",
          "links-undo");

  private final FakeSession session = new FakeSession(new SettableClock("2026-11-17T14:00:00Z"));

  private void in(int height, double scale, Consumer<ConsoleWindow> look) {
    SampleLinks.harbour(session.links);
    session.links.rows.addFirst(
        SampleLinks.row("far", "README.md", 2, "docs/emergency-phone-list.md", 1, true, 0.35));
    session.links.rows.addFirst(
        SampleLinks.row(
            "five", "README.md", 3, "api/five.json", 1, true, 0.78, 0.78, 0.78, 0.78, 0.78));
    session.links.before =
        " \n Handbook, planning code and run output of the harbour office.\n \n".repeat(3);
    try (ConsoleWindow window = ConsoleWindow.open(session, 1280, height, scale)) {
      window.act(model -> model.placeProperty().set(Place.LINKS));
      look.accept(window);
    }
  }

  private static void settle(ConsoleWindow window, boolean nothing) {
    Node preview = window.find(nothing ? "links-candidate-scroll" : "links-preview");
    Headless.settle(() -> preview.getPseudoClassStates().contains(NOTHING) == nothing);
    window.settle();
  }

  private static Bounds bounds(Node node) {
    return Headless.call(() -> node.localToScene(node.getLayoutBounds()));
  }

  private static boolean within(Node part, Node whole) {
    Bounds in = bounds(part);
    Bounds place = bounds(whole);
    return in.getMinY() >= place.getMinY() - 1 && in.getMaxY() <= place.getMaxY() + 1;
  }

  private static long whole(ConsoleWindow window, int candidates) {
    Node scroll = window.find("links-candidate-scroll");
    return java.util.stream.IntStream.rangeClosed(1, candidates)
        .filter(n -> within(window.find("links-candidate-" + n), scroll))
        .count();
  }

  @Test
  @DisplayName("While nothing would be written candidates have the room of the preview")
  void roomOfThePreview() {
    in(
        800,
        1,
        window -> {
          window.act(model -> model.links().select("five"));
          settle(window, true);
          assertEquals(5, whole(window, 5));
          ListView<?> preview = window.find("links-preview");
          assertEquals(1, preview.getItems().size());
          assertTrue(within(Headless.call(() -> preview.lookup(".line-cell")), preview));
        });
  }

  @Test
  @DisplayName("With a preview they lose their room from below, and the chosen one stays in sight")
  void losesRoomFromBelow() {
    in(
        640,
        1,
        window -> {
          window.act(model -> model.links().select("five"));
          settle(window, true);
          Node scroll = window.find("links-candidate-scroll");
          double height = bounds(scroll).getHeight();
          Bounds first = bounds(window.find("links-candidate-1"));
          window.act(model -> model.links().candidates().highlight(0));
          settle(window, false);
          assertEquals(first, bounds(window.find("links-candidate-1")));
          assertTrue(bounds(scroll).getHeight() < height);
          window.act(model -> model.links().candidates().highlight(4));
          settle(window, false);
          assertTrue(within(window.find("links-candidate-5"), scroll));
        });
  }

  private static void take(ConsoleWindow window) {
    window.act(
        model -> {
          model.links().select("group docs/cranes/check-list.md");
          model.links().candidates().highlight(0);
          model.links().decisions().draft().rationaleProperty().set("the list was renamed");
          model.links().decisions().confirm();
        });
    window.act(model -> model.links().select("group docs/cranes/check-list.md"));
  }

  private static List<String> words(Node card) {
    return Headless.call(
        () -> card.lookupAll(".label").stream().map(each -> ((Label) each).getText()).toList());
  }

  @Test
  @DisplayName("Of a link that is decided the taken candidate says so, and two are in sight")
  void takenSaysSo() {
    in(
        640,
        1,
        window -> {
          take(window);
          assertTrue(words(window.find("links-candidate-1")).contains("taken"));
          assertFalse(words(window.find("links-candidate-2")).contains("taken"));
          settle(window, false);
          assertEquals(2, whole(window, 2));
        });
  }

  private static void click(ConsoleWindow window, String card, int times) {
    Node node = window.find(card);
    Headless.run(() -> Pointer.button(node, MouseEvent.MOUSE_CLICKED, times));
  }

  @Test
  @DisplayName("Two clicks take a candidate only when both met it")
  void bothClicksMeetIt() {
    in(
        800,
        1,
        window -> {
          window.act(model -> model.links().select("five"));
          window.act(
              model ->
                  model.links().decisions().draft().rationaleProperty().set("it was renamed so"));
          click(window, "links-candidate-5", 1);
          click(window, "links-candidate-4", 2);
          window.settle();
          assertEquals(List.of(), session.links.decided);
          click(window, "links-candidate-4", 2);
          window.settle();
          assertEquals(1, session.links.decided.size());
        });
  }

  private String decided() {
    return "Decided by "
        + session.operator()
        + ": \u2192 docs/new/1-check-list.md. Because: the list was renamed.";
  }

  @Test
  @DisplayName("A decided link says what comes next")
  void saysWhatComesNext() {
    in(
        800,
        1,
        window -> {
          take(window);
          Label message = window.find("links-message");
          assertEquals(
              decided() + " Apply writes it; Undo or another decision changes that.",
              message.getText());
        });
  }

  @Test
  @DisplayName("With twice the text the buttons of a decision are in sight, below three rows")
  void buttonsInSight() {
    in(
        800,
        2,
        window -> {
          for (boolean decided : new boolean[] {false, true}) {
            if (decided) {
              take(window);
            } else {
              window.act(model -> model.links().select("five"));
            }
            window.settle();
            Node place = window.find("links");
            for (String id : KEYS) {
              Button button = window.find(id);
              assertTrue(within(button, place), id);
              assertTrue(button.getText().contains("  "), id);
              assertEquals(bounds(window.find("links-accept")).getMinY(), bounds(button).getMinY());
            }
            assertTrue(window.find("links-edge").isVisible());
            Node table = window.find("links-table");
            long rows =
                Headless.call(() -> List.copyOf(table.lookupAll(".table-row-cell"))).stream()
                    .filter(row -> row.isVisible() && within(row, table))
                    .count();
            assertTrue(rows >= 3, rows + " rows");
          }
        });
  }

  @Test
  @DisplayName(
      "With twice the text the form of a rule says why the link is broken, and lets search")
  void formSaysWhy() {
    in(
        800,
        2,
        window -> {
          window.act(model -> model.links().select("group docs/rules/season-2025.md"));
          window.act(model -> model.links().commands().ignore().run());
          window.settle();
          Label message = window.find("links-message");
          assertEquals(
              "Nothing is at 'docs/rules/season-2025.md'. Decide for these 3 links; Apply writes"
                  + " it.",
              message.getText());
          assertTrue(within(message, window.find("links-side")));
          assertTrue(within(window.find("links-search"), window.find("links-side")));
          assertTrue(within(window.find("links-rationale"), window.find("links-side")));
          window.act(model -> model.links().decisions().cancel());
          window.settle();
          assertTrue(
              bounds(window.find("links-search")).getMinY()
                  > bounds(window.find("links-message")).getMaxY(),
              "it stands below the candidates again");
        });
  }

  private static List<Node> changed(Node lines) {
    return Headless.call(
        () ->
            lines.lookupAll(".line-cell").stream()
                .filter(
                    line ->
                        line.getPseudoClassStates().contains(ADDED)
                            || line.getPseudoClassStates().contains(REMOVED))
                .map(Node.class::cast)
                .toList());
  }

  /** What goes and what comes, each wholly within a part. */
  private static void assertChangeIn(ConsoleWindow window, Node side) {
    Scene scene = window.find("links").getScene();
    Headless.settle(() -> scene.lookup("#links-preview-first .line-cell") != null);
    window.settle();
    Node first = window.find("links-preview-first");
    List<Node> lines = changed(first);
    assertTrue(lines.size() >= 2, lines + " tell what goes and what comes");
    lines.forEach(line -> assertTrue(within(line, side), line + " in " + bounds(side)));
  }

  @Test
  @DisplayName(
      "With twice the text group, best candidate with its evidence, and change are in sight")
  void triageOnOneScreen() {
    in(
        800,
        2,
        window -> {
          Node side = window.find("links-side");
          window.act(model -> model.links().select("group docs/cranes/check-list.md"));
          Label scope = window.find("links-message");
          window.act(model -> model.links().candidates().highlight(0));
          assertEquals(
              "Nothing is at 'docs/cranes/check-list.md'. Decide for these 2 links; Apply writes"
                  + " it.",
              scope.getText());
          for (boolean decided : new boolean[] {false, true}) {
            if (decided) {
              take(window);
            }
            assertChangeIn(window, side);
            assertTrue(within(scope, side));
            Node card = window.find("links-candidate-1");
            for (String part : List.of(".links-candidate-head", ".links-chip")) {
              assertTrue(within(Headless.call(() -> card.lookup(part)), side), part);
            }
            assertTrue(within(window.find("links-left"), window.find("links")));
          }
          window.act(model -> model.links().candidates().highlight(1));
          Node second = window.find("links-candidate-2");
          assertChangeIn(window, side);
          assertTrue(within(Headless.call(() -> second.lookup(".links-candidate-head")), side));
        });
  }

  @Test
  @DisplayName("With twice the text it says first why, then why nothing can be accepted yet")
  void saysWhyFirst() {
    in(
        800,
        2,
        window -> {
          window.act(model -> model.links().select("five"));
          Label message = window.find("links-message");
          assertEquals(
              "Nothing is at 'api/five.json'. None stands out: choose 1\u20135 for this link.",
              message.getText());
          assertTrue(within(message, window.find("links-side")));
          assertTrue(within(window.find("links-candidate-1"), window.find("links-side")));
        });
  }

  @Test
  @DisplayName("With twice the text five candidates are in sight with why, below the link as it is")
  void candidatesInSight() {
    session.links.documents.put("README.md", List.of("", "", "See the [Five](api/five.json)."));
    in(
        800,
        2,
        window -> {
          Node side = window.find("links-side");
          Scene scene = side.getScene();
          window.act(model -> model.links().select("five"));
          Headless.settle(() -> scene.lookup("#links-preview-first .line-cell") != null);
          window.settle();
          Label now = (Label) Headless.call(() -> scene.lookup("#links-preview-first .line-cell"));
          assertEquals("README.md:3  See the [Five](api/five.json).", now.getText());
          assertTrue(within(now, side));
          for (int n = 1; n <= 5; n++) {
            Node card = window.find("links-candidate-" + n);
            assertTrue(within(card, side), n + " in " + bounds(side));
            assertTrue(within(Headless.call(() -> card.lookup(".links-chip")), side));
          }
        });
  }

  @Test
  @DisplayName("With twice the text the side ends between two lines")
  void endsBetweenLines() {
    in(
        800,
        2,
        window -> {
          window.act(model -> model.links().select("five"));
          settleClip(window);
          Node side = window.find("links-side");
          List<Node> cut =
              Headless.call(
                  () -> {
                    Node content = ((ScrollPane) side).getContent();
                    double end = content.getClip().getBoundsInLocal().getMaxY();
                    return content.lookupAll(".label, .text-field").stream()
                        .filter(
                            each -> {
                              Bounds at =
                                  content.sceneToLocal(each.localToScene(each.getLayoutBounds()));
                              return at.getMinY() < end - 1 && at.getMaxY() > end + 1;
                            })
                        .map(Node.class::cast)
                        .toList();
                  });
          assertEquals(List.of(), cut);
        });
  }

  private static void settleClip(ConsoleWindow window) {
    ScrollPane side = (ScrollPane) window.find("links-side");
    Headless.settle(() -> side.getContent().getClip() != null);
    window.settle();
  }

  @Test
  @DisplayName("With twice the text a decision says first who made it and why")
  void saysWhoDecidedFirst() {
    in(
        800,
        2,
        window -> {
          take(window);
          Label message = window.find("links-message");
          assertEquals(decided() + " Apply writes it.", message.getText());
          assertTrue(within(message, window.find("links-side")));
        });
  }

  @Test
  @DisplayName(
      "With twice the text a rule that is decided says which links it takes, and its lines")
  void decidedRuleOnOneScreen() {
    in(
        800,
        2,
        window -> {
          window.act(model -> model.links().select("group docs/rules/season-2025.md"));
          window.act(model -> model.links().commands().ignore().run());
          window.act(
              model -> {
                model.links().decisions().draft().rationaleProperty().set("the season is over");
                model.links().decisions().confirm();
              });
          window.act(model -> model.links().select("group docs/rules/season-2025.md"));
          Node side = window.find("links-side");
          assertChangeIn(window, side);
          assertTrue(within(window.find("links-message"), side));
          Node first = window.find("links-preview-first");
          Label taken = (Label) Headless.call(() -> first.lookup(".line-cell"));
          assertTrue(taken.getText().startsWith("Rules would take 3 links: "), taken.getText());
          assertTrue(within(taken, side));
        });
  }

  @Test
  @DisplayName("With twice the text what was decided to be ignored is named, within two lines")
  void ignoredIsNamed() {
    in(
        800,
        2,
        window -> {
          window.act(model -> model.links().select("h5"));
          window.act(model -> model.links().commands().ignore().run());
          window.act(
              model -> {
                model.links().decisions().draft().rationaleProperty().set("the season is over");
                model.links().decisions().confirm();
              });
          window.act(model -> model.links().select("h5"));
          Label message = window.find("links-message");
          assertEquals(
              "Decided by dana: ignore this link (operations.md#night-shift)."
                  + " Because: the season is over. Apply writes it.",
              message.getText());
          double line = Headless.call(() -> message.getFont().getSize());
          assertTrue(bounds(message).getHeight() < 3 * line, bounds(message).toString());
          assertTrue(within(message, window.find("links-side")));
        });
  }

  @Test
  @DisplayName("A candidate's path without room beside its score goes on in a second line, whole")
  void pathIsWhole() {
    for (int height : List.of(640, 800)) {
      in(
          height,
          1,
          window -> {
            window.act(model -> model.links().select("far"));
            settle(window, true);
            Node card = window.find("links-candidate-1");
            Label path = (Label) Headless.call(() -> card.lookup(".path-cell"));
            String shown = Headless.call(() -> ((Text) path.lookup(".text")).getText());
            assertEquals("docs/new/\n1-emergency-phone-list.md", shown);
            assertTrue(bounds(path).getHeight() > 1.5 * path.getFont().getSize() + 4);
            assertTrue(within(path, card));
            Node chips = Headless.call(() -> card.lookup(".links-chips"));
            assertTrue(bounds(path).getMaxY() <= bounds(chips).getMinY());
            assertTrue(within(card, window.find("links-candidate-scroll")));
          });
    }
  }

  @Test
  @DisplayName("With twice the text a rule is seen with what it would take and write")
  void ruleOnOneScreen() {
    in(
        800,
        2,
        window -> {
          window.act(model -> model.links().select("group docs/rules/season-2025.md"));
          window.act(model -> model.links().commands().ignore().run());
          Node side = window.find("links-side");
          assertChangeIn(window, side);
          Label title = window.find("links-preview-title");
          assertTrue(within(title, side));
          assertTrue(title.getText().contains("3 links"), title.getText());
          Node first = window.find("links-preview-first");
          Label taken = (Label) Headless.call(() -> first.lookup(".line-cell"));
          assertEquals(
              "docs/decisions/0008-berths.md:15, \u2026/0016-berths.md:15,"
                  + " \u2026/0024-berths.md:15",
              taken.getText());
          assertTrue(within(taken, side));
          assertTrue(within(window.find("links-heading"), side));
          double line = bounds(window.find("links-accept")).getMinY();
          KEYS.forEach(id -> assertEquals(line, bounds(window.find(id)).getMinY(), id));
        });
  }

  @Test
  @DisplayName("Beside the table the change stands once, in its preview")
  void changeOnce() {
    in(
        800,
        1,
        window -> {
          window.act(model -> model.links().select("group docs/cranes/check-list.md"));
          window.act(model -> model.links().candidates().highlight(0));
          settle(window, false);
          Node pane = window.find("links");
          assertEquals(
              List.of(), Headless.call(() -> List.copyOf(pane.lookupAll("#links-preview-first"))));
        });
  }

  @Test
  @DisplayName("Lines part the candidates from what does not scroll with them")
  void linesAroundCandidates() {
    in(
        800,
        1,
        window -> {
          window.act(model -> model.links().select("five"));
          Region scroll = window.find("links-candidate-scroll");
          Region card = window.find("links-candidate-1");
          assertTrue(bounds(card).getMinY() >= bounds(scroll).getMinY() + 1);
          assertEquals(2, Headless.call(() -> scroll.getBackground().getFills().size()));
          assertFalse(
              Headless.call(
                  () ->
                      scroll
                          .getBackground()
                          .getFills()
                          .getFirst()
                          .getFill()
                          .equals(Color.TRANSPARENT)));
        });
  }

  @Test
  @DisplayName("The dialog says what workspace it is about, as every other does")
  void workspaceOfTheDialog() {
    in(
        800,
        1,
        window -> {
          openApply(window);
          Label workspace = (Label) Dialogs.find("#links-apply-workspace .workspace-name");
          assertEquals("docs-workspace", workspace.getText());
          assertTrue(
              Headless.call(() -> (Stage) workspace.getScene().getWindow())
                  .getTitle()
                  .endsWith(" \u2013 docs-workspace"));
          window.act(model -> model.links().apply().close());
        });
  }

  @Test
  @DisplayName("In the dialog the row that the keys are at has a ring, as in the pane")
  void ringInTheDialog() {
    in(
        800,
        1,
        window -> {
          openApply(window);
          Region row =
              Headless.call(
                  () ->
                      Window.getWindows().stream()
                          .map(each -> each.getScene().lookup("#links-apply-items"))
                          .filter(each -> each != null)
                          .flatMap(each -> each.lookupAll(".table-row-cell").stream())
                          .map(TableRow.class::cast)
                          .filter(each -> each.isSelected() && each.isFocused())
                          .findFirst()
                          .orElseThrow());
          assertEquals(
              2,
              Headless.call(() -> row.getBackground().getFills().getLast().getInsets().getTop()));
          window.act(model -> model.links().apply().close());
        });
  }

  @Test
  @DisplayName("What ends after the dialog was closed changes it without an error of the styles")
  void closedWhileItRuns() {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      in(
          800,
          1,
          window -> {
            openApply(window);
            window.act(
                model -> {
                  model.links().apply().act().run();
                  model.links().apply().close();
                });
            window.settle();
            openApply(window);
            window.act(model -> model.links().apply().close());
          });
    } finally {
      System.setErr(before);
    }
    assertEquals("", said.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("A second quick click on Apply does not put away what it shows of its work")
  void twoClicksApplyOnce() {
    in(
        800,
        1,
        window -> {
          openApply(window);
          Dialogs.click("#links-apply-act", 1);
          window.settle();
          Dialogs.click("#links-apply-cancel", 2); // where the button stood
          window.settle();
          assertTrue(isApplyOpen(window));
          Dialogs.click("#links-apply-cancel", 1);
          window.settle();
          assertFalse(isApplyOpen(window));
        });
  }

  private static boolean isApplyOpen(ConsoleWindow window) {
    return Headless.call(() -> window.shell().model().links().apply().openProperty().get());
  }

  private static void openApply(ConsoleWindow window) {
    take(window);
    window.act(model -> model.links().commands().apply().run());
    window.settle();
  }

  @Test
  @DisplayName(
      "With twice the text each row of the dialog says wholly what its link becomes, or what else"
          + " was decided")
  void rowsTellTheirDecision() {
    in(
        800,
        2,
        window -> {
          window.act(model -> model.links().select("h5"));
          window.act(model -> model.links().commands().ignore().run());
          window.act(
              model -> {
                model.links().decisions().draft().rationaleProperty().set("the shift is over");
                model.links().decisions().confirm();
              });
          openApply(window);
          Node items = Dialogs.find("#links-apply-items");
          List<String> told =
              Headless.call(
                  () ->
                      items.lookupAll(".folded-line").stream()
                          .map(each -> ((Label) each).getText())
                          .filter(text -> !text.isEmpty())
                          .toList());
          String change = "docs/cranes/check-list.md \u2192 docs/new/1-check-list.md";
          assertEquals(List.of(change, change, "ignore this link"), told);
          window.act(model -> model.links().apply().close());
        });
  }

  @Test
  @DisplayName("With twice the text a decided row tells who decided and when, an open one how many")
  void decidedRowsTellWhoAndWhen() {
    in(
        800,
        2,
        window -> {
          window.act(model -> model.links().select("group docs/cranes/check-list.md"));
          for (String each : told(window)) {
            assertTrue(each.contains("Same: ") && each.contains("Candidates: "), each);
          }
          take(window);
          List<String> decided =
              told(window).stream().filter(each -> each.contains("\u2192")).toList();
          assertFalse(decided.isEmpty());
          for (String each : decided) {
            assertFalse(each.contains("Same: ") || each.contains("Candidates: "), each);
            assertTrue(each.matches(".* \u00b7 By: [^\u00b7]* \u00b7 When: [^\u00b7+]*"), each);
          }
        });
  }

  private static List<String> told(ConsoleWindow window) {
    Node table = window.find("links-table");
    return Headless.call(
        () ->
            table.lookupAll(".folded-line").stream()
                .filter(each -> each.getParent().isVisible())
                .map(each -> ((Label) each).getText())
                .filter(text -> !text.isEmpty())
                .toList());
  }

  @Test
  @DisplayName("With twice the text a badge keeps clear of the ring around its row")
  void badgeClearOfTheRing() {
    in(
        800,
        2,
        window -> {
          window.act(model -> model.links().select("group docs/cranes/check-list.md"));
          Node table = window.find("links-table");
          Node row =
              Headless.call(
                  () ->
                      table.lookupAll(".table-row-cell").stream()
                          .filter(each -> each instanceof TableRow<?> at && at.isSelected())
                          .findFirst()
                          .orElseThrow());
          Bounds badge = bounds(Headless.call(() -> row.lookup(".badge")));
          double ring = bounds(row).getMinY() + 2;
          assertTrue(badge.getMinY() >= ring + 3, badge + " below " + ring);
        });
  }

  @Test
  @DisplayName("With twice the text the bar of what is decided stands below its words")
  void barBelowItsWords() {
    in(
        800,
        2,
        window -> {
          Bounds bar = bounds(window.find("links-bar"));
          Bounds words = bounds(window.find("links-progress-text"));
          assertTrue(bar.getMinY() >= words.getMaxY());
          assertTrue(
              bar.getWidth() >= words.getWidth() - 1 && bar.getHeight() >= 8, bar.toString());
        });
  }

  @Test
  @DisplayName("Beside the table the buttons of a decision take two lines")
  void buttonsInTwoLines() {
    in(
        800,
        1,
        window -> {
          window.act(model -> model.links().select("five"));
          assertEquals(
              2, KEYS.stream().map(id -> bounds(window.find(id)).getMinY()).distinct().count());
        });
  }

  @Test
  @DisplayName("What rules would take agrees with what they are said to be about")
  void rulesAgree() {
    in(
        800,
        1,
        window -> {
          window.act(model -> model.links().select("group docs/rules/season-2025.md"));
          window.act(model -> model.links().commands().ignore().run());
          CandidatesViewModel shown = window.shell().model().links().candidates();
          Headless.settle(() -> shown.preview().title().getValue().contains("would take"));
          assertEquals(
              "Rules would take 3 links: ignore these 3 links",
              Headless.call(() -> shown.preview().title().getValue()));
        });
  }
}
