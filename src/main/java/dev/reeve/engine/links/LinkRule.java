package dev.reeve.engine.links;

import dev.reeve.engine.workspace.Globs;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided about references that lead nowhere. Immutable. Source: {@code
 * docs/reference/links.md}.
 *
 * @param sources which documents
 * @param target which targets, compared with the whole decoded path
 * @param appliesTo which categories; never empty
 * @param as what they become: runtime_endpoint, historical_ref or ignored
 * @param expiresAt when it ends; null for never
 * @param maxMatches more than these are worth a warning; null for no limit
 */
public record LinkRule(
    String id,
    Scope scope,
    String sources,
    String target,
    Set<Category> appliesTo,
    Category as,
    String reason,
    String author,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Long maxMatches) {

  /** In which documents a rule holds. */
  public enum Scope {
    NAV,
    DEEP,
    BOTH;

    boolean covers(boolean nav) {
      return this == BOTH || (this == NAV) == nav;
    }
  }

  /** What a rule can never take from a reader of the documents that lead through the workspace. */
  private static final Set<Category> GUARDED =
      Set.of(Category.MISSING_FILE, Category.ROOT_RELATIVE_ONLY, Category.CASE_MISMATCH);

  private static final Pattern SLASHES = Pattern.compile("/{2,}");

  /** Characters that a reason has at least. */
  public static final int SHORTEST_REASON = 10;

  /** Whether a target takes everything, or nearly. */
  public static boolean isTooWide(String target) {
    return target.length() == 1
        || target.chars().allMatch(c -> c == '*' || c == '?' || c == '/' || c == '.');
  }

  /** Whether it has ended and takes nothing any more. */
  public boolean isOver(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  /**
   * Whether it takes a reference that did not resolve.
   *
   * @param nav whether the document leads through the workspace
   * @param path of the target, decoded
   */
  public boolean takes(String document, boolean nav, String path, Category category) {
    return matcher().matches(document, nav, path, category);
  }

  /** Ready to be asked. */
  Matcher matcher() {
    return new Matcher(this, anchored(sources), anchored(single(target)));
  }

  /** Without the slash in front, a pattern of one segment would hold at any depth. */
  private static Globs anchored(String pattern) {
    return Globs.of(List.of(pattern.startsWith("/") ? pattern : "/" + pattern), false);
  }

  /** Without empty segments, as patterns are; what begins with a host is asked for by https. */
  private static String single(String target) {
    String whole = target.startsWith("//") ? "https:" + target : target;
    return whole.contains("//") ? SLASHES.matcher(whole).replaceAll("/") : whole;
  }

  /** A rule with its patterns read. */
  record Matcher(LinkRule rule, Globs documents, Globs targets) {
    boolean isAbout(String document) {
      return documents.matches(document);
    }

    boolean matches(String document, boolean nav, String path, Category category) {
      boolean guarded = nav && rule.as() != Category.RUNTIME_ENDPOINT && GUARDED.contains(category);
      return !guarded
          && rule.scope().covers(nav)
          && rule.appliesTo().contains(category)
          && targets.matches(relative(single(path)))
          && documents.matches(document);
    }

    private static String relative(String path) {
      return path.startsWith("/") ? path.substring(1) : path;
    }
  }
}
