package dev.reeve.engine.registry.legacy;

import dev.reeve.engine.registry.DocId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which id took the place of which. A record names one that it supersedes, so several that were
 * superseded by one id form a chain behind it. Used by one thread.
 */
final class Supersessions {
  private final Function<DocId, Optional<DocId>> recorded;
  private final Map<DocId, DocId> next = new LinkedHashMap<>();
  private final Map<DocId, Optional<DocId>> known = new HashMap<>();

  /**
   * @param recorded what the record of an id says already that it supersedes
   */
  Supersessions(Function<DocId, Optional<DocId>> recorded) {
    this.recorded = recorded;
  }

  /** Puts an old id at the end of the chain behind its survivor; a circle is not closed. */
  void link(DocId survivor, DocId old) {
    Set<DocId> chain = chain(survivor);
    DocId end = survivor;
    for (DocId id : chain) {
      end = id;
    }
    if (!chain.contains(old) && !chain(old).contains(end)) {
      next.put(end, old);
    }
  }

  private Set<DocId> chain(DocId from) {
    Set<DocId> out = new LinkedHashSet<>();
    Optional<DocId> at = Optional.of(from);
    while (at.isPresent() && out.add(at.get())) {
      at = after(at.get());
    }
    return out;
  }

  private Optional<DocId> after(DocId id) {
    DocId mine = next.get(id);
    return mine != null ? Optional.of(mine) : known.computeIfAbsent(id, recorded);
  }

  /** What is to be written: by superseding id, the one it supersedes. */
  Map<DocId, DocId> links() {
    return next;
  }
}
