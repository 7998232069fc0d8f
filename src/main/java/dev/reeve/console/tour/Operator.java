package dev.reeve.console.tour;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.Drawer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/**
 * Uses a window by the ids of its controls, as a person would. Called from a thread of one's own;
 * each call returns when the screen has come to rest.
 */
final class Operator {
  /** A pulse or two of layout and drawing after the data has arrived. */
  private static final int REST = 4;

  /**
   * Until the shapes of rows to come stand where nothing was read, or a pause after keys is over.
   */
  private static final int NOTICED = 24;

  private static final int PATIENCE = 180;

  /** More than are said in one stop. */
  private static final int NOTICES = 9;

  private final OnScreen screen;
  private final BooleanSupplier rest;
  private final boolean answered;
  private final Map<String, String> before = new LinkedHashMap<>();
  private final List<String> wayBack = new ArrayList<>();

  /**
   * @param work what the engine is asked for
   * @param answered whether the engine answers, so that it is worth waiting for
   */
  Operator(OnScreen screen, BackgroundWork work, boolean answered) {
    this.screen = screen;
    this.answered = answered;
    this.rest = answered ? work::idle : () -> true;
  }

  /** Waits until the screen has come to rest. */
  void settle() {
    Headless.settle(rest, answered ? REST : NOTICED, PATIENCE);
  }

  /** Ids of the places in the rail, from above. */
  List<String> places() {
    return Headless.call(
        () -> ShownNodes.below(screen.root(), ".rail-place").map(Node::getId).toList());
  }

  /** Ids of the tabs of the pane on screen. */
  List<String> tabs() {
    return Headless.call(
        () ->
            ShownNodes.below(screen.root(), ".tab-button")
                .filter(node -> !ShownNodes.inDrawer(node))
                .map(Node::getId)
                .toList());
  }

  /** Ids of the drawer's tabs on screen, but for the first, which is open. */
  List<String> drawerTabs() {
    return Headless.call(
        () ->
            ShownNodes.below(screen.root(), ".tab-button")
                .filter(ShownNodes::inDrawer)
                .map(Node::getId)
                .skip(1)
                .toList());
  }

  /** What is written on a control. */
  String words(String id) {
    return Headless.call(
        () ->
            screen.find(id) instanceof Labeled labeled && !labeled.getText().isEmpty()
                ? labeled.getText()
                : String.valueOf(screen.find(id).getAccessibleText()));
  }

  /** Presses a button; when it opens a dialog, that is open afterwards. */
  void press(String id) {
    begin(id);
    settle();
  }

  /** Asks for the drawer where it does not fit beside the table. */
  void askForDrawer() {
    Headless.run(() -> ShownNodes.drawers(screen.root()).forEach(Drawer::ask));
    settle();
  }

  /** Presses a button, and does not wait for what comes of it. */
  void begin(String id) {
    if (Headless.call(() -> screen.shown(id).findAny().isEmpty())) {
      askForDrawer();
    }
    whenShown(id);
    Headless.begin(((ButtonBase) Headless.call(() -> screen.find(id)))::fire);
  }

  void pressOnceAble(String id) {
    Headless.settle(() -> screen.able(id), 1, 10 * PATIENCE);
    press(id);
  }

  boolean shows(String id) {
    return Headless.call(() -> screen.shown(id).findFirst().isPresent());
  }

  /** Presses a button that may not be there. */
  void pressIfShown(String id) {
    if (shows(id)) {
      press(id);
    }
  }

  /** Presses the button on screen whose words begin so. */
  void pressNamed(String words) {
    if (Headless.call(() -> screen.named(words).findAny().isEmpty())) {
      askForDrawer();
    }
    Headless.settle(() -> screen.named(words).findAny().isPresent(), 1, 10 * PATIENCE);
    Headless.begin(
        ((ButtonBase)
                Headless.call(
                    () ->
                        screen
                            .named(words)
                            .findFirst()
                            .orElseThrow(
                                () -> new IllegalStateException("No button reads " + words))))
            ::fire);
    settle();
  }

