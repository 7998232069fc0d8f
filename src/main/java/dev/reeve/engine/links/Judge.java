package dev.reeve.engine.links;

import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.web.WebAnswer;
import dev.reeve.engine.links.web.WebReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of a document's references where they lead. It asks only the places and documents that it
 * was given. Safe on any thread when those are. Source: {@code docs/reference/links.md}.
 */
public final class Judge {
  private final CheckScope scope;
  private final LinkSettings settings;
  private final Set<String> nav;
  private final Set<String> stubs;
  private final RuleBook rules;
  private final Places places;
  private final DocumentSource documents;
  private final Resolver resolver;
  private final @Nullable WebReport web;

  /** Does not know what the web holds. */
  public Judge(
      CheckScope scope,
      LinkSettings settings,
      RuleBook rules,
      Places places,
      DocumentSource documents) {
    this(scope, settings, rules, places, documents, null);
  }

  /**
   * @param rules those of the settings that are in force
   * @param web what is known of addresses; null when nobody asked
   */
  Judge(
      CheckScope scope,
      LinkSettings settings,
      RuleBook rules,
      Places places,
      DocumentSource documents,
      @Nullable WebReport web) {
    this.web = web;
    this.scope = scope;
    this.settings = settings;
    this.nav = Set.copyOf(settings.navDocuments());
    this.stubs = settings.stubPaths();
    this.rules = rules;
    this.places = places;
    this.documents = documents;
    this.resolver = new Resolver(places, new Fragments(places, documents), settings);
  }

  /** Judges one document, which need not be there. */
  public Judged judge(String path) {
    if (!places.isFile(path) && stubs.contains(path)) {
      return failed(path, Category.STUB_BROKEN, "The redirect stub is not there.");
    }
    if (!places.isFile(path)) {
      return failed(path, Category.MISSING_DOCUMENT, "The document is not there.");
    }
    Reading reading = documents.get(path);
    if (reading instanceof Reading.Failed failed) {
      return failed(path, failed.category(), failed.why());
    }
    return judge(((Reading.Read) reading).document());
  }

  private Judged failed(String path, Category reason, String why) {
    Finding finding =
        new Finding(
            Finding.id(path, 0, "", ""),
            path,
            ReferenceKind.DOCUMENT,
            Position.START,
            "",
            reason,
            isEnforced(path, reason),
            null,
            why,
            List.of(),
            Target.ofPath(""),
            "",
            Band.NONE,
            List.of());
    return new Judged(0, Map.of(reason, 1), Map.of(), List.of(finding));
  }

  private Judged judge(ParsedDocument document) {
    Map<Category, Integer> byReason = new EnumMap<>(Category.class);
    Map<String, Integer> byRule = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    int references = 0;
    for (Reference reference : document.references()) {
      if (reference.kind() == ReferenceKind.CODE_SPAN && !scope.codeSpans()) {
        continue;
      }
      references += reference.kind() == ReferenceKind.DOCUMENT ? 0 : 1;
      Category resolved = judged(document.path(), reference);
      LinkRule rule = rule(document.path(), reference, resolved);
      if (rule != null) {
        byRule.merge(rule.id(), 1, Integer::sum);
      }
      Category reason = rule == null ? resolved : rule.as();
      byReason.merge(reason, 1, Integer::sum);
      if (reason.listed()) {
        findings.add(finding(document, reference, reason, rule));
      }
    }
    findings.sort(Finding.ORDER);
    return new Judged(references, byReason, byRule, List.copyOf(findings));
  }

  private Category judged(String document, Reference reference) {
    Category resolved = resolver.judge(document, reference);
    boolean broken = resolved != Category.OK && resolved != Category.EXTERNAL_URL;
    if (resolved == Category.EXTERNAL_URL) {
      WebAnswer answer = answer(reference);
      return answer != null && answer.status() == WebAnswer.Status.BROKEN
          ? Category.EXTERNAL_BROKEN
          : resolved;
    }
    boolean link = reference.kind() != ReferenceKind.DOCUMENT;
    return broken && link && stubs.contains(document) ? Category.STUB_BROKEN : resolved;
  }

  private @Nullable WebAnswer answer(Reference reference) {
    WebReport answers = WebTargets.isOne(reference) ? web : null;
    return answers == null ? null : answers.of(reference.target().path());
  }

  /** One that takes an address when it is gone takes it now: it was not asked for. */
  private @Nullable LinkRule rule(String document, Reference reference, Category resolved) {
    boolean asked = web != null && resolved == Category.EXTERNAL_URL;
    Category category = asked && WebTargets.isOne(reference) ? Category.EXTERNAL_BROKEN : resolved;
    boolean settled = category == Category.OK || category == Category.EXTERNAL_URL;
    return settled
        ? null
        : rules.first(document, nav.contains(document), reference.target().path(), category);
  }

  private Finding finding(
      ParsedDocument document, Reference reference, Category reason, @Nullable LinkRule rule) {
    return new Finding(
        Finding.id(
            document.path(),
            reference.position().offset(),
            reference.rawTarget(),
            document.sha256()),
        document.path(),
        reference.kind(),
        reference.position(),
        reference.rawTarget(),
        reason,
        reference.kind() != ReferenceKind.CODE_BLOCK && isEnforced(document.path(), reason),
        rule == null ? null : rule.id(),
        message(reason, reference),
        reference.uses(),
        reference.target(),
        reference.text(),
        Band.NONE,
        List.of());
  }

  private String message(Category reason, Reference reference) {
    WebAnswer answer = reason == Category.EXTERNAL_BROKEN ? answer(reference) : null;
    return answer == null
        ? Messages.of(reason, reference)
        : "'" + reference.rawTarget() + "' is gone: its server answers " + answer.why() + ".";
  }

  private boolean isEnforced(String document, Category reason) {
    boolean guarded =
        switch (scope.mode()) {
          case NAV, CUSTOM -> true;
          case DEEP -> false;
          case WORKSPACE -> nav.contains(document);
        };
    return guarded && settings.isEnforced(reason);
  }
}
