package dev.reeve.engine;

import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionDetail.FileEffect;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import dev.reeve.engine.registry.RegistryRevert;
import dev.reeve.engine.registry.RegistryRevert.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What taking a write of the registry back would do, record by record: the file itself has usually
 * been written since. Blocks; writes nothing.
 */
record RegistryUndoPreview(Changes changes, RegistryRevert registry) {

  /** Throws as {@link RegistryRevert#revert}. */
  Proposal of(ExecutionRow undone, FileEffect file, String operator) {
    RegistryRevert.Preview preview =
        registry.preview(file.beforeHash(), Objects.requireNonNull(file.afterHash()));
    String refused = preview.refused();
    return UndoPreview.of(
        changes,
        ChangeKind.REGISTRY,
        undone,
        file.path(),
        operator,
        items(preview.steps()),
        refused == null ? null : "The registry would refuse it: " + refused + ".");
  }

  private static List<Item> items(List<Step> steps) {
    Map<String, List<Step>> byRecord = new LinkedHashMap<>();
    steps.forEach(
        step -> byRecord.computeIfAbsent(step.record(), key -> new ArrayList<>()).add(step));
    return byRecord.entrySet().stream().map(each -> item(each.getKey(), each.getValue())).toList();
  }

  private static Item item(String record, List<Step> steps) {
    String path = steps.getFirst().path();
    StringBuilder diff = new StringBuilder();
    int added = 0;
    int removed = 0;
    for (Step step : steps) {
      if (step.now() != null) {
        diff.append('-').append(step.column()).append(": ").append(step.now()).append('\n');
        removed++;
      }
      if (step.back() != null) {
        diff.append('+').append(step.column()).append(": ").append(step.back()).append('\n');
        added++;
      }
    }
    return new Item(
        "update",
        path == null ? record : path + " (" + record + ")",
        null,
        null,
        null,
        added,
        removed,
        diff.toString(),
        true,
        null,
        null);
  }
}
