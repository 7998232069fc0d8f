package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.ReferenceJudge;
import dev.reeve.engine.links.fix.DecidedEdit.Append;
import dev.reeve.engine.links.fix.DecidedEdit.OfReference;
import dev.reeve.engine.links.fix.DecidedEdit.Retarget;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.PlaceFinder.Place;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns decided edits into the bytes of files, each proved. Writes nothing. Used once, on one
 * thread.
 */
final class Preparation {
  private final Path root;
  private final ReferenceJudge now;
  private final Outcomes outcomes = new Outcomes();
  private final WholeFiles wholeFiles;
  private final List<FileEdit> files = new ArrayList<>();

  /**
   * @param now the workspace as it is
   */
  Preparation(Path root, ReferenceJudge now) {
    this.root = root;
    this.now = now;
    this.wholeFiles = new WholeFiles(root, outcomes);
  }

  Draft of(List<DecidedEdit> edits) {
    Map<String, List<DecidedEdit>> byFile = new LinkedHashMap<>();
    for (DecidedEdit edit : edits) {
      outcomes.plan(edit);
      byFile.computeIfAbsent(edit.file(), unused -> new ArrayList<>()).add(edit);
    }
    byFile.values().forEach(wholeFiles::add);
    wholeFiles.requireReferencesOfCreated(now.with(wholeFiles.created()));
    files.addAll(wholeFiles.files());
    ReferenceJudge then = now.with(wholeFiles.created());
    for (Map.Entry<String, List<DecidedEdit>> each : byFile.entrySet()) {
      if (Thread.currentThread().isInterrupted()) {
        throw EngineException.cancelled("Mending was cancelled.", "Ask for it again.");
      }
      document(each.getKey(), each.getValue(), then);
    }
    List<DecidedEdit> planned =
        edits.stream().filter(edit -> outcomes.statusOf(edit) == Status.PLANNED).toList();
    return new Draft(outcomes.all(), List.copyOf(files), planned);
  }

  private void document(String path, List<DecidedEdit> edits, ReferenceJudge then) {
    List<OfReference> wanted =
        edits.stream()
            .filter(edit -> outcomes.statusOf(edit) == Status.PLANNED)
            .filter(OfReference.class::isInstance)
            .map(OfReference.class::cast)
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    String refusal = WholeFiles.refusal(root, path);
    if (refusal != null) {
      wanted.forEach(edit -> outcomes.say(edit, Status.REJECTED, "PATH_VIOLATION", refusal));
      return;
    }
    try {
      byte[] bytes = now.bytes(path);
      rewrite(now.parse(path, bytes), bytes, wanted, then);
    } catch (IOException e) {
      wanted.forEach(
          edit ->
              outcomes.say(
                  edit, Status.SKIPPED, "STALE_DOCUMENT", "The document cannot be read any more."));
    }
  }

  private void rewrite(
      ParsedDocument document, byte[] bytes, List<OfReference> wanted, ReferenceJudge then)
      throws CharacterCodingException {
    Map<Rewrite, OfReference> rewrites = new LinkedHashMap<>();
    PlaceFinder finder = new PlaceFinder(document, now);
    Endings endings = new Endings(bytes);
    for (OfReference edit : wanted) {
      switch (find(finder, edit)) {
        case Place.Here(Reference reference) -> {
          outcomes.moved(edit, reference);
          Rewrite rewrite = rewrite(edit, reference, endings);
          if (rewrite != null) {
            rewrites.put(rewrite, edit);
          }
        }
        case Place.Done(Reference reference) -> {
          outcomes.moved(edit, reference);
          outcomes.say(edit, Status.ALREADY_FIXED, "ALREADY_FIXED", "It leads there already.");
        }
        case Place.Lost unused ->
            outcomes.say(
                edit,
                Status.SKIPPED,
                "STALE_DOCUMENT",
                "The document changed, and the link is not in it any more.");
      }
    }
    Set<Rewrite> overlapping = Rewrite.overlapping(List.copyOf(rewrites.keySet()));
    overlapping.forEach(
        each ->
            outcomes.say(
                edit(rewrites, each),
                Status.CONFLICT,
                "CONFLICT",
                "Another fix is about the same bytes."));
    prove(document, bytes, rewrites, overlapping, then);
  }

  private static Place find(PlaceFinder finder, OfReference edit) {
    Retarget to = edit instanceof Retarget retarget ? retarget : null;
    return finder.find(
        edit.sourceSha256(),
        edit.kind(),
        edit.line(),
        edit.offset(),
        edit.rawTarget(),
        to == null ? null : to.newTarget(),
        to != null && to.mayMissHeading());
  }

  /** Null when there is nothing to write, which is said then. */
  private @Nullable Rewrite rewrite(OfReference edit, Reference reference, Endings endings)
      throws CharacterCodingException {
    return switch (edit) {
      case Retarget to -> new Rewrite.To(to.id(), reference, to.newTarget(), to.mayMissHeading());
      case Append add -> {
        Integer end = endings.of(reference);
        if (end == null) {
          outcomes.say(add, Status.REJECTED, "FIX_REJECTED", "Nothing can be written behind it.");
          yield null;
        }
        if (endings.isFollowed(reference, add.words())) {
          outcomes.say(add, Status.ALREADY_FIXED, "ALREADY_FIXED", "It is there already.");
          yield null;
        }
        yield new Rewrite.Behind(add.id(), reference, end, add.words());
      }
    };
  }

  private static OfReference edit(Map<Rewrite, OfReference> rewrites, Rewrite rewrite) {
    return java.util.Objects.requireNonNull(rewrites.get(rewrite));
  }

  private void prove(
      ParsedDocument document,
      byte[] bytes,
      Map<Rewrite, OfReference> rewrites,
      Set<Rewrite> left,
      ReferenceJudge then) {
    List<Rewrite> rest = rewrites.keySet().stream().filter(each -> !left.contains(each)).toList();
    DocumentProof.Proven proven = new DocumentProof(document, bytes, now, then).prove(rest);
    proven
        .rejected()
        .forEach(
            (each, why) ->
                outcomes.say(
                    edit(rewrites, each),
                    Status.REJECTED,
                    "FIX_REJECTED",
                    Character.toUpperCase(why.charAt(0)) + why.substring(1) + "."));
    for (Rewrite each : proven.accepted()) {
      boolean missing = proven.headingMissing().contains(each);
      outcomes.headingMissing(edit(rewrites, each), missing);
    }
    if (!proven.accepted().isEmpty()) {
      files.add(new FileEdit(document.path(), bytes, proven.after()));
    }
  }
}
