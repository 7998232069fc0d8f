package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operation on one file with the state it expects. Contents are text, or base64 when {@code
 * base64} is set; a set of the engine's own features may give hashes only, the bytes then lie in
 * the vault. Source: {@code docs/reference/changes.md}. Immutable.
 *
 * @param path as handed in, not proven
 * @param oldContent what is expected to be there, null for create or when only its hash is given
 * @param newContent what is to be there, null for delete, move, compress or when only its hash is
 *     given
 * @param diffUnified a hint for display, never trusted
 * @param lineCountDelta lines added less lines removed, 0 when not declared
 * @param sizeBytes length of the new content in bytes, 0 when not declared
 * @param base64 whether the contents are base64 of bytes
 * @param newMode POSIX mode as octal text such as {@code 755}, null keeps it
 * @param to where a move or compress ends, null otherwise
 * @param unknown members this version does not know; kept, not part of the checksum
 */
public record FileChange(
    Operation operation,
    String path,
    @Nullable String oldContent,
    @Nullable String newContent,
    @Nullable String oldHash,
    @Nullable String newHash,
    String diffUnified,
    int lineCountDelta,
    long sizeBytes,
    boolean base64,
    @Nullable String newMode,
    @Nullable String to,
    Map<String, JsonNode> unknown) {

  /** What is done; move and compress only in sets the engine made. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    MOVE,
    COMPRESS;

    /** As it appears in records, such as {@code create}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The operation with this exact code. */
    public static Optional<Operation> of(String code) {
      return Codes.find(values(), Operation::code, code);
    }
  }

  private static FileChange plain(
      Operation operation,
      String path,
      @Nullable String oldContent,
      @Nullable String newContent,
      @Nullable String oldHash,
      @Nullable String newHash,
      @Nullable String to) {
    return new FileChange(
        operation,
        path,
        oldContent,
        newContent,
        oldHash,
        newHash,
        "",
        0,
        0,
        false,
        null,
        to,
        Map.of());
  }

  /** A new text file. */
  public static FileChange create(String path, String content) {
    return plain(Operation.CREATE, path, null, content, null, null, null);
  }

  /**
   * A new file of these bytes: as text, which can be read in the evidence, where they are UTF-8.
   */
  public static FileChange create(String path, byte[] content) {
    return isText(content)
        ? create(path, text(content))
        : create(path, "").withBytes(null, content);
  }

  /** A new file whose bytes lie in the vault. */
  public static FileChange createFromVault(String path, String newHash) {
    return plain(Operation.CREATE, path, null, null, null, newHash, null);
  }

  /** New text in place of old. */
  public static FileChange update(String path, String oldContent, String newContent) {
    return plain(Operation.UPDATE, path, oldContent, newContent, null, null, null);
  }

  /** New bytes in place of old: as text where both are UTF-8. */
  public static FileChange update(String path, byte[] before, byte[] after) {
    return isText(before) && isText(after)
        ? update(path, text(before), text(after))
        : update(path, "", "").withBytes(before, after);
  }

  private static boolean isText(byte[] bytes) {
    return Arrays.equals(text(bytes).getBytes(StandardCharsets.UTF_8), bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** New bytes, which lie in the vault, in place of old. */
  public static FileChange updateFromVault(String path, String oldHash, String newHash) {
    return plain(Operation.UPDATE, path, null, null, oldHash, newHash, null);
  }

  /** The file goes; the vault keeps its bytes. */
  public static FileChange delete(String path, String oldHash) {
    return plain(Operation.DELETE, path, null, null, oldHash, null, null);
  }

  /** The file gets another name, its bytes stay. */
  public static FileChange move(String path, String to, String oldHash) {
    return plain(Operation.MOVE, path, null, null, oldHash, null, to);
  }

  /** The same with binary contents. */
  public FileChange withBytes(byte @Nullable [] oldBytes, byte @Nullable [] newBytes) {
    return new FileChange(
        operation,
        path,
        encode(oldBytes),
        encode(newBytes),
        oldHash,
        newHash,
        diffUnified,
        lineCountDelta,
        sizeBytes,
        true,
        newMode,
        to,
        unknown);
  }

  /** The same with a mode for the new file, octal text. */
  public FileChange withMode(@Nullable String mode) {
    return new FileChange(
        operation,
        path,
        oldContent,
        newContent,
        oldHash,
        newHash,
        diffUnified,
        lineCountDelta,
        sizeBytes,
        base64,
        mode,
        to,
        unknown);
  }

  private static @Nullable String encode(byte @Nullable [] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * Bytes expected to be there; null when the set holds only their hash, or none are expected.
   *
   * @throws IllegalArgumentException when the content is no base64
   */
  public byte @Nullable [] oldBytes() {
    return decode(oldContent);
  }

  /**
   * Bytes to be there; null when they lie in the vault, or none are to be there.
   *
   * @throws IllegalArgumentException when the content is no base64
   */
  public byte @Nullable [] newBytes() {
    return decode(newContent);
  }

  private byte @Nullable [] decode(@Nullable String content) {
    if (content == null) {
      return null;
    }
    return base64 ? Base64.getDecoder().decode(content) : content.getBytes(StandardCharsets.UTF_8);
  }

  /** SHA-256 of what is expected to be there; null for create. */
  public @Nullable String expectedHash() {
    byte[] bytes = oldBytes();
    return bytes == null ? oldHash : Sha256.of(bytes);
  }

  /** SHA-256 of what is to be there: at {@code to} for a move; null for delete and compress. */
  public @Nullable String intendedHash() {
    byte[] bytes = newBytes();
    if (bytes != null) {
      return Sha256.of(bytes);
    }
    return operation == Operation.MOVE ? expectedHash() : newHash;
  }

  /** The JSON form; members keep these names for ever. */
  public ObjectNode toJson() {
    ObjectNode json = hashedJson();
    JsonReading.putUnknown(json, unknown);
    return json;
  }

  /** The members under the checksum: the nine of every change, and extensions in use. */
  ObjectNode hashedJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("operation", operation.code());
    json.put("path", path);
    json.put("old_content", base64 ? null : oldContent);
    json.put("new_content", base64 ? null : newContent);
    json.put("old_hash", oldHash);
    json.put("new_hash", newHash);
    json.put("diff_unified", diffUnified);
    json.put("line_count_delta", lineCountDelta);
    json.put("size_bytes", sizeBytes);
    if (base64) {
      json.put("encoding", "base64");
      putIfGiven(json, "old_bytes", oldContent);
      putIfGiven(json, "new_bytes", newContent);
    }
    putIfGiven(json, "new_mode", newMode);
    putIfGiven(json, "to", to);
    return json;
  }

  private static void putIfGiven(ObjectNode json, String key, @Nullable String value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  static FileChange read(JsonNode json, String where, List<IntakeProblem> problems) {
    JsonReading in = new JsonReading(json, where, problems);
    String encoding = in.text("encoding", "utf-8");
    boolean base64 = encoding.equals("base64");
    if (!base64 && !encoding.equals("utf-8")) {
      in.problem("encoding", "must be utf-8 or base64");
    }
    String oldKey = base64 ? "old_bytes" : "old_content";
    String newKey = base64 ? "new_bytes" : "new_content";
    for (String other :
        List.of(base64 ? "old_content" : "old_bytes", base64 ? "new_content" : "new_bytes")) {
      if (in.textOrNull(other) != null) {
        in.problem(other, "does not fit the encoding " + encoding);
      }
    }
    return new FileChange(
        in.code(
            "operation", Operation::of, "create, update, delete, move, compress", Operation.CREATE),
        in.text("path"),
        in.textOrNull(oldKey),
        in.textOrNull(newKey),
        in.textOrNull("old_hash"),
        in.textOrNull("new_hash"),
        in.text("diff_unified", ""),
        Math.toIntExact(clamp(in.number("line_count_delta", 0))),
        in.number("size_bytes", 0),
        base64,
        in.textOrNull("new_mode"),
        in.textOrNull("to"),
        in.unknown());
  }

  private static long clamp(long value) {
    return Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
