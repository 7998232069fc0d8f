package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One state of the registry file, without loss: its bytes, where each record lies in them, and
 * indexes. A record is parsed when it is asked for; what a change does not touch keeps its bytes in
 * the next state. Source: {@code docs/reference/registry.md}. Immutable; safe on any thread.
 */
public final class RegistryDocument implements Records {
  private final byte[] bytes;
  private final String hash;
  private final boolean present;
  private final boolean foldCase;
  private final Shape shape;
  private final int[] starts;
  private final int[] ends;
  private final RecordHead[] heads;
  private final KeyIndexes indexes;
  private final ObjectNode meta;
  private final ObjectNode counters;
  private final Tally tally;

  /**
   * Where the parts lie; -1 for counters that are absent.
   *
   * @param bom bytes of a byte order mark at the start
   * @param recordsOpen position of the records' opening bracket
   * @param recordsClose position of the closing one
   */
  record Shape(
      int bom,
      int metaStart,
      int metaEnd,
      int countersStart,
      int countersEnd,
      int recordsOpen,
      int recordsClose) {}

  RegistryDocument(
      byte[] bytes,
      String hash,
      boolean present,
      boolean foldCase,
      Shape shape,
      int[] starts,
      int[] ends,
      RecordHead[] heads,
      KeyIndexes indexes,
      ObjectNode meta,
      ObjectNode counters,
      Tally tally) {
    this.bytes = bytes;
    this.hash = hash;
    this.present = present;
    this.foldCase = foldCase;
    this.shape = shape;
    this.starts = starts;
    this.ends = ends;
    this.heads = heads;
    this.indexes = indexes;
    this.meta = meta;
    this.counters = counters;
    this.tally = tally;
  }

  /**
   * Reads a file's bytes strictly; the array must not be changed afterwards.
   *
   * @param foldCase whether paths that differ only by case are one place
   * @throws dev.reeve.engine.workspace.EngineException {@code REGISTRY_UNREADABLE} for duplicate
   *     names, NaN, invalid UTF-8, trailing content, a missing part or an unknown record kind
   */
  public static RegistryDocument parse(byte[] bytes, boolean foldCase) {
    return new DocumentScanner(bytes, foldCase).scan(Sha256.of(bytes), true);
  }

  /**
   * What an absent file stands for: a template without records, under the hash {@link
   * Patch#NO_FILE}.
   *
   * @param template the file as it would be written first
   */
  static RegistryDocument absent(ObjectNode template, boolean foldCase) {
    byte[] bytes = RegistryJson.pretty(template, 0);
    return new DocumentScanner(bytes, foldCase).scan(Patch.NO_FILE, false);
  }

  /** SHA-256 of the bytes, 64 hex digits; {@link Patch#NO_FILE} when there is no file. */
  public String hash() {
    return hash;
  }

  /** Whether there is a file. */
  public boolean present() {
    return present;
  }

  /** The file's bytes; do not change them. */
  public byte[] bytes() {
    return bytes;
  }

  /** {@code meta.version}, {@code 0.0.0} when it is missing. */
  public String version() {
    String version = RegistryJson.text(meta, "version");
    return version == null ? "0.0.0" : version;
  }

  /** How many records there are, of all kinds. */
  @Override
  public int size() {
    return heads.length;
  }

  @Override
  public RecordHead head(int ordinal) {
    return heads[ordinal];
  }

  /** All heads in file order. */
  public Stream<RecordHead> heads() {
    return Arrays.stream(heads);
  }

  /** The record of a record_id, doc_id, entity_id, edge_id or generator_id, tried in that order. */
  public Optional<RecordHead> byKey(String key) {
    var found = find(key);
    return found.isPresent() ? Optional.of(heads[found.getAsInt()]) : Optional.empty();
  }

  /** Every record that carries the doc_id, of any status. */
  public List<RecordHead> byDocId(String docId) {
    return heads(Key.DOC_ID, docId);
  }

  /** Every entity at a canonical relative path, of any status, compared as the volume does. */
  public List<RecordHead> atPath(String relativePath) {
    return heads(Key.PATH, relativePath);
  }

  /** Every edge that starts or ends at an entity. */
  public List<RecordHead> edgesOf(String entityId) {
    return heads(Key.ENDPOINT, entityId);
  }

  private List<RecordHead> heads(Key key, String value) {
    return IntStream.of(ordinals(key, value)).mapToObj(o -> heads[o]).toList();
  }

  /** The record, parsed afresh: the caller may change what it gets. */
  public ObjectNode record(RecordHead head) {
    return record(head.ordinal());
  }

  @Override
  public ObjectNode record(int ordinal) {
    return object(bytes, starts[ordinal], ends[ordinal]);
  }

  /** A copy of the member {@code meta}. */
  @Override
  public ObjectNode meta() {
    return meta.deepCopy();
  }

  /** A copy of the member {@code counters}. */
  @Override
  public ObjectNode counters() {
    return counters.deepCopy();
  }

  /** The whole file as one tree. */
  public JsonNode tree() {
    return object(bytes, shape.bom(), bytes.length);
  }

  @Override
  public int[] ordinals(Key key, String value) {
    return indexes.get(key, value);
  }

  @Override
  public Tally tally() {
    return tally;
  }

  private static ObjectNode object(byte[] bytes, int start, int end) {
    try {
      return (ObjectNode) RegistryJson.parse(bytes, start, end - start);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was scanned can be parsed", e);
    }
  }

  /**
   * The next state: the given parts are written anew, everything else keeps its bytes.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code WRITE_FAILED} when what was written
   *     does not read back as what was meant
   */
  RegistryDocument next(Draft draft) {
    return new DocumentWriter(this, draft).next();
  }

  Shape shape() {
    return shape;
  }

  int start(int ordinal) {
    return starts[ordinal];
  }

  int end(int ordinal) {
    return ends[ordinal];
  }

  boolean foldCase() {
    return foldCase;
  }

  /** Heads with room for more. */
  RecordHead[] heads(int size) {
    return Arrays.copyOf(heads, size);
  }

  KeyIndexes indexes() {
    return indexes;
  }

  /** Whether two records, of this and another state, have the same bytes. */
  boolean sameBytes(int ordinal, RegistryDocument other, int otherOrdinal) {
    return Arrays.equals(
        bytes,
        starts[ordinal],
        ends[ordinal],
        other.bytes,
        other.starts[otherOrdinal],
        other.ends[otherOrdinal]);
  }
}
