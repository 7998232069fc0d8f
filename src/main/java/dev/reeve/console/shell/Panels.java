package dev.reeve.console.shell;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.Notices.Notice;
import dev.reeve.console.fx.Tasks.Task;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.palette.PaletteEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The lists that lie over the window, one at a time: notices, tasks, the sheet of keys. Esc, a
 * press beside it or the same key again closes it, and the keys go back to where they were.
 */
final class Panels {
  private static final String NOTICES = "notices";

  private final ShellViewModel model;
  private final ShellCommands commands;
  private final PaletteSources sources;
  private final StackPane layer = new StackPane();
  private final ReadOnlyBooleanWrapper listsNotices = new ReadOnlyBooleanWrapper();
  private @Nullable Node opener;
  private String open = "";

  /**
   * @param panes where the panes lie
   */
  Panels(
      StackPane window,
      Parent panes,
      ShellViewModel model,
      ShellCommands commands,
      PaletteSources sources) {
    this.model = model;
    this.commands = commands;
    this.sources = sources;
    layer.getStyleClass().add("layer");
    layer.setVisible(false);
    layer.setOnMousePressed(
        event -> {
          if (layer.equals(event.getTarget())) {
            close();
          }
        });
    window.getChildren().add(layer);
    UnderTitle.keep(layer, panes, model.screen().textScale());
  }

  /** Shows what was said in seven days. */
  void notices() {
    ListView<Notice> list =
        list("notices-list", model.screen().notices().kept(), Texts.get("shell.notices.empty"));
    list.setCellFactory(view -> new Line<>(this::notice));
    show(NOTICES, Texts.get("shell.notices.title"), list, Pos.BOTTOM_RIGHT);
  }

  /** Whether what was said is on show as a list, so that none of it has to be shown beside it. */
  ReadOnlyBooleanProperty listsNoticesProperty() {
    return listsNotices.getReadOnlyProperty();
  }

  private Node notice(Notice notice) {
    Label when = new Label(Formats.sameDay(notice.at(), model.screen().ticker().now()));
    when.getStyleClass().add("muted");
    when.setMinWidth(Region.USE_PREF_SIZE);
    Label text = new Label(notice.text());
    text.setWrapText(true);
    HBox.setHgrow(text, Priority.ALWAYS);
    return new HBox(12, when, text);
  }

  /** Shows the work that is under way. */
  void tasks() {
    ListView<Task> list =
        list("tasks-list", model.screen().tasks().running(), Texts.get("shell.tasks.empty"));
    list.setCellFactory(view -> new Line<>(Panels::task));
    show("tasks", Texts.get("shell.tasks.title"), list, Pos.BOTTOM_RIGHT);
  }

  private static Node task(Task task) {
    Label title = new Label(task.title());
    Label text = new Label();
    text.getStyleClass().add("muted");
    text.textProperty().bind(task.text());
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(task.fraction());
    bar.setMaxWidth(Double.MAX_VALUE);
    VBox words = new VBox(4, title, bar, text);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button cancel = new Button(Texts.get("console.question.cancel"));
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setVisible(task.cancellable());
    cancel.setOnAction(event -> task.cancel());
    HBox box = new HBox(12, words, cancel);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  /** Shows the keys of the pane on screen and those of the window. */
  void keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    Place place = model.placeProperty().get();
    for (PaletteEntry entry : sources.of(place)) {
      keys.putIfAbsent(entry.key(), entry.name());
    }
    keys.put(".", Texts.get("shell.keys.show-new"));
    keys.put("Esc", Texts.get("shell.keys.escape"));
    keys.put("?", Texts.get("shell.action.keys"));
    for (Command command : commands.all()) {
      keys.putIfAbsent(
          Keymap.shown(model.screen().keymap().key(command.key())), command.text().getValue());
    }
    keys.remove("");
    List<Map.Entry<String, String>> lines = new ArrayList<>(keys.entrySet());
    ListView<Map.Entry<String, String>> list =
        list("keys-list", javafx.collections.FXCollections.observableList(lines), "");
    list.setCellFactory(view -> new Line<>(Panels::key));
    show("keys", Texts.get("shell.keys.title", sources.name(place)), list, Pos.CENTER);
  }

  private static Node key(Map.Entry<String, String> line) {
    Label key = new Label(line.getKey());
    key.getStyleClass().add("key-name");
    return new HBox(12, key, new Label(line.getValue()));
  }

  private static <T> ListView<T> list(String id, ObservableList<T> items, String empty) {
    ListView<T> list = new ListView<>(items);
    list.setId(id);
    list.getStyleClass().add("panel-list");
    Label nothing = new Label(empty);
    nothing.setWrapText(true);
    list.setPlaceholder(nothing);
    return list;
  }

  private void show(String name, String title, ListView<?> list, Pos place) {
    boolean again = open.equals(name);
    close();
    if (again) {
      return;
    }
    opener = layer.getScene().getFocusOwner();
    open = name;
    listsNotices.set(name.equals(NOTICES));
    Label head = new Label(title);
    head.getStyleClass().add("section-title");
    head.setWrapText(true);
    head.setMinHeight(Region.USE_PREF_SIZE);
    VBox panel = new VBox(head, list);
    panel.setId(name + "-panel");
    panel.getStyleClass().add("panel");
    panel.setMaxHeight(Region.USE_PREF_SIZE);
    panel.setMaxWidth(Region.USE_PREF_SIZE);
    StackPane.setAlignment(panel, place);
    layer.getChildren().setAll(panel);
    layer.setVisible(true);
    list.requestFocus();
    list.getSelectionModel().selectFirst();
  }

  /** Closes the one that is open; false when none is. */
  boolean close() {
    if (open.isEmpty()) {
      return false;
    }
    open = "";
    listsNotices.set(false);
    layer.setVisible(false);
    layer.getChildren().clear();
    if (opener != null) {
      opener.requestFocus();
      opener = null;
    }
    return true;
  }

  /** A line whose look is a node made from its item. */
  private static final class Line<T> extends ListCell<T> {
    private final java.util.function.Function<T, Node> look;

    Line(java.util.function.Function<T, Node> look) {
      this.look = look;
      setPrefWidth(0);
    }

    /** As high as the words are that are broken into lines here. */
    @Override
    protected double computePrefHeight(double width) {
      Node shown = getGraphic();
      double sides = snappedLeftInset() + snappedRightInset();
      return shown == null || getWidth() <= sides
          ? super.computePrefHeight(width)
          : snappedTopInset() + shown.prefHeight(getWidth() - sides) + snappedBottomInset();
    }

    @Override
    protected void updateItem(@Nullable T item, boolean none) {
      super.updateItem(item, none);
      setGraphic(none || item == null ? null : look.apply(item));
    }
  }
}