  /** Presses a key where the focus then is. */
  void strike(String id, KeyCode key) {
    Headless.run(
        () -> {
          Node node = screen.find(id);
          node.requestFocus();
          Event.fireEvent(
              node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
        });
    Headless.settle(rest, NOTICED, PATIENCE); // what follows a key may wait for the next one
  }

  /** Writes into a field. */
  void type(String id, String text) {
    whenShown(id);
    Headless.run(
        () -> {
          TextInputControl field = (TextInputControl) screen.find(id);
          before.putIfAbsent(id, field.getText());
          write(field, text);
        });
    settle();
  }

  /** Writes into a field that keeps it, such as a setting that is not saved. */
  void give(String id, String text) {
    whenShown(id);
    Headless.run(
        () -> {
          TextInputControl field = (TextInputControl) screen.find(id);
          field.requestFocus();
          write(field, text);
        });
    settle();
  }

  /** The caret ends behind it, as that of somebody who types. */
  private static void write(TextInputControl field, String text) {
    field.setText(text);
    field.end();
  }

  /** Chooses in the table on screen what a person would look at first. */
  void selectFirstConcern() {
    Headless.run(() -> screen.tables().findFirst().ifPresent(RowChoice::firstConcern));
    settle();
  }

  /** Chooses the first row of the table on screen. */
  void selectFirst() {
    Headless.run(
        () ->
            screen
                .tables()
                .findFirst()
                .ifPresent(table -> table.getSelectionModel().clearAndSelect(0)));
    settle();
  }

  /** Waits until the table on screen has a row. */
  void whenFilled() {
    Headless.settle(
        () -> screen.tables().findFirst().filter(table -> !table.getItems().isEmpty()).isPresent(),
        1,
        10 * PATIENCE);
  }

  /** Chooses the first two rows of the table on screen. */
  void selectTwo() {
    Headless.run(() -> screen.tables().findFirst().ifPresent(RowChoice::firstTwo));
    settle();
  }

  /** Reads the drawer to its end. */
  void readDrawerOn() {
    Headless.run(
        () ->
            Stream.of("drawer-scroll", "drawer-summary")
                .flatMap(screen::shown)
                .forEach(node -> ((ScrollPane) node).setVvalue(1)));
    settle();
  }

  /** Points at a row of the table on screen that is not the chosen one, as with a mouse. */
  void pointAtAnother() {
    Headless.run(
        () -> {
          List<TableRow<?>> others =
              screen.tables().findFirst().map(table -> table.lookupAll(".table-row-cell")).stream()
                  .flatMap(Collection::stream)
                  .<TableRow<?>>map(cell -> (TableRow<?>) cell)
                  .filter(row -> row.isVisible() && !row.isEmpty() && !row.isSelected())
                  .sorted(Comparator.comparing(TableRow::getIndex))
                  .toList();
          TableRow<?> row = others.get(others.size() / 2); // the last may be in sight in part
          Bounds at = row.localToScreen(row.getLayoutBounds());
          new Robot().mouseMove(at.getCenterX(), at.getCenterY());
        });
    settle();
  }

  /** Has a button pressed when everything is let go of, which takes back what was done. */
  void afterwards(String id) {
    wayBack.add(id);
  }

  /** Asks the window to close, as its frame does; the answer is not waited for. */
  void askToClose(String id) {
    Headless.begin(
        () ->
            Event.fireEvent(
                screen.stage(), new WindowEvent(screen.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    whenShown(id);
  }

  /** What lies over the window goes as it does at a keyboard. */
  private void closeLayers() {
    Node root = screen.root();
    if (ShownNodes.below(root, ".layer").findAny().isPresent()) {
      Event.fireEvent(
          Objects.requireNonNullElse(screen.stage().getScene().getFocusOwner(), root),
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
    }
  }

  /** Lets go of everything: dialogs, what was typed, what was chosen. */
  void tidy() {
    Headless.begin(() -> screen.others().reversed().forEach(Window::hide));
    settle();
    wayBack.forEach(this::pressIfShown);
    wayBack.clear();
    pressIfShown("links-back"); // what is being decided stands in the list's place
    Headless.run(
        () -> {
          before.forEach((id, text) -> ((TextInputControl) screen.find(id)).setText(text));
          before.clear();
          closeLayers();
          screen.tables().forEach(table -> table.getSelectionModel().clearSelection());
        });
    settle();
    for (int i = 0; i < NOTICES && shows("toast-close"); i++) { // not seen beside their list
      press("toast-close");
    }
  }

  /** Takes the first of a button's menu, and does not wait for what comes of it. */
  void chooseFirst(String id) {
    MenuButton button = (MenuButton) Headless.call(() -> screen.find(id));
    Headless.begin(button.getItems().getFirst()::fire);
  }

  /** Takes the first of the menu that is open. */
  void chooseFirstOfMenu() {
    Headless.run(
        () ->
            screen.others().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .toList()
                .forEach(
                    menu -> {
                      menu.getItems().getFirst().fire();
                      menu.hide();
                    }));
    settle();
  }

  /** Waits for what only appears when the background has answered. */
  private void whenShown(String id) {
    Headless.settle(() -> screen.shown(id).findAny().isPresent(), 1, 10 * PATIENCE);
  }

  /** Waits until something is written there. */
  void whenSaid(String id) {
    Headless.settle(() -> screen.says(id, text -> !text.isEmpty()), 1, 10 * PATIENCE);
  }

  /** Waits until a figure above zero is written there, or the work behind it is over. */
  void whenCounted(String id) {
    Headless.settle(() -> screen.counts(id) || rest.getAsBoolean(), 1, 10 * PATIENCE);
  }
}
