package dev.reeve.engine.lifecycle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reeve.engine.event.Severity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the table of a {@link StateMachine} and checks it. For one thread. Source: {@code
 * docs/reference/lifecycle.md}.
 */
public final class MachineBuilder<E extends Entity> {
  private final String entityType;
  private final EntityDao<E> dao;
  private final Map<String, StateMachine.State> states = new LinkedHashMap<>();
  private final Map<String, Map<String, Edge<E>>> edges = new LinkedHashMap<>();
  private @Nullable String initial;
  private Edge.Metadata<E> metadata = change -> JsonNodeFactory.instance.objectNode();

  MachineBuilder(String entityType, EntityDao<E> dao) {
    this.entityType = entityType;
    this.dao = dao;
  }

  /** The state in which entities begin; exactly one. */
  public MachineBuilder<E> initial(String state, int level) {
    if (initial != null) {
      throw invalid("has two initial states");
    }
    initial = state;
    return state(state, level);
  }

  /** A state on the way. */
  public MachineBuilder<E> state(String state, int level) {
    return add(state, new StateMachine.State(level, false));
  }

  /** A state that is never left. */
  public MachineBuilder<E> terminal(String state, int level) {
    return add(state, new StateMachine.State(level, true));
  }

  private MachineBuilder<E> add(String name, StateMachine.State state) {
    if (states.put(name, state) != null) {
      throw invalid("has the state " + name + " twice");
    }
    return this;
  }

  /** What is always recorded of a change, beside what the request brings. */
  public MachineBuilder<E> metadata(Edge.Metadata<E> always) {
    metadata = always;
    return this;
  }

  /** Begins an edge; {@link EdgeBuilder#add} ends it. */
  public EdgeBuilder<E> edge(String from, String to) {
    return new EdgeBuilder<>(this, from, to);
  }

  private MachineBuilder<E> add(Edge<E> edge) {
    Edge<E> before =
        edges.computeIfAbsent(edge.from(), from -> new LinkedHashMap<>()).put(edge.to(), edge);
    if (before != null) {
      throw invalid("has the edge " + edge.from() + " > " + edge.to() + " twice");
    }
    return this;
  }

  /**
   * Checks the table and gives the machine.
   *
   * @throws IllegalStateException when it contradicts itself, saying where
   */
  public StateMachine<E> build() {
    String first = initial;
    if (first == null) {
      throw invalid("has no initial state");
    }
    StateMachine<E> machine =
        new StateMachine<>(entityType, dao, first, Map.copyOf(states), edges, metadata);
    machine.edges().forEach(edge -> check(machine, edge));
    states.forEach(
        (name, state) -> {
          if (!state.terminal() && !edges.containsKey(name)) {
            throw invalid("has no way out of " + name + ", which is not terminal");
          }
        });
    Set<String> unreached = new HashSet<>(states.keySet());
    unreached.removeAll(reached(first));
    if (!unreached.isEmpty()) {
      throw invalid("never reaches " + unreached);
    }
    return machine;
  }

  private void check(StateMachine<E> machine, Edge<E> edge) {
    String name = edge.from() + " > " + edge.to();
    if (!states.containsKey(edge.from()) || !states.containsKey(edge.to())) {
      throw invalid("has the edge " + name + " with an unknown state");
    }
    if (edge.from().equals(edge.to())) {
      throw invalid("has an edge from " + edge.from() + " to itself");
    }
    if (machine.terminal(edge.from())) {
      throw invalid("leaves the terminal state " + edge.from());
    }
    if (edge.triggers().isEmpty()) {
      throw invalid("has the edge " + name + " without a trigger");
    }
    boolean back = machine.level(edge.to()) < machine.level(edge.from());
    if (back && !edge.loop()) {
      throw invalid("goes back on the edge " + name + ", which is no declared loop");
    }
  }

  private Set<String> reached(String first) {
    Set<String> reached = new HashSet<>(Set.of(first));
    ArrayDeque<String> next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      for (String to : edges.getOrDefault(next.remove(), Map.of()).keySet()) {
        if (reached.add(to)) {
          next.add(to);
        }
      }
    }
    return reached;
  }

  private IllegalStateException invalid(String why) {
    return new IllegalStateException("The machine " + entityType + " " + why);
  }

  /** Collects one edge. */
  public static final class EdgeBuilder<E extends Entity> {
    private final MachineBuilder<E> machine;
    private final String from;
    private final String to;
    private final Map<String, Edge.Trigger> triggers = new LinkedHashMap<>();
    private final List<Edge.Guard<E>> guards = new ArrayList<>();
    private final List<Edge.Columns<E>> columns = new ArrayList<>();
    private final List<Edge.Effect<E>> effects = new ArrayList<>();
    private Severity severity = Severity.INFO;
    private boolean loop;

    private EdgeBuilder(MachineBuilder<E> machine, String from, String to) {
      this.machine = machine;
      this.from = from;
      this.to = to;
    }

    /** Causes that ask nothing of the request. */
    public EdgeBuilder<E> on(String... causes) {
      return on(Edge.Trigger.AUTOMATIC, causes);
    }

    /** Causes that ask something; recorded as a warning at least. */
    public EdgeBuilder<E> on(Edge.Trigger needs, String... causes) {
      for (String cause : causes) {
        triggers.put(cause, needs);
      }
      return this;
    }

    /** What its events weigh; information unless said. */
    public EdgeBuilder<E> severity(Severity weight) {
      severity = weight;
      return this;
    }

    /** It may lead back to an earlier level. */
    public EdgeBuilder<E> loop() {
      loop = true;
      return this;
    }

    /** A condition. */
    public EdgeBuilder<E> guard(Edge.Guard<E> condition) {
      guards.add(condition);
      return this;
    }

    /** Columns that change with the state. */
    public EdgeBuilder<E> sets(Edge.Columns<E> values) {
      columns.add(values);
      return this;
    }

    /** What follows in the same transaction. */
    public EdgeBuilder<E> then(Edge.Effect<E> effect) {
      effects.add(effect);
      return this;
    }

    /** Adds the edge and returns to the machine. */
    public MachineBuilder<E> add() {
      return machine.add(
          new Edge<>(
              from,
              to,
              Map.copyOf(triggers),
              severity,
              loop,
              List.copyOf(guards),
              List.copyOf(columns),
              List.copyOf(effects)));
    }
  }
}
