package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javafx.collections.ObservableMap;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;

/**
 * The one register of what a pane can do: whatever {@link CommandButtons} joined with a button, a
 * menu entry or a key is on record at that node, so the palette and the sheet of keys offer exactly
 * what the pane does. Screen thread. Source: {@code docs/guide/console.md}.
 */
public final class Commands {
  /**
   * A command and where it lives.
   *
   * @param node the button, or the node that has its keys
   */
  public record At(Command command, Node node) {
    /** Brings its pane and tab on screen, then runs it if it can run. */
    public void run() {
      ToggleTabs.reveal(node);
      command.run();
    }
  }

  private Commands() {}

  static void note(ObservableMap<Object, Object> properties, Command command) {
    List<Command> all = new ArrayList<>(noted(properties));
    all.add(command);
    properties.put(Commands.class, List.copyOf(all));
  }

  @SuppressWarnings("unchecked") // only note() writes it
  private static List<Command> noted(ObservableMap<Object, Object> properties) {
    return (List<Command>) properties.getOrDefault(Commands.class, List.of());
  }

  /** Every command joined with the node or anything in it, hidden tabs too; each once. */
  public static List<At> under(Node root) {
    List<At> found = new ArrayList<>();
    collect(root, found, Collections.newSetFromMap(new IdentityHashMap<>()));
    return found;
  }

  private static void collect(Node node, List<At> found, Set<Command> seen) {
    take(node.getProperties(), node, found, seen);
    if (node instanceof Control control && control.getContextMenu() != null) {
      for (MenuItem item : control.getContextMenu().getItems()) {
        take(item.getProperties(), node, found, seen);
      }
    }
    for (Node child : children(node)) {
      collect(child, found, seen);
    }
  }

  private static void take(
      ObservableMap<Object, Object> properties, Node node, List<At> found, Set<Command> seen) {
    for (Command command : noted(properties)) {
      if (seen.add(command)) {
        found.add(new At(command, node));
      }
    }
  }

  /** What lies in a node, also before its skin has put it there. */
  static List<Node> children(Node node) {
    return switch (node) {
      case ScrollPane pane -> pane.getContent() == null ? List.of() : List.of(pane.getContent());
      case SplitPane pane -> pane.getItems();
      case Parent parent -> parent.getChildrenUnmodifiable();
      default -> List.of();
    };
  }

  /** Every node of the type in the given one, hidden tabs too. */
  public static <T extends Node> List<T> nodes(Node root, Class<T> type) {
    List<T> found = new ArrayList<>();
    if (type.isInstance(root)) {
      found.add(type.cast(root));
    }
    children(root).forEach(child -> found.addAll(nodes(child, type)));
    return found;
  }
}
