package dev.reeve.engine.lifecycle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lifecycle declared as a table: states with their levels, edges with the causes, conditions and
 * effects they have. What is not listed is refused. The table is checked when it is built.
 * Immutable. Source: {@code docs/reference/lifecycle.md}.
 */
public final class StateMachine<E extends Entity> {
  record State(int level, boolean terminal) {}

  private final String entityType;
  private final EntityDao<E> dao;
  private final String initial;
  private final Map<String, State> states;
  private final Map<String, Map<String, Edge<E>>> edges;
  private final Edge.Metadata<E> metadata;

  StateMachine(
      String entityType,
      EntityDao<E> dao,
      String initial,
      Map<String, State> states,
      Map<String, Map<String, Edge<E>>> edges,
      Edge.Metadata<E> metadata) {
    this.entityType = entityType;
    this.dao = dao;
    this.initial = initial;
    this.states = states;
    this.edges = edges;
    this.metadata = metadata;
  }

  /** Begins a machine for the entities of this type, which lie in this table. */
  public static <E extends Entity> MachineBuilder<E> of(String entityType, EntityDao<E> dao) {
    return new MachineBuilder<>(entityType, dao);
  }

  /** The name of the machine and of what it governs. */
  public String entityType() {
    return entityType;
  }

  /** Where a new entity begins. */
  public String initial() {
    return initial;
  }

  /** All states. */
  public Set<String> states() {
    return states.keySet();
  }

  /** Whether a name is, to the letter, one of the states. */
  public boolean hasState(@Nullable String state) {
    return state != null && states.containsKey(state);
  }

  /** Whether nothing leads out of the state. */
  public boolean terminal(String state) {
    State found = states.get(state);
    return found != null && found.terminal();
  }

  /** How far along the lifecycle a state lies. */
  public int level(String state) {
    State found = states.get(state);
    if (found == null) {
      throw new IllegalArgumentException(entityType + " has no state " + state);
    }
    return found.level();
  }

  /** The way from one state to another, if there is one. */
  public Optional<Edge<E>> edge(String from, String to) {
    return Optional.ofNullable(edges.getOrDefault(from, Map.of()).get(to));
  }

  /** All edges. */
  public List<Edge<E>> edges() {
    return edges.values().stream().map(Map::values).flatMap(Collection::stream).toList();
  }

  EntityDao<E> dao() {
    return dao;
  }

  Edge.Metadata<E> metadata() {
    return metadata;
  }
}
