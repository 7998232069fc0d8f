package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.RegistryRevert.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a write changed: each value of two states of the registry that differs. */
final class WrittenValues {
  private WrittenValues() {}

  /** Changed records before added and removed ones; of many only the first. */
  static List<Step> of(RegistryDocument old, RegistryDocument done, int mostRecords) {
    RegistryDifference difference = RegistryDifference.between(old, done);
    List<Step> steps = new ArrayList<>();
    if (!old.version().equals(done.version())) {
      steps.add(new Step("meta", null, "version", old.version(), done.version()));
    }
    Stream.of(difference.changed().keySet(), difference.added(), difference.removed())
        .flatMap(Collection::stream)
        .limit(mostRecords)
        .forEach(key -> steps.addAll(of(old, done, key)));
    return List.copyOf(steps);
  }

  private static List<Step> of(RegistryDocument old, RegistryDocument done, String key) {
    ObjectNode was = record(old, key);
    ObjectNode is = record(done, key);
    Set<String> columns = new LinkedHashSet<>();
    was.fieldNames().forEachRemaining(columns::add);
    is.fieldNames().forEachRemaining(columns::add);
    return columns.stream()
        .filter(
            name ->
                !RegistryJson.same(RegistryRevert.value(was, name), RegistryRevert.value(is, name)))
        .map(
            name ->
                new Step(
                    key,
                    path(old, done, key),
                    name,
                    RegistryRevert.text(was.get(name)),
                    RegistryRevert.text(is.get(name))))
        .toList();
  }

  private static @Nullable String path(RegistryDocument old, RegistryDocument done, String key) {
    return Stream.of(done, old)
        .flatMap(document -> document.byKey(key).stream())
        .map(RecordHead::path)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static ObjectNode record(RegistryDocument document, String key) {
    return document
        .byKey(key)
        .map(document::record)
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }
}
