package dev.reeve.engine.links.suggest;

import dev.reeve.engine.workspace.PathText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hints among candidates that there are already: words, the heading, language and version. */
final class WordEvidence {
  private static final Pattern EDITION =
      Pattern.compile("[a-z]{2}(-[A-Za-z]{2,4})?|v?\\d+(\\.\\d+)*(\\.x)?");

  private final Contents contents;

  WordEvidence(Contents contents) {
    this.contents = contents;
  }

  void gather(Gathered out) {
    List<String> candidates = List.copyOf(out.candidates().keySet());
    Broken broken = out.broken();
    String words = folded(broken.words());
    for (String path : candidates) {
      if (!words.isEmpty() && (names(path, words) || titled(path, words))) {
        out.add(path, EvidenceKind.LINK_WORDS);
      }
      if (sharesEdition(broken.document(), path)) {
        out.add(path, EvidenceKind.SAME_EDITION);
      }
    }
    List<String> with = candidates.stream().filter(path -> hasHeading(path, broken)).toList();
    if (with.size() == 1) {
      out.add(with.getFirst(), EvidenceKind.HEADING);
    }
  }

  private static boolean names(String path, String words) {
    return folded(Paths.stem(Paths.name(path))).equals(words)
        || folded(Paths.name(Paths.page(path))).equals(words);
  }

  private boolean titled(String path, String words) {
    return contents.title(path).filter(title -> folded(title).equals(words)).isPresent();
  }

  private boolean hasHeading(String path, Broken broken) {
    String fragment = broken.fragment();
    return fragment != null
        && contents
            .anchors(path)
            .filter(anchors -> anchors.contains(fragment.toLowerCase(Locale.ROOT)))
            .isPresent();
  }

  /** Whether both lie in a folder that looks like a language or a version, and in the same one. */
  private static boolean sharesEdition(String document, String path) {
    Optional<String> own = edition(document);
    return own.isPresent() && own.equals(edition(path));
  }

  private static Optional<String> edition(String path) {
    for (String part : PathText.folder(path).split("/")) {
      if (EDITION.matcher(part).matches()) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
