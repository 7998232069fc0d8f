package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.LinkRule;
import dev.reeve.engine.workspace.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules that decisions come to. */
final class Rules {
  private static final int ID_DIGITS = 12;

  private Rules() {}

  /**
   * The rule of one decision.
   *
   * @param most as many as it takes now, for one that is a pattern; more are worth a warning
   */
  static LinkRule of(
      Finding finding,
      Category category,
      Choice choice,
      String reason,
      String author,
      Instant at,
      int most) {
    Choice.Ignore ignore = choice instanceof Choice.Ignore each ? each : null;
    Choice.Pattern pattern = ignore == null ? null : ignore.pattern();
    boolean everywhere = ignore != null && ignore.scope() == Choice.Scope.FILE;
    String sources =
        pattern != null ? pattern.sources() : everywhere ? "**" : literal(finding.sourceFile());
    String target = pattern != null ? pattern.target() : literal(finding.target().path());
    Category as = ignore == null ? Category.HISTORICAL_REF : Category.IGNORED;
    return new LinkRule(
        "triage-" + Sha256.of(sources + "\n" + target + "\n" + as).substring(0, ID_DIGITS),
        LinkRule.Scope.BOTH,
        sources,
        target,
        Set.of(category),
        as,
        reason,
        author,
        at,
        null,
        pattern == null ? null : (Long) (long) most);
  }

  /** A path as a pattern that takes nothing else, as far as patterns can say it. */
  private static String literal(String path) {
    return path.replace('*', '?');
  }

  /** One rule where several say the same of other categories. */
  static List<LinkRule> joined(List<LinkRule> rules) {
    Map<String, LinkRule> out = new LinkedHashMap<>();
    for (LinkRule rule : rules) {
      out.merge(rule.id(), rule, Rules::both);
    }
    return List.copyOf(out.values());
  }

  /**
   * Those that the file needs to say more, or to say again.
   *
   * @param wanted of different ids
   * @param known what the file says; one of the same id that is over, says something else by now or
   *     is about other categories is replaced
   */
  static List<LinkRule> missing(List<LinkRule> wanted, List<LinkRule> known, Instant now) {
    List<LinkRule> out = new ArrayList<>();
    for (LinkRule rule : wanted) {
      LinkRule before =
          known.stream().filter(each -> each.id().equals(rule.id())).findFirst().orElse(null);
      if (before == null || before.isOver(now) || !saysSame(before, rule)) {
        out.add(rule);
      } else if (!before.appliesTo().containsAll(rule.appliesTo())) {
        out.add(both(before, rule));
      }
    }
    return List.copyOf(out);
  }

  private static boolean saysSame(LinkRule one, LinkRule other) {
    return one.scope() == other.scope()
        && one.as() == other.as()
        && one.sources().equals(other.sources())
        && one.target().equals(other.target());
  }

  private static LinkRule both(LinkRule one, LinkRule other) {
    Set<Category> all = EnumSet.copyOf(one.appliesTo());
    all.addAll(other.appliesTo());
    return new LinkRule(
        one.id(),
        one.scope(),
        one.sources(),
        one.target(),
        Set.copyOf(all),
        one.as(),
        one.reason(),
        one.author(),
        one.createdAt(),
        one.expiresAt(),
        max(one.maxMatches(), other.maxMatches()));
  }

  private static @Nullable Long max(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? null : (Long) Math.max(one, other);
  }
}
