package dev.reeve.engine.links;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Globs;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which documents a check looks at. Immutable. Source: {@code docs/reference/links.md}.
 *
 * @param paths of a custom check: files, folders or globs relative to the root; empty for all
 *     documents
 * @param codeSpans whether path-like code spans are references
 * @param code whether links in code blocks are read as well; never enforced
 */
public record CheckScope(Mode mode, List<String> paths, boolean codeSpans, boolean code) {
  /** Without links in code blocks. */
  public CheckScope(Mode mode, List<String> paths, boolean codeSpans) {
    this(mode, paths, codeSpans, false);
  }

  /** How much is looked at. */
  public enum Mode {
    /** The documents that lead through the workspace; a merge is guarded by them. */
    NAV,
    /** All documentation; reports, enforces nothing. */
    DEEP,
    /** The named documents. */
    CUSTOM,
    /** Every document; those that lead through the workspace are guarded. */
    WORKSPACE
  }

  /**
   * The documents, sorted, redirect stubs among them. Those named one by one are among them even
   * when they are not there.
   *
   * @throws EngineException {@code PATH_NOT_FOUND} when a path of a custom check names nothing
   */
  Set<String> documents(LinkSettings settings, PathIndex index) {
    Set<String> documents = new TreeSet<>();
    if (mode != Mode.CUSTOM) {
      documents.addAll(settings.navDocuments());
    }
    documents.addAll(matching(byName(settings), index));
    if (mode == Mode.CUSTOM) {
      paths.forEach(path -> documents.addAll(named(path, index)));
    }
    documents.addAll(settings.stubPaths());
    return documents;
  }

  /** Which documents are looked at wherever they lie, by their names alone. */
  Predicate<String> byName(LinkSettings settings) {
    return switch (mode) {
      case NAV -> _ -> false;
      case DEEP -> {
        Globs exclude = Globs.of(settings.exclude(), false);
        Globs include = Globs.of(settings.include(), false);
        yield path -> include.matches(path) && !exclude.matches(path);
      }
      case CUSTOM -> _ -> paths.isEmpty();
      case WORKSPACE -> _ -> true;
    };
  }

  private static List<String> named(String path, PathIndex index) {
    if (index.isFile(path) && PathIndex.isMarkdown(path)) {
      return List.of(path);
    }
    boolean glob = path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
    if (!glob && !index.isFolder(path)) {
      throw EngineException.of(
              EngineException.Kind.NOT_FOUND,
              "PATH_NOT_FOUND",
              "Nothing was checked: '" + path + "' is no document or folder of the workspace.")
          .with("Nothing was changed.", "Name documents, folders or globs below the root.");
    }
    String pattern = glob ? path : path.isEmpty() ? "**" : path + "/**";
    return matching(Globs.of(List.of(pattern), false)::matches, index);
  }

  private static List<String> matching(Predicate<String> wanted, PathIndex index) {
    List<String> out = new ArrayList<>();
    index.documents().stream().filter(wanted).forEach(out::add);
    index.linkedDocuments().stream().filter(wanted).forEach(out::add);
    return out;
  }
}
