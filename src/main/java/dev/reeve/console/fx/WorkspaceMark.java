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
    name.setMinWidth(USE_PREF_SIZE);
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    engine.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(name, engine);
  }

  /** Says it from now on. */
  public void tell(Of what) {
    name.setText(what.workspace());
    name.setAccessibleText(Texts.get("console.workspace", what.workspace()));
    what.engine().subscribe(engine::show);
  }
}
