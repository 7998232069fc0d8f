package dev.reeve.engine.links.suggest;

import dev.reeve.engine.links.suggest.EvidenceKind.Family;
import dev.reeve.engine.workspace.PathText;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What keeps a candidate for one reference from being certain, however much speaks for it. */
final class Doubts {
  private static final Set<EvidenceKind> AMONG_SEVERAL =
      EnumSet.of(EvidenceKind.NEAREST_NAME, EvidenceKind.SAME_NAME);

  private final ScoreTable table;
  private final CandidateFiles files;
  private final Broken broken;
  private final boolean copied;
  private final Optional<String> site;

  Doubts(ScoreTable table, CandidateFiles files, Broken broken) {
    this.table = table;
    this.files = files;
    this.broken = broken;
    this.copied = table.isCopied(broken.document());
    this.site = files.sites().of(broken.document());
  }

  boolean about(String path, Set<EvidenceKind> evidence) {
    return copied
        || !files.sites().of(path).equals(site)
        || isOfAnotherEdition(path)
        || isForeign(path)
        || isOneOfASeries(path)
        || (!isSupported(evidence)
            && (isBareNameElsewhere(path, evidence) || isOneOfSeveral(path, evidence)));
  }

  /**
   * Another language or version than the document's, or than the one that the target names, even if
   * the file of that one became this.
   */
  private boolean isOfAnotherEdition(String path) {
    return Stream.of(broken.document(), broken.relative(), broken.root())
        .filter(Objects::nonNull)
        .flatMap(place -> Editions.other(place, path).stream())
        .anyMatch(edition -> !isIn(edition, broken.target()));
  }

  /** Copies of others' work are meant where they are named, or by one another. */
  private boolean isForeign(String path) {
    return table.foreign().stream()
        .filter(folder -> isIn(folder, path))
        .anyMatch(folder -> !isIn(folder, broken.target()) && !isIn(folder, broken.document()));
  }

  private static boolean isIn(String folder, String path) {
    return ("/" + path).contains("/" + folder + "/");
  }

  /**
   * Another name of which the folder has several that differ in digits: any of them may be meant.
   */
  private boolean isOneOfASeries(String path) {
    String target = broken.root();
    return target != null
        && !Paths.name(target).equals(Paths.name(path))
        && files.inSeries(path) > 1;
  }

  /** By history, or by the heading that is asked for. */
  private static boolean isSupported(Set<EvidenceKind> evidence) {
    return evidence.stream()
        .anyMatch(
            kind ->
                kind.family() == Family.RECORD
                    || kind.family() == Family.DOCUMENT
                    || kind == EvidenceKind.HEADING);
  }

  /**
   * A name without a folder says no place. Far from the document even the only file of that name
   * may be another one, unless it lies at the root or the link's words name it, too.
   */
  private boolean isBareNameElsewhere(String path, Set<EvidenceKind> evidence) {
    boolean only =
        evidence.contains(EvidenceKind.ONLY_NAME) || evidence.contains(EvidenceKind.ONLY_PAGE);
    boolean more =
        evidence.contains(EvidenceKind.ROOT) || evidence.contains(EvidenceKind.LINK_WORDS);
    return !broken.target().contains("/")
        && !(only && more)
        && !isAround(PathText.folder(broken.document()), PathText.folder(path));
  }

  /** The folder itself, one below it, or one below the folder above: never that one itself. */
  private static boolean isAround(String folder, String other) {
    String above = PathText.folder(folder);
    return folder.isEmpty()
        || other.equals(folder)
        || (above.isEmpty() ? !other.isEmpty() : other.startsWith(above + "/"));
  }

  /**
   * A way from the document that is wrong, of which no more than a short end fits one of several.
   */
  private boolean isOneOfSeveral(String path, Set<EvidenceKind> evidence) {
    String root = broken.root();
    return root != null
        && broken.target().startsWith(".")
        && !Collections.disjoint(evidence, AMONG_SEVERAL)
        && evidence.stream().noneMatch(kind -> kind.family() == Family.PLACE)
        && sharedEnd(path, root) <= table.shortTail();
  }

  /** As paths, or as a site would name them. */
  private static int sharedEnd(String path, String root) {
    return Math.max(Paths.tail(path, root), Paths.tail(Paths.page(path), Paths.page(root)));
  }
}
