package dev.reeve.console.tour;

import dev.reeve.console.ConsoleOptions;
import dev.reeve.console.fx.Drawer;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Screens;
import dev.reeve.console.shell.Theme;
import dev.reeve.engine.workspace.EngineClock;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;

/**
 * A shown window that is used by the ids of its controls, as a person would, and drawn together
 * with its dialogs and menus. Called from a thread of one's own; each call returns when the screen
 * has come to rest.
 */
final class TourWindow implements AutoCloseable {
  /** A pulse or two of layout and drawing after the data has arrived. */
  private static final int REST = 4;

  /**
   * Until the shapes of rows to come stand where nothing was read, or a pause after keys is over.
   */
  private static final int NOTICED = 24;

  private static final int PATIENCE = 180;

  /**
   * What is in a window.
   *
   * @param root its content
   * @param end what is done after it was closed
   */
  record Content(Parent root, Runnable end) {}

  private final Screens screens;
  private final Stage stage;
  private final Content content;
  private final BooleanSupplier rest;
  private final boolean answered;
  private final Map<String, String> before = new LinkedHashMap<>();
  private Look worn;
  private final List<String> wayBack = new ArrayList<>();

  private TourWindow(Screens screens, Stage stage, Content content, Look worn, boolean answered) {
    this.screens = screens;
    this.stage = stage;
    this.content = content;
    this.worn = worn;
    this.answered = answered;
    this.rest = answered ? screens.screen().work()::idle : () -> true;
  }

  /**
   * Opens one.
   *
   * @param answered whether the engine answers, so that it is worth waiting for
   */
  static TourWindow open(
      Look look, EngineClock clock, boolean answered, Function<Screen, Content> make) {
    Headless.start();
    TourWindow window =
        Headless.call(
            () -> {
              Theme.install();
              Screens screens = new Screens(clock, look.size().textScale());
              Content content = make.apply(screens.screen());
              Stage stage = new Stage();
              stage.setScene(new Scene(content.root(), look.size().width(), look.size().height()));
              Theme.apply(stage.getScene(), look.dark(), look.size().textScale());
              stage.show();
              wear(screens.screen(), look);
              return new TourWindow(screens, stage, content, look, answered);
            });
    window.settle();
    return window;
  }

  void settle() {
    Headless.settle(rest, answered ? REST : NOTICED, PATIENCE);
  }

  /** Its content; only on the screen's thread. */
  Parent root() {
    return stage.getScene().getRoot();
  }

  /** What it wears now. */
  Look worn() {
    return worn;
  }

  private static void wear(Screen screen, Look look) {
    ConsoleOptions.Look theme = look.dark() ? ConsoleOptions.Look.DARK : ConsoleOptions.Look.LIGHT;
    screen.appearance().lookProperty().set(theme);
  }

  /** Dresses it and what stands above it in the other theme. */
  void wear(Look look) {
    if (look.equals(worn)) {
      return;
    }
    Headless.run(() -> dress(look));
    settle();
  }

  private void dress(Look look) {
    worn = look;
    Theme.apply(stage.getScene(), look.dark(), look.size().textScale());
    wear(screens.screen(), look);
    List<String> sheets = stage.getScene().getStylesheets();
    for (Window each : others()) {
      each.getScene().getStylesheets().setAll(sheets);
    }
  }

  /** Ids of the places in the rail, from above. */
  List<String> places() {
    return Headless.call(
        () ->
            ShownNodes.below(stage.getScene().getRoot(), ".rail-place").map(Node::getId).toList());
  }

  /** Ids of the tabs of the pane on screen. */
  List<String> tabs() {
    return Headless.call(
        () ->
            ShownNodes.below(stage.getScene().getRoot(), ".tab-button")
                .filter(node -> !ShownNodes.inDrawer(node))
                .map(Node::getId)
                .toList());
  }

  /** Ids of the drawer's tabs on screen, but for the first, which is open. */
  List<String> drawerTabs() {
    return Headless.call(
        () ->
            ShownNodes.below(stage.getScene().getRoot(), ".tab-button")
                .filter(ShownNodes::inDrawer)
                .map(Node::getId)
                .skip(1)
                .toList());
  }

