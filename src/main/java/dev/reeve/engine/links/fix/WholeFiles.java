package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.ReferenceJudge;
import dev.reeve.engine.links.fix.DecidedEdit.Create;
import dev.reeve.engine.links.fix.DecidedEdit.OfReference;
import dev.reeve.engine.links.fix.DecidedEdit.Replace;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that are written as a whole: redirect stubs, and the file of the rules. For one thread. */
final class WholeFiles {
  private final Path root;
  private final Outcomes outcomes;
  private final List<FileEdit> files = new ArrayList<>();
  private final Map<String, byte[]> created = new HashMap<>();

  WholeFiles(Path root, Outcomes outcomes) {
    this.root = root;
    this.outcomes = outcomes;
  }

  /** What is to be written of them. */
  List<FileEdit> files() {
    return files;
  }

  /** Those that are new, by their paths. */
  Map<String, byte[]> created() {
    return created;
  }

  /** Several edits of a file go together only when each is about a reference of its own. */
  void add(List<DecidedEdit> edits) {
    if (edits.stream().allMatch(OfReference.class::isInstance)) {
      return;
    }
    if (edits.size() > 1) {
      edits.forEach(
          edit ->
              outcomes.say(
                  edit, Status.CONFLICT, "CONFLICT", "The file is written as a whole by another."));
      return;
    }
    switch (edits.getFirst()) {
      case Create create -> file(create, create.file(), null, create.bytes());
      case Replace replace -> file(replace, replace.file(), replace.before(), replace.after());
      case OfReference unused -> throw new IllegalStateException("It is no whole file");
    }
  }

  private void file(DecidedEdit edit, String path, byte @Nullable [] before, byte[] after) {
    String refusal = refusal(root, path);
    if (refusal != null) {
      outcomes.say(edit, Status.REJECTED, "PATH_VIOLATION", refusal);
      return;
    }
    try {
      byte[] present =
          Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS)
              ? Files.readAllBytes(root.resolve(path))
              : null;
      if (Arrays.equals(present, after)) {
        outcomes.say(edit, Status.ALREADY_FIXED, "ALREADY_FIXED", "It is there already.");
      } else if (!Arrays.equals(present, before)) {
        boolean exists = before == null;
        outcomes.say(
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
      outcomes.say(
          edit, Status.FAILED, "FILE_UNREADABLE", path + " cannot be read: " + e.getMessage());
    }
  }

  /** Nobody is led to a page that leads nowhere. */
  void requireReferencesOfCreated(ReferenceJudge then) {
    for (DecidedEdit edit : outcomes.edits()) {
      byte[] bytes = created.get(edit.file());
      String why =
          bytes == null || !ReferenceJudge.isMarkdown(edit.file())
              ? null
              : wrong(edit, bytes, then);
      if (why != null) {
        outcomes.say(edit, Status.REJECTED, "FIX_REJECTED", why);
        created.remove(edit.file());
        files.removeIf(file -> file.path().equals(edit.file()));
      }
    }
  }

  private static @Nullable String wrong(DecidedEdit edit, byte[] bytes, ReferenceJudge then) {
    try {
      for (Reference each : then.parse(edit.file(), bytes).references()) {
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

  /** Why a place may not be written, for people; null when it may. */
  static @Nullable String refusal(Path root, String path) {
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
