package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.DocumentParser;
import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.ReferenceJudge;
import dev.reeve.engine.links.fix.DecidedEdit.Append;
import dev.reeve.engine.links.fix.DecidedEdit.Create;
import dev.reeve.engine.links.fix.DecidedEdit.OfReference;
import dev.reeve.engine.links.fix.DecidedEdit.Replace;
import dev.reeve.engine.links.fix.DecidedEdit.Retarget;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.fix.PlaceFinder.Place;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
  private final Map<DecidedEdit, FixOutcome> outcomes = new LinkedHashMap<>();
  private final List<FileEdit> files = new ArrayList<>();
  private final Map<String, byte[]> created = new HashMap<>();

  /**
   * @param now the workspace as it is
   */
  Preparation(Path root, ReferenceJudge now) {
    this.root = root;
    this.now = now;
  }

  Draft of(List<DecidedEdit> edits) {
    Map<String, List<DecidedEdit>> byFile = new LinkedHashMap<>();
    for (DecidedEdit edit : edits) {
      outcomes.put(edit, outcome(edit));
      byFile.computeIfAbsent(edit.file(), unused -> new ArrayList<>()).add(edit);
    }
    byFile.values().forEach(this::wholeFile);
    ReferenceJudge then = now.with(created);
    requireReferencesOfCreated(then);
    then = now.with(created);
    for (Map.Entry<String, List<DecidedEdit>> each : byFile.entrySet()) {
      if (Thread.currentThread().isInterrupted()) {
        throw EngineException.of(
                EngineException.Kind.UNAVAILABLE, "CANCELLED", "Mending was cancelled.")
            .with("Nothing was changed.", "Ask for it again.");
      }
      document(each.getKey(), each.getValue(), then);
    }
    List<DecidedEdit> planned =
        edits.stream().filter(edit -> statusOf(edit) == Status.PLANNED).toList();
    return new Draft(List.copyOf(outcomes.values()), List.copyOf(files), planned);
  }

  private static FixOutcome outcome(DecidedEdit edit) {
    return switch (edit) {
      case Retarget to ->
          new FixOutcome(
              to.id(),
              to.file(),
              to.line(),
              to.rawTarget(),
              to.newTarget(),
              false,
              Status.PLANNED,
              null,
              "");
      case Append add ->
          new FixOutcome(
              add.id(),
              add.file(),
              add.line(),
              add.rawTarget(),
              add.rawTarget() + add.words(),
              false,
              Status.PLANNED,
              null,
              "");
      case Create(String id, String file, byte[] bytes) ->
          new FixOutcome(id, file, 0, null, null, false, Status.PLANNED, null, "");
      case Replace(String id, String file, byte @Nullable [] before, byte[] after) ->
          new FixOutcome(id, file, 0, null, null, false, Status.PLANNED, null, "");
    };
  }

  private Status statusOf(DecidedEdit edit) {
    FixOutcome outcome = outcomes.get(edit);
    return outcome == null ? Status.FAILED : outcome.status();
  }

  private void say(DecidedEdit edit, Status status, String code, String message) {
    outcomes.computeIfPresent(edit, (key, outcome) -> outcome.as(status, code, message));
  }

  /** Several edits of a file go together only when each is about a reference of its own. */
  private void wholeFile(List<DecidedEdit> edits) {
    if (edits.stream().allMatch(OfReference.class::isInstance)) {
      return;
    }
    if (edits.size() > 1) {
      edits.forEach(
          edit ->
              say(edit, Status.CONFLICT, "CONFLICT", "The file is written as a whole by another."));
      return;
    }
    switch (edits.getFirst()) {
      case Create create -> file(create, create.file(), null, create.bytes());
      case Replace replace -> file(replace, replace.file(), replace.before(), replace.after());
      case OfReference unused -> throw new IllegalStateException("It is no whole file");
    }
  }

  private void file(DecidedEdit edit, String path, byte @Nullable [] before, byte[] after) {
    String refusal = refusal(path);
    if (refusal != null) {
      say(edit, Status.REJECTED, "PATH_VIOLATION", refusal);
      return;
    }
    try {
      byte[] present =
          Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS)
              ? Files.readAllBytes(root.resolve(path))
              : null;
      if (Arrays.equals(present, after)) {
        say(edit, Status.ALREADY_FIXED, "ALREADY_FIXED", "It is there already.");
      } else if (!Arrays.equals(present, before)) {
        boolean exists = before == null;
        say(
            edit,
            exists ? Status.REJECTED : Status.SKIPPED,
            exists ? "TARGET_EXISTS" : "STALE_DOCUMENT",
            exists ? "Something else is there." : "Somebody changed it meanwhile.");
      } else {
        files.add(new FileEdit(path, before, after));
        if (edit instanceof Create) {
          created.put(path, after);
        }
      }
    } catch (IOException e) {
      say(edit, Status.FAILED, "FILE_UNREADABLE", path + " cannot be read: " + e.getMessage());
    }
  }

  /** Nobody is led to a page that leads nowhere. */
  private void requireReferencesOfCreated(ReferenceJudge then) {
    for (DecidedEdit edit : List.copyOf(outcomes.keySet())) {
      byte[] bytes = created.get(edit.file());
      String why =
          bytes == null || !ReferenceJudge.isMarkdown(edit.file())
              ? null
              : wrong(edit, bytes, then);
      if (why != null) {
        say(edit, Status.REJECTED, "FIX_REJECTED", why);
        created.remove(edit.file());
        files.removeIf(file -> file.path().equals(edit.file()));
      }
    }
  }

  private static @Nullable String wrong(DecidedEdit edit, byte[] bytes, ReferenceJudge then) {
    try {
      for (Reference each : DocumentParser.parse(edit.file(), bytes).references()) {
        Category category = then.judge(edit.file(), each);
        if (category != Category.OK && category != Category.EXTERNAL_URL) {
          return "In it '" + each.rawTarget() + "' would be " + category.code() + ".";
        }
      }
      return null;
    } catch (CharacterCodingException e) {
      return "It is not UTF-8.";
    }
  }

  private void document(String path, List<DecidedEdit> edits, ReferenceJudge then) {
    List<OfReference> wanted =
        edits.stream()
            .filter(edit -> statusOf(edit) == Status.PLANNED)
            .filter(OfReference.class::isInstance)
            .map(OfReference.class::cast)
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    String refusal = refusal(path);
    if (refusal != null) {
      wanted.forEach(edit -> say(edit, Status.REJECTED, "PATH_VIOLATION", refusal));
      return;
    }
    try {
      byte[] bytes = now.bytes(path);
      rewrite(DocumentParser.parse(path, bytes), bytes, wanted, then);
    } catch (IOException e) {
      wanted.forEach(
          edit ->
              say(edit, Status.SKIPPED, "STALE_DOCUMENT", "The document cannot be read any more."));
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
          moved(edit, reference);
          Rewrite rewrite = rewrite(edit, reference, endings);
          if (rewrite != null) {
            rewrites.put(rewrite, edit);
          }
        }
        case Place.Done(Reference reference) -> {
          moved(edit, reference);
          say(edit, Status.ALREADY_FIXED, "ALREADY_FIXED", "It leads there already.");
        }
        case Place.Lost unused ->
            say(
                edit,
                Status.SKIPPED,
                "STALE_DOCUMENT",
                "The document changed, and the link is not in it any more.");
      }
    }
    Set<Rewrite> overlapping = Rewrite.overlapping(List.copyOf(rewrites.keySet()));
    overlapping.forEach(
        each ->
            say(
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
          say(add, Status.REJECTED, "FIX_REJECTED", "Nothing can be written behind it.");
          yield null;
        }
        if (endings.isFollowed(reference, add.words())) {
          say(add, Status.ALREADY_FIXED, "ALREADY_FIXED", "It is there already.");
          yield null;
        }
        yield new Rewrite.Behind(add.id(), reference, end, add.words());
      }
    };
  }

  private void moved(OfReference edit, Reference reference) {
    outcomes.computeIfPresent(edit, (key, outcome) -> outcome.at(reference.position().line()));
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
                say(
                    edit(rewrites, each),
                    Status.REJECTED,
                    "FIX_REJECTED",
                    Character.toUpperCase(why.charAt(0)) + why.substring(1) + "."));
    for (Rewrite each : proven.accepted()) {
      boolean missing = proven.headingMissing().contains(each);
      outcomes.computeIfPresent(
          edit(rewrites, each), (key, outcome) -> outcome.withHeadingMissing(missing));
    }
    if (!proven.accepted().isEmpty()) {
      files.add(new FileEdit(document.path(), bytes, proven.after()));
    }
  }

  /** Why a place may not be written, for people; null when it may. */
  private @Nullable String refusal(String path) {
    try {
      SafePath.of(path).check(root);
      return null;
    } catch (SafePath.Refused e) {
      return "It is not written: " + e.violation().code() + ".";
    } catch (IOException e) {
      return "It cannot be examined: " + e.getMessage() + ".";
    }
  }
}
