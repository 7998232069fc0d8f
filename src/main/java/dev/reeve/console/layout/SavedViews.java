package dev.reeve.console.layout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import java.util.ArrayList;
import java.util.List;

/** Filters that were given a name, per list of a workspace. Screen thread. */
public final class SavedViews {
  private final Memory workspace;

  public SavedViews(Memory workspace) {
    this.workspace = workspace;
  }

  /**
   * @param name what somebody called it
   * @param filter text of the filter
   */
  public record View(String name, String filter) {}

  /** Those of a list, in the order they were saved. */
  public List<View> of(String list) {
    List<View> views = new ArrayList<>();
    workspace
        .get(name(list))
        .properties()
        .forEach(entry -> views.add(new View(entry.getKey(), entry.getValue().asText())));
    return views;
  }

  /** Keeps a filter under a name; the same name again replaces it. */
  public void save(String list, View view) {
    List<View> views = new ArrayList<>(of(list));
    views.removeIf(each -> each.name().equals(view.name()));
    views.add(view);
    put(list, views);
  }

  /** Forgets the one of that name. */
  public void forget(String list, String name) {
    put(list, of(list).stream().filter(each -> !each.name().equals(name)).toList());
  }

  private void put(String list, List<View> views) {
    ObjectNode node = Json.mapper().createObjectNode();
    views.forEach(view -> node.put(view.name(), view.filter()));
    workspace.put(name(list), node);
  }

  private static String name(String list) {
    return "views." + list;
  }
}
