package dev.reeve.engine.change;

import dev.reeve.engine.change.FileChange.Operation;
import dev.reeve.engine.workspace.Sha256;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds everything that is wrong with one change set. */
final class ChangeSetCheck {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");

  private final ChangeSet set;
  private final ChangeKind kind;
  private final IntakeLimits limits;
  private final List<IntakeProblem> problems = new ArrayList<>();
  private long totalBytes;

  ChangeSetCheck(ChangeSet set, ChangeKind kind, IntakeLimits limits) {
    this.set = set;
    this.kind = kind;
    this.limits = limits;
  }

  List<IntakeProblem> problems() {
    if (!Ids.is(Ids.CHANGE_SET, set.id())) {
      add("INVALID_FIELD", "id", "must be cs_ and 12 lower-case hex digits");
    }
    if (!Ids.is(Ids.PLAN, set.planId())) {
      add("INVALID_FIELD", "plan_id", "must be plan_ and 12 lower-case hex digits");
    }
    if (set.changes().isEmpty()) {
      add("EMPTY_CHANGESET", "changes", "must hold at least one change");
    }
    if (!kind.internal() && set.changes().size() > limits.maxChanges()) {
      add("TOO_MANY_CHANGES", "changes", "must hold at most " + limits.maxChanges());
    }
    for (int i = 0; i < set.changes().size(); i++) {
      check(set.changes().get(i), "changes[" + i + "]");
    }
    if (!kind.internal() && totalBytes > limits.maxTotalBytes()) {
      add("TOO_LARGE", "changes", "must not exceed " + limits.maxTotalBytes() + " bytes in all");
    }
    checkPlaces();
    return List.copyOf(problems);
  }

  private void add(String code, String where, String message) {
    problems.add(new IntakeProblem(code, where, message));
  }

  private void check(FileChange change, String where) {
    int before = problems.size();
    checkShape(change, where);
    checkHash(change.oldHash(), where + ".old_hash");
    checkHash(change.newHash(), where + ".new_hash");
    checkText(change.oldContent(), change.base64(), where + ".old");
    checkText(change.newContent(), change.base64(), where + ".new");
    if (problems.size() == before) {
      checkDeclared(change, where);
    }
  }

  private void checkShape(FileChange change, String where) {
    boolean given = change.newContent() != null;
    boolean byHash = kind.internal() && change.newHash() != null;
    boolean expects = change.oldContent() != null || change.oldHash() != null;
    switch (change.operation()) {
      case CREATE -> {
        require(!expects, where, "create must not expect an old content");
        require(given || byHash, where, "create needs a new content");
      }
      case UPDATE -> {
        require(expects, where, "update needs old_content or old_hash");
        require(given || byHash, where, "update needs a new content");
      }
      case DELETE -> {
        require(expects, where, "delete needs old_content or old_hash");
        require(!given && change.newHash() == null, where, "delete must not have a new content");
      }
      case MOVE, COMPRESS -> {
        require(kind.internal(), where, change.operation().code() + " is the engine's own");
        require(change.oldHash() != null, where, "needs old_hash");
        require(change.oldContent() == null && !given, where, "must not hold contents");
      }
    }
    boolean moves =
        change.operation() == Operation.MOVE || change.operation() == Operation.COMPRESS;
    require(moves == (change.to() != null), where, "only move and compress have a target");
    String mode = change.newMode();
    require(mode == null || MODE.matcher(mode).matches(), where, "new_mode must be octal digits");
  }

  private void require(boolean holds, String where, String message) {
    if (!holds) {
      add("INVALID_CHANGE", where, message);
    }
  }

  private void checkHash(@Nullable String hash, String where) {
    require(hash == null || HEX.matcher(hash).matches(), where, "must be 64 lower-case hex digits");
  }

  private void checkText(@Nullable String content, boolean base64, String where) {
    if (content == null) {
      return;
    }
    try {
      if (base64) {
        java.util.Base64.getDecoder().decode(content);
      } else {
        StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(content));
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      add("INVALID_CONTENT", where, base64 ? "is not base64" : "cannot be encoded as UTF-8");
    }
  }

  private void checkDeclared(FileChange change, String where) {
    byte[] before = change.oldBytes();
    byte[] after = change.newBytes();
    compare(change.oldHash(), before, where + ".old_hash");
    compare(change.newHash(), after, where + ".new_hash");
    long size = after == null ? 0 : after.length;
    totalBytes += size;
    if (!kind.internal() && size > limits.maxFileBytes()) {
      add("TOO_LARGE", where, "must not exceed " + limits.maxFileBytes() + " bytes");
    }
    boolean bytesElsewhere = after == null && change.newHash() != null;
    if (change.sizeBytes() != 0 && !bytesElsewhere && change.sizeBytes() != size) {
      add("SIZE_MISMATCH", where + ".size_bytes", "is not the length of the new content");
    }
    boolean bothKnown =
        !bytesElsewhere && (before != null || change.operation() == Operation.CREATE);
    if (change.lineCountDelta() != 0
        && bothKnown
        && !change.base64()
        && change.lineCountDelta() != lines(after) - lines(before)) {
      add("DELTA_MISMATCH", where + ".line_count_delta", "is not that of the contents");
    }
  }

  private void compare(@Nullable String hash, byte @Nullable [] bytes, String where) {
    if (hash != null && bytes != null && !hash.equals(Sha256.of(bytes))) {
      add("HASH_MISMATCH", where, "is not the hash of the content");
    }
  }

  /** Line ends, and one more for a last line without one. */
  private static int lines(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      return 0;
    }
    int count = bytes[bytes.length - 1] == '\n' ? 0 : 1;
    for (byte b : bytes) {
      count += b == '\n' ? 1 : 0;
    }
    return count;
  }

  /** No two operations may meet in one place, and none may lie inside another's file. */
  private void checkPlaces() {
    SortedMap<String, String> places = new TreeMap<>();
    for (int i = 0; i < set.changes().size(); i++) {
      FileChange change = set.changes().get(i);
      place(places, change.path(), "changes[" + i + "].path");
      String to = change.to();
      if (to != null && !fold(to).equals(fold(change.path()))) {
        place(places, to, "changes[" + i + "].to");
      }
    }
    for (Map.Entry<String, String> place : places.entrySet()) {
      String folder = place.getKey() + "/";
      SortedMap<String, String> inside = places.subMap(folder, folder + Character.MAX_VALUE);
      if (!inside.isEmpty()) {
        add(
            "ANCESTOR_PATH",
            "changes",
            "'"
                + place.getValue()
                + "' cannot be a file and the folder of '"
                + inside.get(inside.firstKey())
                + "'");
      }
    }
  }

  private void place(SortedMap<String, String> places, String path, String where) {
    String other = places.putIfAbsent(fold(path), path);
    if (other == null) {
      return;
    }
    if (other.equals(path)) {
      add("DUPLICATE_PATH", where, "'" + path + "' is changed twice");
    } else {
      add(
          "PATH_COLLISION",
          where,
          "'" + path + "' and '" + other + "' differ by case or Unicode form only");
    }
  }

  private static String fold(String path) {
    String folded = Normalizer.normalize(path, Normalizer.Form.NFC);
    return Normalizer.normalize(
        folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }
}
