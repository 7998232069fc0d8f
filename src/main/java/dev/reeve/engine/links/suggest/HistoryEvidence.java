package dev.reeve.engine.links.suggest;

import dev.reeve.engine.links.history.Departure;
import dev.reeve.engine.links.history.Move;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.workspace.PathText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What version control knows of the target, and of the document that asks for it. */
final class HistoryEvidence {
  private final CandidateFiles files;
  private final PathHistory history;
  private final ScoreTable table;

  HistoryEvidence(CandidateFiles files, PathHistory history, ScoreTable table) {
    this.files = files;
    this.history = history;
    this.table = table;
  }

  void gather(Gathered out) {
    byRecords(out);
    newerEditions(out);
  }

  /** Where a file was moved into one of several editions, the target may mean another. */
  private void newerEditions(Gathered out) {
    String asked = out.broken().root();
    if (asked != null && !Editions.names(asked) && !Editions.names(out.broken().document())) {
      for (String path : out.ofFamily(EvidenceKind.Family.RECORD)) {
        files.newerEdition(path).ifPresent(newer -> out.add(newer, EvidenceKind.NEWER_EDITION));
      }
    }
  }

  private void byRecords(Gathered out) {
    Broken broken = out.broken();
    List<String> places =
        Stream.of(broken.relative(), broken.root()).filter(Objects::nonNull).distinct().toList();
    for (String place : places) {
      if (ofTarget(place, out)) {
        return; // it was there, so the link was right where the document lies now
      }
    }
    for (String earlier : history.earlier(broken.document())) {
      ofEarlierDocument(earlier, out);
    }
  }

  /** Whether history knows the place at all. */
  private boolean ofTarget(String place, Gathered out) {
    Optional<Departure> departure = history.departed(place);
    Optional<Move> move = moved(place);
    move.ifPresent(to -> out.add(to.to(), EvidenceKind.RENAME_RECORDED));
    if (departure.isEmpty()) {
      return move.isPresent();
    }
    String name = Paths.name(place);
    List<String> survivors =
        history.survivors(departure.get().blob()).stream().filter(files::isFile).toList();
    List<String> ofSameName =
        survivors.stream().filter(path -> Paths.name(path).equals(name)).toList();
    EvidenceKind kind =
        ofSameName.size() == 1 ? EvidenceKind.MOVED_BYTES : EvidenceKind.MOVED_BYTES_SEVERAL;
    ofSameName.forEach(path -> out.add(path, kind));
    double renamed =
        files.named(name).isEmpty()
            ? table.points(EvidenceKind.MOVED_BYTES_RENAMED)
            : table.caps().renamedBytes();
    survivors.stream()
        .filter(path -> !ofSameName.contains(path))
        .forEach(path -> out.add(path, EvidenceKind.MOVED_BYTES_RENAMED, renamed));
    if (survivors.isEmpty() && move.isEmpty()) {
      out.deleted();
    }
    return true;
  }

  /** By a record of the file itself, or of a folder above it. */
  private Optional<Move> moved(String place) {
    Optional<Move> own = history.movedTo(place).filter(move -> files.isFile(move.to()));
    if (own.isPresent()) {
      return own;
    }
    String inside = "";
    for (String folder = place; !folder.isEmpty(); folder = PathText.folder(folder)) {
      if (!files.isFolder(folder)) {
        String below = inside;
        Optional<Move> found =
            history
                .folderMovedTo(folder)
                .map(
                    move ->
                        new Move(
                            place, move.to() + below, move.similarity(), move.commit(), move.at()))
                .filter(move -> files.isThere(move.to()));
        if (found.isPresent()) {
          return found;
        }
      }
      inside = "/" + Paths.name(folder) + inside;
    }
    return Optional.empty();
  }

  private void ofEarlierDocument(String earlier, Gathered out) {
    Broken broken = out.broken();
    if (PathText.folder(earlier).equals(PathText.folder(broken.document()))
        || broken.target().startsWith("/")) {
      return;
    }
    String place = broken.from(earlier);
    if (place == null) {
      return;
    }
    if (files.isThere(place)) {
      out.add(place, EvidenceKind.DOCUMENT_MOVED);
    } else {
      moved(place).ifPresent(move -> out.add(move.to(), EvidenceKind.DOCUMENT_MOVED));
    }
  }
}
