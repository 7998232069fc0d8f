package dev.reeve.engine.links.triage;

import dev.reeve.engine.change.UnifiedDiff;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.fix.FileEdit;
import dev.reeve.engine.links.fix.FixOutcome;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.links.triage.Drafting.Draft;
import dev.reeve.engine.links.triage.TriagePreview.Item;
import dev.reeve.engine.workspace.EngineException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says what carrying decisions out does, or did, decision by decision. */
final class Previews {
  private Previews() {}

  static TriagePreview of(Draft draft, FixResult result) {
    Map<String, FixOutcome> outcomes = EditOutcomes.byId(result);
    List<Item> items = new ArrayList<>();
    for (Decision each : draft.wanted()) {
      EngineException held = draft.prepared().held().get(each.id());
      List<String> parts = draft.prepared().parts().getOrDefault(each.id(), List.of());
      items.add(held != null ? held(each, held) : item(each, parts, outcomes));
    }
    items.sort(
        Comparator.comparing((Item item) -> item.code() == null)
            .thenComparing(Item::file)
            .thenComparingInt(Item::line));
    return new TriagePreview(
        List.copyOf(items), result.files().stream().map(Previews::file).toList(), draft.leftOut());
  }

  private static TriagePreview.File file(FileEdit edit) {
    return new TriagePreview.File(
        edit.path(),
        edit.before() == null,
        UnifiedDiff.of(edit.path(), edit.before(), edit.after()).text());
  }

  private static Item held(Decision decision, EngineException why) {
    return new Item(
        decision,
        decision.link().sourceFile(),
        decision.link().line(),
        decision.link().rawTarget(),
        null,
        false,
        Status.REJECTED,
        why.code(),
        String.valueOf(why.getMessage()));
  }

  private static Item item(
      Decision decision, List<String> parts, Map<String, FixOutcome> outcomes) {
    FixOutcome bad = EditOutcomes.firstBad(parts, outcomes);
    FixOutcome first = parts.isEmpty() ? null : outcomes.get(parts.getFirst());
    FixOutcome told = bad != null ? bad : first;
    if (told == null) { // a rule that is in the file already
      return new Item(
          decision, LinkSettings.FILE, 0, null, null, false, Status.ALREADY_FIXED, null, "");
    }
    return new Item(
        decision,
        told.sourceFile(),
        told.line(),
        told.before(),
        told.after(),
        told.headingMissing(),
        told.status(),
        bad == null ? null : String.valueOf(bad.code()),
        told.message());
  }
}
