package dev.reeve.console.fx;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * What a drawer says first, in a row below its table while the drawer has no room beside that, as
 * with large text: why the chosen thing is as it is and what comes next, the button that brings it
 * on, and the way to the rest. What has ended has no such row, so that the table keeps its rows.
 * Screen thread. Source: {@code docs/guide/console.md}.
 */
public final class FoldedDrawer {
  private final Drawer drawer;
  private final ObservableValue<@Nullable Button> onward;
  private final Button act = new Button();
  private final BooleanBinding shown;
  private final ObservableValue<@Nullable Button> onShow;

  /**
   * @param row empty; gets the words and the buttons
   * @param drawer was put beside the table
   * @param goesOn whether something comes next, also where nobody brings it on
   * @param onward in the drawer, what brings the chosen thing on; null where nothing does
   */
  public FoldedDrawer(
      PaneHeader row,
      Drawer drawer,
      Node table,
      LiveList<?, ?> list,
      ObservableValue<Boolean> goesOn,
      ObservableValue<@Nullable Button> onward) {
    this.drawer = drawer;
    this.onward = onward;
    this.shown =
        Bindings.createBooleanBinding(
            () -> drawer.folded().get() && (goesOn.getValue() || onward.getValue() != null),
            drawer.folded(),
            goesOn,
            onward);
    this.onShow =
        Bindings.createObjectBinding(
            () -> onward.getValue() == null || !shown.get() ? inDrawer() : act,
            shown,
            drawer.visibleProperty(),
            onward);
    WhyLines told = new WhyLines(list.why(), row.getId());
    told.getStyleClass().add("folded-told");
    Button details = new Button(Texts.get("console.drawer.details"));
    details.setOnAction(event -> open(table));
    for (Button each : new Button[] {act, details}) {
      each.setMinWidth(Region.USE_PREF_SIZE);
      each.accessibleTextProperty()
          .bind(
              Bindings.createStringBinding(
                  () -> each.getText() + ". " + title(list), each.textProperty(), list.drawer()));
    }
    Primary.mark(act, true);
    act.setOnAction(event -> press());
    Tooltip hint = new Tooltip();
    hint.setOnShowing(showing -> tell(hint));
    act.setTooltip(hint);
    onward.subscribe(this::like);
    act.setId(row.getId() + "-act");
    details.setId(row.getId() + "-details");
    row.getChildren().setAll(told, act, details);
    shown.subscribe(is -> Nodes.show(row, is));
  }

  private @Nullable Button inDrawer() {
    return drawer.isVisible() ? onward.getValue() : null;
  }

  private static String title(LiveList<?, ?> list) {
    DrawerContent content = list.drawer().getValue();
    return content == null ? "" : content.title();
  }

  /** It is the drawer's button, in another place. */
  private void like(@Nullable Button button) {
    Nodes.show(act, button != null);
    if (button != null) {
      act.textProperty().bind(button.textProperty());
      act.accessibleHelpProperty().bind(button.accessibleHelpProperty());
    }
  }

  private void tell(Tooltip hint) {
    Button button = onward.getValue();
    if (button != null) {
      hint.setText(CommandButtons.hint(button));
    }
  }

  private void press() {
    Button button = onward.getValue();
    if (button != null) {
      button.fire();
    }
  }

  /** The keys go on to the drawer, as they do from the table. */
  private void open(Node table) {
    table.requestFocus();
    drawer.ask();
  }

  /** What brings the chosen thing on, wherever that is on show; null where it is not. */
  public ObservableValue<@Nullable Button> onShow() {
    return onShow;
  }
}
