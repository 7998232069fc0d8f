package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the next state of a document: splices what changed between the bytes that did not, and
 * reads back what it wrote. Used by one thread.
 */
final class DocumentWriter {
  private static final byte[] FIRST = "\n    ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEXT = ",\n    ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LAST = "\n  ".getBytes(StandardCharsets.UTF_8);

  private final RegistryDocument old;
  private final Draft draft;
  private final Map<Integer, ObjectNode> touched;
  private final Splice splice;
  private final List<byte[]> appended = new ArrayList<>();

  DocumentWriter(RegistryDocument old, Draft draft) {
    this.old = old;
    this.draft = draft;
    this.touched = draft.allTouched();
    this.splice = new Splice(old.bytes());
  }

  RegistryDocument next() {
    RegistryDocument.Shape shape = old.shape();
    if (shape.bom() > 0) {
      splice.replace(0, shape.bom(), new byte[0]);
    }
    replaceMembers(shape);
    for (Map.Entry<Integer, ObjectNode> entry : touched.entrySet()) {
      byte[] written = checked(entry.getValue(), 2);
      int ordinal = entry.getKey();
      if (ordinal < old.size()) {
        splice.replace(old.start(ordinal), old.end(ordinal), written);
      } else {
        appended.add(written);
      }
    }
    append(shape);
    byte[] base = old.bytes();
    if (base[base.length - 1] != '\n') {
      splice.replace(base.length, base.length, new byte[] {'\n'});
    }
    return assemble(splice.bytes(), shape);
  }

  private void replaceMembers(RegistryDocument.Shape shape) {
    if (!RegistryJson.same(draft.meta(), old.meta())) {
      splice.replace(shape.metaStart(), shape.metaEnd(), checked(draft.meta(), 1));
    }
    if (RegistryJson.same(draft.counters(), old.counters())) {
      return;
    }
    byte[] written = checked(draft.counters(), 1);
    if (shape.countersStart() >= 0) {
      splice.replace(shape.countersStart(), shape.countersEnd(), written);
    } else {
      byte[] name = ",\n  \"counters\": ".getBytes(StandardCharsets.UTF_8);
      splice.replace(shape.metaEnd(), shape.metaEnd(), join(name, written));
    }
  }

  private void append(RegistryDocument.Shape shape) {
    if (appended.isEmpty()) {
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] record : appended) {
      boolean first = old.size() == 0 && out.size() == 0;
      out.writeBytes(first ? FIRST : NEXT);
      out.writeBytes(record);
    }
    if (old.size() == 0) {
      out.writeBytes(LAST);
      splice.replace(shape.recordsOpen() + 1, shape.recordsClose(), out.toByteArray());
    } else {
      int end = old.end(old.size() - 1);
      splice.replace(end, end, out.toByteArray());
    }
  }

  private RegistryDocument assemble(byte[] bytes, RegistryDocument.Shape shape) {
    checkFrame(bytes, newShape(shape));
    int kept = old.size();
    int[] starts = new int[draft.size()];
    int[] ends = new int[draft.size()];
    Splice.Mapping map = splice.mapping();
    for (int i = 0; i < kept; i++) {
      starts[i] = map.start(old.start(i));
      ends[i] = map.end(old.end(i));
    }
    Splice.Mapping open = splice.mapping();
    int at = kept == 0 ? open.end(shape.recordsOpen() + 1) : ends[kept - 1];
    for (int i = 0; i < appended.size(); i++) {
      at += kept == 0 && i == 0 ? FIRST.length : NEXT.length;
      starts[kept + i] = at;
      at += appended.get(i).length;
      ends[kept + i] = at;
    }
    RecordHead[] heads = old.heads(draft.size());
    KeyIndexes.Change changes = old.indexes().change();
    touched.forEach((ordinal, record) -> reindex(heads, changes, ordinal, record));
    return new RegistryDocument(
        bytes,
        Sha256.of(bytes),
        true,
        old.foldCase(),
        newShape(shape),
        starts,
        ends,
        heads,
        changes.build(),
        draft.meta().deepCopy(),
        draft.counters().deepCopy(),
        draft.tally());
  }

  /** Everything around the records must still be one strict JSON object. */
  private static void checkFrame(byte[] bytes, RegistryDocument.Shape shape) {
    byte[] head = java.util.Arrays.copyOf(bytes, shape.recordsOpen() + 1);
    byte[] frame =
        join(head, java.util.Arrays.copyOfRange(bytes, shape.recordsClose(), bytes.length));
    try {
      RegistryJson.parse(frame, 0, frame.length);
    } catch (JsonProcessingException e) {
      throw notWhatWasMeant().causedBy(e);
    }
  }

  private void reindex(
      RecordHead[] heads, KeyIndexes.Change changes, int ordinal, ObjectNode record) {
    if (ordinal < old.size()) {
      changes.remove(old.head(ordinal));
    }
    heads[ordinal] = DocumentScanner.HeadReader.of(ordinal, record);
    changes.add(heads[ordinal]);
  }

  private RegistryDocument.Shape newShape(RegistryDocument.Shape shape) {
    boolean counted = shape.countersStart() >= 0;
    int metaStart = splice.mapping().start(shape.metaStart());
    int metaEnd = splice.mapping().end(shape.metaEnd());
    int countersStart = -1;
    int countersEnd = -1;
    if (counted) {
      countersStart = splice.mapping().start(shape.countersStart());
      countersEnd = splice.mapping().end(shape.countersEnd());
    } else if (!draft.counters().isEmpty()) {
      countersEnd = splice.mapping().start(shape.metaEnd());
      countersStart = countersEnd - checked(draft.counters(), 1).length;
    }
    return new RegistryDocument.Shape(
        0,
        metaStart,
        metaEnd,
        countersStart,
        countersEnd,
        splice.mapping().start(shape.recordsOpen()),
        splice.mapping().start(shape.recordsClose()));
  }

  /** The written form, once it is sure that it reads back as what was meant. */
  private static byte[] checked(ObjectNode value, int depth) {
    byte[] written = RegistryJson.pretty(value, depth);
    JsonNode back;
    try {
      back = RegistryJson.parse(written, 0, written.length);
    } catch (JsonProcessingException e) {
      throw notWhatWasMeant().causedBy(e);
    }
    if (!back.equals((a, b) -> RegistryJson.same(a, b) ? 0 : 1, value)) {
      throw notWhatWasMeant();
    }
    return written;
  }

  private static EngineException notWhatWasMeant() {
    return EngineException.of(
            Kind.UNAVAILABLE,
            "WRITE_FAILED",
            "The registry was not written: its new form does not read back as what was meant.")
        .with("The registry is as before.", "Report this as a fault of the program.");
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] out = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, out, a.length, b.length);
    return out;
  }
}
