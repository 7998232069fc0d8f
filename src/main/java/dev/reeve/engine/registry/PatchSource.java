package dev.reeve.engine.registry;

import java.util.Locale;
import java.util.Optional;

/**
 * The closed list of where a patch comes from. The engine sets it from the component that calls; a
 * patch from outside is always of the user class. Source: {@code docs/reference/registry.md}.
 */
public enum PatchSource {
  USER(ActorClass.USER),
  MANUAL(ActorClass.USER),
  CONSOLE(ActorClass.USER),
  CLI(ActorClass.USER),
  WATCHER(ActorClass.TOOL),
  SCANNER(ActorClass.TOOL),
  RECONCILER(ActorClass.TOOL),
  VALIDATOR(ActorClass.TOOL),
  GENERATOR(ActorClass.TOOL),
  ALLOCATOR(ActorClass.TOOL),
  MIGRATOR(ActorClass.TOOL),
  WRITER(ActorClass.TOOL);

  private final ActorClass actorClass;

  PatchSource(ActorClass actorClass) {
    this.actorClass = actorClass;
  }

  /** The class that decides column ownership. */
  public ActorClass actorClass() {
    return actorClass;
  }

  /** As it appears in the file and in patches, such as {@code watcher}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The source of that code; empty for any other text. */
  public static Optional<PatchSource> of(String code) {
    for (PatchSource source : values()) {
      if (source.code().equals(code)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }
}
