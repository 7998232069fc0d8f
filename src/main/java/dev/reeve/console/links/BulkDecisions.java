package dev.reeve.console.links;

import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions about many links at once, which are looked at together before they are made. */
final class BulkDecisions {
  private final LinksViewModel model;

  BulkDecisions(LinksViewModel model) {
    this.model = model;
  }

  /** Shows what taking every candidate that is sure would do. */
  void openSure() {
    TriageSnapshot now = model.knownProperty().get();
    List<Wish> wishes =
        now == null
            ? List.of()
            : now.rows().stream()
                .filter(row -> !model.navOnlyProperty().get() || row.nav())
                .filter(LinksFigures::sure)
                .map(row -> wish(row, Choice.Accept.of(row.finding().suggestions().getFirst(), "")))
                .toList();
    model.apply().openBulk(Texts.get("links.action.accept-sure", wishes.size()), wishes, "");
  }

  private static Wish wish(TriageRow row, Choice choice) {
    return new Wish(row.finding().id(), choice);
  }

  /** Shows what deciding the marked rows like the current one would do. */
  void openLikeThis() {
    LinkItem item = model.cursor().current();
    List<TriageRow> marked = model.rows().marked();
    Choice like = item == null ? null : like(item);
    if (marked.isEmpty() || like == null) {
      model.say(
          Texts.get(marked.isEmpty() ? "links.why-not.none-marked" : "links.why-not.no-model"));
      return;
    }
    boolean hides = like instanceof Choice.Ignore || like instanceof Choice.Historical;
    List<TriageRow> strict =
        hides ? marked.stream().filter(LinkWords::isStrict).toList() : List.of();
    List<Wish> wishes =
        marked.stream().filter(row -> !strict.contains(row)).map(row -> wish(row, like)).toList();
    model
        .apply()
        .openBulk(
            Texts.get("links.apply.like-this", LinkWords.decision(like), wishes.size()),
            wishes,
            strict.isEmpty() ? "" : Texts.get("links.apply.strict", strict.size()));
  }

  private @Nullable Choice like(LinkItem item) {
    Decision decided = LinkWords.decided(item);
    if (decided != null) {
      return decided.choice();
    }
    String why = model.decisions().draft().rationaleProperty().get().strip();
    return model.decisions().missing().isEmpty() ? model.decisions().choice(why) : null;
  }
}
