package dev.reeve.engine.links;

import dev.reeve.engine.workspace.Workspace;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code .reeve/link-rules.json} says; without the file the usual values hold. Immutable.
 * Source: {@code docs/reference/links.md}.
 *
 * @param navDocuments the documents that a merge is guarded by, relative to the root
 * @param include globs of the documents of a deep check
 * @param exclude globs of documents that a deep check leaves out
 * @param rootAbsolute what a path that begins with {@code /} means
 * @param frontMatter keys of the front matter whose values are links, nested ones with dots
 * @param foldersNeedIndex whether a folder is a target only when it holds a page to show
 * @param enforceExternal whether an address of the web that is gone is enforced, where it is asked
 * @param reportOnly categories that are reported and never enforced
 * @param rules in the order of the file, which is the order they are asked in
 * @param stubs documents that lead on to others; part of every check
 */
public record LinkSettings(
    List<String> navDocuments,
    List<String> include,
    List<String> exclude,
    RootAbsolute rootAbsolute,
    Set<String> frontMatter,
    boolean foldersNeedIndex,
    boolean enforceExternal,
    Set<Category> reportOnly,
    List<LinkRule> rules,
    List<RedirectStub> stubs) {
  /** What a path that begins with {@code /} means. */
  public enum RootAbsolute {
    /** It leads from the root of the workspace. */
    ROOT,
    /** It leads from the root of a web site; not judged. */
    SITE,
    /** It is wrong, whatever is there. */
    ERROR
  }

  /** Where it is, relative to the root. */
  public static final String FILE = Workspace.LINK_RULES;

  /** What holds without the file. */
  public static final LinkSettings USUAL =
      new LinkSettings(
          List.of("README.md", "docs/INDEX.md", "docs/BUILD_HISTORY.md"),
          List.of("docs/**/*.md"),
          List.of("archive/**"),
          RootAbsolute.ROOT,
          Set.of(),
          false,
          false,
          Set.of(),
          List.of(),
          List.of());

  /** Paths of the redirect stubs. */
  public Set<String> stubPaths() {
    return stubs.stream().map(RedirectStub::path).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a check that enforces fails on such references. */
  boolean isEnforced(Category reason) {
    boolean enforced =
        reason.enforceable() || (reason == Category.EXTERNAL_BROKEN && enforceExternal);
    return enforced && !reportOnly.contains(reason);
  }

  /** What of a document is taken for a reference. */
  public Extraction extraction() {
    return new Extraction(frontMatter, false);
  }

  /** Documents that should be there, so that their being gone is a finding. */
  public Set<String> expected() {
    return Stream.concat(navDocuments.stream(), stubPaths().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
