package dev.reeve.console.layout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.reeve.console.fx.Commands;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.LiveTable;
import dev.reeve.engine.workspace.Json;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.Observable;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableView;

/**
 * Remembers a pane: its tables and dividers for the user, its filters and what is selected for the
 * workspace. It finds them by their ids, so a pane does nothing for it. Screen thread.
 */
public final class PaneMemory {
  private static final int MOST_SELECTED = 200;

  private final List<Runnable> resets = new ArrayList<>();
  private final Memory user;
  private final Memory workspace;

  /**
   * @param user what holds in every workspace
   * @param workspace what holds in this one
   */
  public PaneMemory(Memory user, Memory workspace) {
    this.user = user;
    this.workspace = workspace;
  }

  /** Puts what is remembered into the pane and remembers from now on. */
  public void join(Node pane) {
    for (TableView<?> table : Commands.nodes(pane, TableView.class)) {
      TableMemory.join(table, user).ifPresent(joined -> resets.add(joined::reset));
      LiveTable.list(table).ifPresent(list -> contents(table.getId(), list));
    }
    for (SplitPane split : Commands.nodes(pane, SplitPane.class)) {
      dividers(split);
    }
  }

  private void contents(String id, LiveList<?, ?> list) {
    Remembered remembered = new Remembered(workspace);
    remembered.text("filter." + id, list.filterProperty());
    remembered.texts("selected." + id, list.selected(), MOST_SELECTED);
  }

  private void dividers(SplitPane split) {
    if (split.getId() == null) {
      return;
    }
    double[] usual = split.getDividerPositions();
    String name = "dividers." + split.getId();
    double[] before = new double[user.get(name).size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = user.get(name).get(i).asDouble();
    }
    if (before.length == usual.length) {
      split.setDividerPositions(before);
    }
    split
        .getDividers()
        .forEach(
            divider ->
                divider
                    .positionProperty()
                    .addListener((Observable moved) -> user.put(name, positions(split))));
    resets.add(() -> split.setDividerPositions(usual));
  }

  private static ArrayNode positions(SplitPane split) {
    ArrayNode array = Json.mapper().createArrayNode();
    for (double position : split.getDividerPositions()) {
      array.add(position);
    }
    return array;
  }

  /** Puts every table and divider back as it comes; filters and selections stay. */
  public void reset() {
    resets.forEach(Runnable::run);
  }
}