  /** What is written on a control. */
  String words(String id) {
    return Headless.call(
        () ->
            find(id) instanceof Labeled labeled && !labeled.getText().isEmpty()
                ? labeled.getText()
                : String.valueOf(find(id).getAccessibleText()));
  }

  /** Presses a button; when it opens a dialog, that is open afterwards. */
  void press(String id) {
    begin(id);
    settle();
  }

  /** Asks for the drawer where it does not fit beside the table. */
  void askForDrawer() {
    Headless.run(() -> ShownNodes.drawers(stage.getScene().getRoot()).forEach(Drawer::ask));
    settle();
  }

  /** Presses a button, and does not wait for what comes of it. */
  void begin(String id) {
    if (Headless.call(() -> shown(id).findAny().isEmpty())) {
      askForDrawer();
    }
    whenShown(id);
    Headless.begin(((ButtonBase) Headless.call(() -> find(id)))::fire);
  }

  boolean shows(String id) {
    return Headless.call(() -> shown(id).findFirst().isPresent());
  }

  /** Presses a button that may not be there. */
  void pressIfShown(String id) {
    if (shows(id)) {
      press(id);
    }
  }

  /** Presses the button on screen whose words begin so. */
  void pressNamed(String words) {
    if (Headless.call(() -> named(words).findAny().isEmpty())) {
      askForDrawer();
    }
    Headless.settle(() -> named(words).findAny().isPresent(), 1, 10 * PATIENCE);
    Headless.begin(
        ((ButtonBase)
                Headless.call(
                    () ->
                        named(words)
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
          Node node = find(id);
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
          TextInputControl field = (TextInputControl) find(id);
          before.putIfAbsent(id, field.getText());
          field.setText(text);
        });
    settle();
  }

  /** Writes into a field that keeps it, such as a setting that is not saved. */
  void give(String id, String text) {
    whenShown(id);
    Headless.run(
        () -> {
          TextInputControl field = (TextInputControl) find(id);
          field.requestFocus();
          field.setText(text);
        });
    settle();
  }

  /** Chooses in the table on screen what a person would look at first. */
  void selectFirstConcern() {
    Headless.run(() -> tables().findFirst().ifPresent(RowChoice::firstConcern));
    settle();
  }

  /** Chooses the first row of the table on screen. */
  void selectFirst() {
    Headless.run(
        () -> tables().findFirst().ifPresent(table -> table.getSelectionModel().clearAndSelect(0)));
    settle();
  }

  /** Waits until the table on screen has a row. */
  void whenFilled() {
    Headless.settle(
        () -> tables().findFirst().filter(table -> !table.getItems().isEmpty()).isPresent(),
        1,
        10 * PATIENCE);
  }

  /** Chooses the first two rows of the table on screen. */
  void selectTwo() {
    Headless.run(() -> tables().findFirst().ifPresent(RowChoice::firstTwo));
    settle();
  }

  /** Reads the drawer to its end. */
  void readDrawerOn() {
    Headless.run(
        () ->
            Stream.of("drawer-scroll", "drawer-summary")
                .flatMap(this::shown)
                .forEach(node -> ((ScrollPane) node).setVvalue(1)));
    settle();
  }

  /** Points at a row of the table on screen, as with a mouse. */
  void pointAt(int row) {
    Headless.run(
        () ->
            tables().findFirst().map(table -> table.lookupAll(".table-row-cell")).stream()
                .flatMap(Collection::stream)
                .filter(cell -> ((TableRow<?>) cell).getIndex() == row)
                .findFirst()
                .map(cell -> cell.localToScreen(cell.getLayoutBounds()))
                .ifPresent(at -> new Robot().mouseMove(at.getCenterX(), at.getCenterY())));
    settle();
  }

  /** Has a button pressed when everything is let go of, which takes back what was done. */
  void afterwards(String id) {
    wayBack.add(id);
  }

  /** Asks the window to close, as its frame does; the answer is not waited for. */
  void askToClose(String id) {
    Headless.begin(
        () -> Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    whenShown(id);
  }

  /** What lies over the window goes as it does at a keyboard. */
  private void closeLayers() {
    Node root = stage.getScene().getRoot();
    if (ShownNodes.below(root, ".layer").findAny().isPresent()) {
      Event.fireEvent(
          Objects.requireNonNullElse(stage.getScene().getFocusOwner(), root),
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
    }
  }

  /** Lets go of everything: dialogs, what was typed, what was chosen. */
  void tidy() {
    Headless.begin(() -> others().reversed().forEach(Window::hide));
    settle();
    wayBack.forEach(this::pressIfShown);
    wayBack.clear();
    pressIfShown("links-back"); // what is being decided stands in the list's place
    Headless.run(
        () -> {
          before.forEach((id, text) -> ((TextInputControl) find(id)).setText(text));
          before.clear();
          closeLayers();
          tables().forEach(table -> table.getSelectionModel().clearSelection());
        });
    settle();
  }

  /** Takes the first of a button's menu, and does not wait for what comes of it. */
  void chooseFirst(String id) {
    MenuButton button = (MenuButton) Headless.call(() -> find(id));
    Headless.begin(button.getItems().getFirst()::fire);
  }

  /** Takes the first of the menu that is open. */
  void chooseFirstOfMenu() {
    Headless.run(
        () ->
            others().stream()
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
    Headless.settle(() -> shown(id).findAny().isPresent(), 1, 10 * PATIENCE);
  }

  private Stream<Node> named(String words) {
    return ShownNodes.below(stage.getScene().getRoot(), ".button")
        .filter(node -> node instanceof Labeled labeled && labeled.getText().startsWith(words));
  }

  /** Waits until something is written there. */
  void whenSaid(String id) {
    Headless.settle(() -> says(id, text -> !text.isEmpty()), 1, 10 * PATIENCE);
  }

  /** Waits until a figure above zero is written there, or the work behind it is over. */
  void whenCounted(String id) {
    Headless.settle(() -> says(id, TourWindow::counts) || rest.getAsBoolean(), 1, 10 * PATIENCE);
  }

  private static boolean counts(String text) {
    return text.matches("[1-9].*");
  }

  private boolean says(String id, Predicate<String> wanted) {
    return shown(id).anyMatch(node -> wanted.test(((Labeled) node).getText()));
  }

  /** The window with its dialogs and menus where they stand. */
  BufferedImage picture() {
    return Headless.call(() -> WindowPicture.of(stage, others()));
  }

  /** The same moment in several looks of one size; nothing moves in between. */
  Map<Look, BufferedImage> pictures(List<Look> looks) {
    return Headless.call(() -> drawn(looks));
  }

  /** The same while a figure is written there; none when that is over. */
  Map<Look, BufferedImage> pictures(List<Look> looks, String id) {
    return Headless.call(() -> says(id, TourWindow::counts) ? drawn(looks) : Map.of());
  }

  private Map<Look, BufferedImage> drawn(List<Look> looks) {
    Map<Look, BufferedImage> images = new LinkedHashMap<>();
    for (Look look : looks) {
      dress(look);
      images.put(look, WindowPicture.of(stage, others()));
    }
    return images;
  }

  private List<Window> others() {
    return Window.getWindows().stream()
        .filter(window -> !window.equals(stage) && window.isShowing() && window.getScene() != null)
        .toList();
  }

  private Node find(String id) {
    return shown(id)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Nothing on screen has the id " + id));
  }

  private Stream<Node> shown(String id) {
    return Stream.concat(Stream.of(stage), others().stream())
        .flatMap(window -> ShownNodes.below(window.getScene().getRoot(), "#" + id));
  }

  private Stream<TableView<?>> tables() {
    return ShownNodes.tables(stage.getScene().getRoot());
  }

  @Override
  public void close() {
    Headless.run(
        () -> {
          others().reversed().forEach(Window::hide);
          stage.hide();
          content.end().run();
          screens.close();
        });
  }
}
