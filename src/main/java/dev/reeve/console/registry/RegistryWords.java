package dev.reeve.console.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Entry;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.DrawerContent.Page;
import dev.reeve.console.fx.DrawerContent.Related;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RecordWrite;
import dev.reeve.engine.registry.RegistryView.Backup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the Registry pane says about one record, finding or backup. */
final class RegistryWords {
  private RegistryWords() {}

  /** Why the record is as it is, and what comes next. */
  static String why(DocumentState document, Instant now) {
    RecordRow record = document.record();
    DriftItem drift = document.drift();
    if (drift != null) {
      return Texts.get(
          drift.repairable() ? "registry.why.drift" : "registry.why.drift-person",
          drift.message(),
          DriftWords.next(drift));
    }
    if (record.problem() != null) {
      return Texts.get("registry.why.problem", record.problem());
    }
    String updated = Formats.age(RegistryRow.time(record.updated()), now);
    return switch (record.status()) {
      case "active" -> Texts.get("registry.why.active", updated);
      case "deleted" -> Texts.get("registry.why.deleted", updated);
      case "quarantined" -> Texts.get("registry.why.quarantined");
      default -> Texts.get("registry.why.other", record.status(), updated);
    };
  }

  /**
   * The drawer of one record: what is in its file, what the record is, what was found in it, and
   * what it is related to. A file's record has many members: all of them are on a page of their
   * own.
   *
   * @param executions links to what wrote it
   */
  static DrawerContent drawer(
      DocumentState document,
      Optional<JsonNode> content,
      List<Finding> findings,
      List<RecordWrite> writes,
      List<Related> executions,
      Relations relations) {
    RecordRow record = document.record();
    List<Badge> badges = new ArrayList<>(List.of(RegistryRow.badge(document)));
    List<Fact> facts = new ArrayList<>();
    List<Fact> all = new ArrayList<>();
    content.ifPresent(
        node -> {
          badges.addAll(FileContent.badges(node));
          facts.addAll(FileContent.facts(node));
          members("", node, all);
        });
    facts.addAll(relations.facts());
    if (document.lock() != null) {
      facts.add(Fact.of(Texts.get("registry.column.lock"), document.lock()));
    }
    boolean file = record.docId() != null;
    all.stream()
        .filter(fact -> !file || MemberWords.IDENTITY.contains(fact.name()))
        .map(MemberWords::told)
        .forEach(facts::add);
    List<Entry> history = new ArrayList<>();
    findings.stream()
        .filter(finding -> record.key().equals(finding.key()))
        .map(
            finding ->
                new Entry(
                    FindingRow.badge(finding),
                    FindingWords.title(finding),
                    Formats.pointing(finding.message())))
        .forEach(history::add);
    writes.reversed().forEach(write -> history.add(written(write)));
    List<Line> lines =
        all.stream().map(fact -> new Line(Kind.MEMBER, fact.name() + ": " + fact.value())).toList();
    return new DrawerContent(
        Formats.pointing(record.path() == null ? record.key() : record.path()),
        badges,
        facts,
        history,
        Stream.concat(relations.links().stream(), executions.stream()).toList(),
        lines.isEmpty() ? List.of() : List.of(new Page(Texts.get("registry.page.record"), lines)));
  }

  /** One patch: from which state to which, its backup and its execution. */
  private static Entry written(RecordWrite write) {
    List<String> said = new ArrayList<>();
    if (write.reason() != null && !write.reason().isBlank()) {
      said.add(FindingWords.capital(write.reason()));
    }
    said.add(
        Texts.get(
            "registry.history.patch", Formats.hash(write.before()), Formats.hash(write.after())));
    if (write.backup() != null) {
      said.add(Texts.get("registry.history.backup", write.backup()));
    }
    if (write.executionId() != null) {
      said.add(Texts.get("registry.history.by-execution", write.executionId()));
    }
    String source = write.source();
    if (source == null) {
      said.add(Texts.get("registry.history.not-kept"));
    }
    return new Entry(
        Badge.of(
            0,
            source == null
                ? Texts.get("registry.history.written-once")
                : Texts.get("registry.history.written", source),
            Icon.CHECK,
            Hue.OK),
        Formats.stamp(write.at()),
        String.join("\n", said));
  }

  private static void members(String prefix, JsonNode node, List<Fact> facts) {
    node.properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              String name = prefix + member.getKey();
              if (value.isObject()) {
                members(name + ".", value, facts);
              } else if (!value.isNull()) {
                facts.add(Fact.of(name, value.isValueNode() ? value.asText() : value.toString()));
              }
            });
  }

  /**
   * The drawer of what was found.
   *
   * @param related links to its records
   */
  static DrawerContent drawer(Cause cause, List<Related> related) {
    List<String> places = cause.places();
    Finding first = cause.first();
    List<Fact> facts = new ArrayList<>();
    if (places.size() == 1) {
      facts.add(Fact.of(Texts.get("registry.column.path"), places.getFirst()));
      facts.add(Fact.of(Texts.get("registry.fact.record"), cause.keys().getFirst()));
    } else if (places.size() > 1) {
      facts.add(Fact.of(Texts.get("registry.column.records"), Formats.count(places.size())));
    }
    if (first.column() != null) {
      facts.add(Fact.of(Texts.get("registry.fact.column"), first.column()));
    }
    facts.add(Fact.of(Texts.get("registry.fact.contract"), first.contract()));
    facts.add(Fact.of(Texts.get("registry.column.code"), first.code()));
    return new DrawerContent(
        FindingWords.title(first), List.of(FindingRow.badge(first)), facts, List.of(), related);
  }

  /** Why a backup can or cannot be restored. */
  static String why(Backup backup) {
    return backup.verified()
        ? Texts.get("registry.why.backup-verified")
        : Texts.get("registry.why.backup-mismatch");
  }

  /**
   * The drawer of one backup.
   *
   * @param before what was written after it was made; null when that is no longer known
   */
  static DrawerContent drawer(Backup backup, @Nullable RecordWrite before, List<Related> related) {
    List<Fact> facts =
        List.of(
            Fact.of(Texts.get("registry.column.before"), BackupRow.reason(before)),
            new Fact(
                Texts.get("registry.fact.time"),
                Formats.stamp(backup.time()),
                Formats.exact(backup.time())),
            Fact.of(Texts.get("registry.fact.records"), Formats.count(backup.records())),
            new Fact(
                Texts.get("registry.fact.size"),
                Formats.size(backup.bytes()),
                Formats.count(backup.bytes())),
            new Fact(Texts.get("registry.fact.hash"), Formats.hash(backup.hash()), backup.hash()),
            Fact.of(Texts.get("registry.fact.file"), backup.file().toString()));
    return new DrawerContent(
        Texts.get("registry.backup.title", Formats.stamp(backup.time())),
        List.of(BackupRow.badge(backup)),
        facts,
        List.of(),
        related);
  }
}
