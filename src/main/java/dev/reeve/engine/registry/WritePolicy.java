package dev.reeve.engine.registry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Data of contract P1 that is not in the column table. Source: {@code
 * docs/reference/registry-policies.md}.
 *
 * @param transitions changes of status that are allowed
 * @param onCreate by actor class: columns it may set on a new record although it does not own them
 * @param counterSources sources that may write {@code counters}
 * @param metaMembers members of {@code meta} that a patch may write, with the actor classes or
 *     sources that may
 * @param openColumns columns inside which missing members are created
 * @param volatileColumns columns that stay out of the file unless configured
 */
public record WritePolicy(
    List<Transition> transitions,
    Map<String, List<String>> onCreate,
    List<String> counterSources,
    Map<String, List<String>> metaMembers,
    List<String> openColumns,
    List<String> volatileColumns) {

  public WritePolicy {
    Objects.requireNonNull(transitions, "transitions");
    Objects.requireNonNull(onCreate, "on_create");
    Objects.requireNonNull(counterSources, "counter_sources");
    Objects.requireNonNull(metaMembers, "meta_members");
    Objects.requireNonNull(openColumns, "open_columns");
    Objects.requireNonNull(volatileColumns, "volatile_columns");
  }

  /**
   * @param actor the class it is reserved for, null for both
   */
  public record Transition(String from, List<String> to, @Nullable String actor) {
    public Transition {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(to, "to");
    }
  }

  boolean allows(@Nullable String from, @Nullable String to, ActorClass actor) {
    return transitions.stream()
        .anyMatch(
            t ->
                t.from().equals(from)
                    && t.to().contains(to)
                    && (t.actor() == null || t.actor().equals(code(actor))));
  }

  boolean onCreate(ActorClass actor, String column) {
    return onCreate.getOrDefault(code(actor), List.of()).contains(column);
  }

  boolean metaMember(String member, PatchSource source) {
    List<String> who = metaMembers.getOrDefault(member, List.of());
    return who.contains(source.code()) || who.contains(code(source.actorClass()));
  }

  boolean counters(PatchSource source) {
    return counterSources.contains(source.code());
  }

  private static String code(ActorClass actor) {
    return actor.name().toLowerCase(Locale.ROOT);
  }
}
