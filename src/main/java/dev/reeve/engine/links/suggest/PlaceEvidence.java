package dev.reeve.engine.links.suggest;

import dev.reeve.engine.workspace.PathText;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What stands at, or right beside, the place that the target names. */
final class PlaceEvidence {
  private static final Set<String> PAGE_ENDINGS = Set.of("md", "mdx", "markdown", "html", "htm");

  private final CandidateFiles files;

  PlaceEvidence(CandidateFiles files) {
    this.files = files;
  }

  void gather(Gathered out) {
    Broken broken = out.broken();
    String root = broken.root();
    if (root != null && !broken.target().startsWith("../") && files.isThere(root)) {
      out.add(root, EvidenceKind.ROOT);
    }
    String relative = broken.relative();
    if (relative != null) {
      files.likeButForCase(relative).stream()
          .filter(path -> !path.equals(relative))
          .forEach(path -> out.add(path, EvidenceKind.CASE_ONLY));
    }
    String unescaped = broken.withFragment();
    if (unescaped != null && files.isFile(unescaped)) {
      out.add(unescaped, EvidenceKind.UNESCAPED);
    }
    Stream.of(relative, root)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(place -> around(place, out));
  }

  private void around(String place, Gathered out) {
    String name = Paths.name(place);
    List<String> pages =
        files.ofPage(Paths.page(place)).stream().filter(path -> !path.equals(place)).toList();
    List<String> documents = pages.stream().filter(PlaceEvidence::isPage).toList();
    if ((Paths.ending(name).isEmpty() || isPage(place)) && documents.size() == 1) {
      out.add(documents.getFirst(), EvidenceKind.OTHER_ENDING_HERE);
    } else {
      pages.forEach(path -> out.add(path, EvidenceKind.OTHER_ENDING));
    }
    if (out.broken().fragment() == null // a folder has no headings
        && Paths.isFolderPage(name)
        && files.isFolder(PathText.folder(place))) {
      out.add(PathText.folder(place), EvidenceKind.FOLDER_INDEX);
    }
  }

  static boolean isPage(String path) {
    return PAGE_ENDINGS.contains(Paths.ending(Paths.name(path)).toLowerCase(Locale.ROOT));
  }
}
