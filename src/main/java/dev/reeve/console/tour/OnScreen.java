package dev.reeve.console.tour;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import javafx.stage.Window;

/** What of a window, its dialogs and its menus is on screen. Screen thread. */
final class OnScreen {
  private static final PseudoClass UNAVAILABLE = PseudoClass.getPseudoClass("unavailable");
  private final Stage stage;

  OnScreen(Stage stage) {
    this.stage = stage;
  }

  Stage stage() {
    return stage;
  }

  Parent root() {
    return stage.getScene().getRoot();
  }

  /** Dialogs, menus and tips, in the order in which they were opened. */
  List<Window> others() {
    return Window.getWindows().stream()
        .filter(window -> !window.equals(stage) && window.isShowing() && window.getScene() != null)
        .toList();
  }

  Stream<Node> shown(String id) {
    return Stream.concat(Stream.of(stage), others().stream())
        .flatMap(window -> ShownNodes.below(window.getScene().getRoot(), "#" + id));
  }

  /**
   * The one of an id.
   *
   * @throws IllegalStateException when there is none
   */
  Node find(String id) {
    return shown(id)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nothing on screen has the id " + id));
  }

  /** Buttons whose words begin so. */
  Stream<Node> named(String words) {
    return ShownNodes.below(root(), ".button")
        .filter(node -> node instanceof Labeled labeled && labeled.getText().startsWith(words));
  }

  Stream<TableView<?>> tables() {
    return ShownNodes.tables(root());
  }

  /** Whether such words are written there. */
  boolean says(String id, Predicate<String> wanted) {
    return shown(id).anyMatch(node -> wanted.test(((Labeled) node).getText()));
  }

  /** Whether a button is there and does not look as if it could not be pressed. */
  boolean able(String id) {
    return shown(id).anyMatch(node -> !node.getPseudoClassStates().contains(UNAVAILABLE));
  }

  /** Whether a figure above zero is written there. */
  boolean counts(String id) {
    return says(id, text -> text.matches("[1-9].*"));
  }
}
