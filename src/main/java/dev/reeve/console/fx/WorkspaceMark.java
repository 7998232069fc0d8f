package dev.reeve.console.fx;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;

/**
 * Says in a large dialog what workspace it is about and what state its engine is in: it lies over
 * the bar that says so. Screen thread. Source: {@code docs/guide/console.md}.
 */
public final class WorkspaceMark extends HBox {
  /** In em; a longer name gives way in its middle. */
  private static final double LONGEST = 20;

  private final Label name = new Label();
  private final BadgeLabel engine = new BadgeLabel();

  /**
   * What it says.
   *
   * @param engine never null inside
   */
  public record Of(String workspace, ObservableValue<Badge> engine) {}

  /** Says nothing until {@link #tell}. */
  public WorkspaceMark() {
    getStyleClass().add("workspace-mark");
    setMinWidth(USE_PREF_SIZE);
    name.getStyleClass().addAll("muted", "workspace-name");
    name.fontProperty().subscribe(this::fit);
    name.textProperty().subscribe(this::fit);
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    engine.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(name, engine);
  }

  private void fit() {
    double most = LONGEST * name.getFont().getSize();
    name.setMaxWidth(most);
    name.setMinWidth(Math.min(most, Math.ceil(name.prefWidth(-1))));
  }

  /** Says it from now on; once. */
  public void tell(Of what) {
    name.setText(what.workspace());
    name.setAccessibleText(Texts.get("console.workspace", what.workspace()));
    what.engine().subscribe(engine::show);
  }
}
