package dev.reeve.console.palette;

import dev.reeve.console.fx.Copying;
import dev.reeve.console.fx.Icons;
import dev.reeve.console.fx.Texts;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Joins {@code palette.fxml} with {@link PaletteViewModel}: a layer of its own over the window. */
public final class PaletteView {
  @FXML private StackPane layer;
  @FXML private TextField field;
  @FXML private ListView<PaletteEntry> list;
  @FXML private Label empty;

  private final PaletteViewModel model;
  private @Nullable Node opener;

  @SuppressWarnings("NullAway.Init") // FXML fills the fields
  public PaletteView(PaletteViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    layer.visibleProperty().bind(model.openProperty());
    layer.managedProperty().bind(layer.visibleProperty());
    field.textProperty().bindBidirectional(model.typedProperty());
    list.setItems(model.found());
    list.setCellFactory(view -> new Cell());
    list.setFocusTraversable(false);
    empty.textProperty().bind(model.emptyProperty());
    empty.visibleProperty().bind(Bindings.isEmpty(model.found()).and(model.searchedProperty()));
    model
        .found()
        .addListener(
            (ListChangeListener<PaletteEntry>)
                change -> list.getSelectionModel().clearAndSelect(0));
    model.openProperty().addListener((observable, was, is) -> turn(is));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
    list.setOnMouseClicked(event -> run());
    layer.setOnMousePressed(
        event -> {
          if (layer.equals(event.getTarget())) {
            model.openProperty().set(false);
          }
        });
  }

  private void turn(boolean opened) {
    if (opened) {
      opener = layer.getScene().getFocusOwner();
      field.requestFocus();
    } else if (opener != null) {
      opener.requestFocus();
      opener = null;
    }
  }

  private void press(KeyEvent event) {
    switch (event.getCode()) {
      case ESCAPE -> model.openProperty().set(false);
      case ENTER -> run();
      case DOWN -> move(1);
      case UP -> move(-1);
      case PAGE_DOWN -> move(8);
      case PAGE_UP -> move(-8);
      case TAB -> {} // the field keeps the focus, the arrows choose
      default -> {
        boolean copies =
            event.getCode() == KeyCode.C
                && event.isShortcutDown()
                && field.getSelectedText().isEmpty();
        if (!copies) {
          return;
        }
        PaletteEntry entry = list.getSelectionModel().getSelectedItem();
        if (entry != null) {
          model.copy(entry, Copying::text);
        }
      }
    }
    event.consume();
  }

  private void move(int step) {
    int size = list.getItems().size();
    if (size > 0) {
      int at = Math.clamp(list.getSelectionModel().getSelectedIndex() + step, 0, size - 1);
      list.getSelectionModel().clearAndSelect(at);
      list.scrollTo(Math.max(0, at - 4));
    }
  }

  private void run() {
    PaletteEntry entry = list.getSelectionModel().getSelectedItem();
    if (entry != null) {
      model.run(entry);
    }
  }

  /** Icon, name, pane; at the right the key, or why it cannot run. */
  private static final class Cell extends ListCell<PaletteEntry> {
    private static final PseudoClass UNAVAILABLE = PseudoClass.getPseudoClass("unavailable");

    Cell() {
      getStyleClass().add("palette-cell");
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable PaletteEntry entry, boolean none) {
      super.updateItem(entry, none);
      if (none || entry == null) {
        pseudoClassStateChanged(UNAVAILABLE, false);
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      pseudoClassStateChanged(UNAVAILABLE, !entry.enabled());
      setGraphic(row(entry));
      setAccessibleText(
          Texts.get("palette.row", entry.name(), entry.where(), entry.key(), entry.whyNot()));
    }

    private static Node row(PaletteEntry entry) {
      Label name = new Label(entry.name());
      name.getStyleClass().addAll("palette-name", "path-cell");
      name.setMinWidth(80);
      Label where = label(entry.where(), "palette-where");
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      Label right =
          entry.enabled()
              ? label(entry.key(), "palette-key")
              : label(entry.whyNot(), "palette-why-not");
      if (entry.enabled()) {
        right.setMinWidth(USE_PREF_SIZE);
      }
      HBox box = new HBox(Icons.of(entry.icon()), name, where, gap, right);
      box.getStyleClass().add("palette-row");
      box.setAlignment(Pos.CENTER_LEFT);
      return box;
    }

    private static Label label(String text, String style) {
      Label label = new Label(text);
      label.getStyleClass().addAll(style, "path-cell");
      return label;
    }
  }
}
