package dev.reeve.engine;

import dev.reeve.engine.change.ChangeKind;
import dev.reeve.engine.change.Changes;
import dev.reeve.engine.change.ExecutionDetail.FileEffect;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import dev.reeve.engine.registry.RegistryRevert;
import dev.reeve.engine.registry.RegistryRevert.Step;
import java.util.List;
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
    return RegistryLines.byRecord(steps).values().stream().map(RegistryUndoPreview::item).toList();
  }

  private static Item item(List<Step> steps) {
    RegistryLines lines = RegistryLines.of(steps);
    return new Item(
        "update",
        RegistryLines.name(steps.getFirst()),
        null,
        null,
        null,
        lines.added(),
        lines.removed(),
        lines.text(),
        true,
        null,
        null);
  }
}
