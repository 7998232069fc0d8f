package dev.reeve.engine.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The highest number of each stream that a registry's records have. States follow each other with
 * few differences, so only what differs from the last one asked about is read. Safe on any thread.
 */
final class HighestRegistered {
  private final DocIdFormat format;
  private @Nullable RegistryDocument last;
  private Map<IdStream, Integer> highest = new HashMap<>();

  HighestRegistered(DocIdFormat format) {
    this.format = format;
  }

  /** By stream; a stream that no record is of is absent. */
  synchronized Map<IdStream, Integer> of(RegistryDocument document) {
    if (last != document) {
      if (last == null || !added(last, document)) {
        highest = new HashMap<>();
        note(document, 0);
      }
      last = document;
    }
    return Map.copyOf(highest);
  }

  /** Takes in what came; false when an id went or changed, which may have been the highest. */
  private boolean added(RegistryDocument before, RegistryDocument now) {
    if (now.size() < before.size()) {
      return false;
    }
    for (int ordinal = 0; ordinal < before.size(); ordinal++) {
      RecordHead was = before.head(ordinal);
      RecordHead is = now.head(ordinal);
      if (!Objects.equals(was.docId(), is.docId())) {
        return false;
      }
    }
    note(now, before.size());
    return true;
  }

  private void note(RegistryDocument document, int from) {
    for (int ordinal = from; ordinal < document.size(); ordinal++) {
      String text = document.head(ordinal).docId();
      Optional<DocId> id = text == null ? Optional.empty() : DocId.parse(text);
      id.ifPresent(
          found ->
              format.stream(found)
                  .ifPresent(stream -> highest.merge(stream, format.sequence(found), Math::max)));
    }
  }
}
