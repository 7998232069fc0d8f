package dev.reeve.engine.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.change.Approval;
import dev.reeve.engine.change.GovernanceDecision;
import dev.reeve.engine.change.Ids;
import dev.reeve.engine.change.PlanPast;
import dev.reeve.engine.change.Trail;
import dev.reeve.engine.change.TrailFilter;
import dev.reeve.engine.change.TrailLine;
import dev.reeve.engine.inbox.InboxDeed.Kind;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to what a row is about: to a change by the store, and what people said of the
 * row itself by the trail. Source: {@code docs/reference/inbox.md}. Blocks.
 */
public record InboxPast(PlanPast plans, Trail trail, JobsPast jobs) {
  private static final Map<String, Kind> WORDS =
      Map.of(
          "inbox_acknowledged", Kind.ACKNOWLEDGED,
          "inbox_snoozed", Kind.SNOOZED,
          "inbox_reopened", Kind.REOPENED);

  /** Oldest first. */
  public List<InboxDeed> of(InboxItem item) {
    List<InboxDeed> out = new ArrayList<>();
    if (item.place().pane() == Pane.APPROVAL) {
      change(plans.of(item.place().items().getFirst()), out);
    } else {
      out.add(InboxDeed.of(item.since(), Kind.BEGAN, "", null, ""));
    }
    words(item, out);
    Instant over = item.healedAt();
    if (over != null && item.kind() == InboxKind.DEAD_LETTERS) {
      out.addAll(jobs.of(item, over));
      out.add(InboxDeed.of(over, Kind.DONE, "", null, ""));
    } else if (over != null) {
      out.add(InboxDeed.of(over, Kind.ENDED, "", null, ""));
    }
    out.sort(Comparator.comparing(InboxDeed::at)); // keeps what happened at once in its order
    return List.copyOf(out);
  }

  private static void change(PlanPast.Past past, List<InboxDeed> out) {
    String author = past.plan().submittedBy();
    out.add(
        InboxDeed.of(
            past.handedInAt(),
            Kind.HANDED_IN,
            past.plan().id(),
            author == null ? past.plan().createdBy() : author,
            ""));
    @Nullable String before = null;
    for (PlanPast.Judged each : past.judged()) {
      out.add(judged(each, before));
      before = each.decision().id();
    }
    for (PlanPast.Spoken each : past.spoken()) {
      Approval word = each.word();
      boolean yes = word.action() == Approval.Action.APPROVE;
      out.add(
          InboxDeed.of(
              word.approvedAt(),
              yes ? Kind.APPROVED : Kind.REJECTED,
              word.decisionId(),
              word.approvedBy(),
              word.notes()));
      String execution = word.usedByExecutionId();
      if (execution != null && each.usedAt() != null) {
        out.add(InboxDeed.of(each.usedAt(), Kind.CARRIED_OUT, execution, null, ""));
      }
    }
  }

  private static InboxDeed judged(PlanPast.Judged each, @Nullable String before) {
    GovernanceDecision decision = each.decision();
    Kind kind =
        switch (decision.verdict()) {
          case ALLOW -> Kind.ALLOWED;
          case NEED_APPROVAL -> Kind.JUDGED;
          case DENY -> Kind.DENIED;
        };
    return new InboxDeed(
        decision.evaluatedAt(),
        kind,
        decision.id(),
        null,
        GateReasons.capital(GateReasons.sentence(decision.reasons())) + ".",
        before,
        each.leftOut());
  }

  private void words(InboxItem item, List<InboxDeed> out) {
    Set<String> abouts = abouts(item, out);
    TrailFilter later = new TrailFilter(null, null, null, null, out.getFirst().at(), null);
    for (TrailLine line : trail.list(later, Integer.MAX_VALUE)) {
      Kind kind = WORDS.get(line.type());
      if (kind != null && names(line.json().path("inbox_items"), abouts)) {
        out.add(InboxDeed.of(Utc.parse(line.time()), kind, "", line.actor(), line.text("rests")));
      }
    }
  }

  /** A change has another row once it is judged again or approved; all are about its decisions. */
  private static Set<String> abouts(InboxItem item, List<InboxDeed> past) {
    return Stream.concat(
            Stream.of(item.id()),
            past.stream().map(InboxDeed::id).filter(id -> Ids.is(Ids.DECISION, id)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean names(JsonNode rows, Set<String> abouts) {
    for (JsonNode each : rows) {
      String row = each.asText();
      if (abouts.contains(row) || abouts.contains(row.substring(row.indexOf(':') + 1))) {
        return true;
      }
    }
    return false;
  }
}
