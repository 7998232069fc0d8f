package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a registry file once, strictly: where each record lies, its head, the indexes. The whole
 * file is checked, but no tree of it is kept. Used by one thread.
 */
final class DocumentScanner {
  private static final Set<String> KINDS = Set.of("entity", "edge", "generator");

  private final byte[] bytes;
  private final boolean foldCase;
  private final int bom;
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private final List<RecordHead> heads = new ArrayList<>();
  private final KeyIndexes.Builder indexes;
  private Tally tally = Tally.NONE;
  private @Nullable ObjectNode meta;
  private @Nullable ObjectNode counters;
  private int metaStart = -1;
  private int metaEnd = -1;
  private int countersStart = -1;
  private int countersEnd = -1;
  private int recordsOpen = -1;
  private int recordsClose = -1;

  DocumentScanner(byte[] bytes, boolean foldCase) {
    this.bytes = bytes;
    this.foldCase = foldCase;
    this.bom =
        bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF
            ? 3
            : 0;
    this.indexes = new KeyIndexes.Builder(foldCase);
  }

  /**
   * @param hash of the bytes
   * @param present false when the bytes are the template of a file that does not exist yet
   * @throws EngineException {@code REGISTRY_UNREADABLE}
   */
  RegistryDocument scan(String hash, boolean present) {
    checkEncoding();
    try (JsonParser parser = RegistryJson.parser(bytes, bom, bytes.length - bom)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw unreadable("it is not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        member(parser, parser.currentName());
      }
      if (parser.nextToken() != null) {
        throw unreadable("something follows its end");
      }
    } catch (JsonProcessingException e) {
      throw unreadable(at(e)).causedBy(e);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Bytes in memory can be read", e);
    }
    if (meta == null || recordsOpen < 0) {
      throw unreadable("it lacks the member " + (meta == null ? "meta" : "records"));
    }
    return new RegistryDocument(
        bytes,
        hash,
        present,
        foldCase,
        new RegistryDocument.Shape(
            bom, metaStart, metaEnd, countersStart, countersEnd, recordsOpen, recordsClose),
        Arrays.copyOf(starts, heads.size()),
        Arrays.copyOf(ends, heads.size()),
        heads.toArray(RecordHead[]::new),
        indexes.build(),
        meta,
        counters == null ? JsonNodeFactory.instance.objectNode() : counters,
        tally);
  }

  private void member(JsonParser parser, String name) throws IOException {
    JsonToken token = parser.nextToken();
    int start = offset(parser);
    switch (name) {
      case "meta" -> {
        meta = object(parser, token, name);
        metaStart = start;
        metaEnd = offset(parser) + 1;
      }
      case "counters" -> {
        counters = object(parser, token, name);
        countersStart = start;
        countersEnd = offset(parser) + 1;
      }
      case "records" -> {
        if (token != JsonToken.START_ARRAY) {
          throw unreadable("its member records is not an array");
        }
        recordsOpen = start;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          record(parser);
        }
        recordsClose = offset(parser);
      }
      default -> parser.skipChildren();
    }
  }

  private ObjectNode object(JsonParser parser, JsonToken token, String name) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      throw unreadable("its member " + name + " is not an object");
    }
    return (ObjectNode) RegistryJson.tree(parser);
  }

  private void record(JsonParser parser) throws IOException {
    int ordinal = heads.size();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw unreadable("entry " + ordinal + " of its records is not an object");
    }
    int start = offset(parser);
    HeadReader reader = new HeadReader();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_STRING && HeadReader.wants(name)) {
        reader.put(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    if (ordinal == starts.length) {
      starts = Arrays.copyOf(starts, ordinal * 2);
      ends = Arrays.copyOf(ends, ordinal * 2);
    }
    starts[ordinal] = start;
    ends[ordinal] = offset(parser) + 1;
    RecordHead head = reader.head(ordinal);
    if (!KINDS.contains(head.kind())) {
      throw unreadable(
          "record " + head.key() + " has the unknown record_kind '" + head.kind() + "'");
    }
    heads.add(head);
    tally = tally.plus(head);
    indexes.add(head);
  }

  private int offset(JsonParser parser) {
    return bom + (int) parser.currentTokenLocation().getByteOffset();
  }

  private void checkEncoding() {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(64 * 1024);
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw unreadable("byte " + in.position() + " is not UTF-8");
    }
    if (zeroAt(bom) || zeroAt(bom + 1)) { // UTF-16 or UTF-32, which the parser would guess
      throw unreadable("it is not UTF-8");
    }
  }

  private boolean zeroAt(int position) {
    return position < bytes.length && bytes[position] == 0;
  }

  private static String at(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " (line "
                + e.getLocation().getLineNr()
                + ", byte "
                + e.getLocation().getByteOffset()
                + ")";
    return e.getOriginalMessage().lines().findFirst().orElse("it is no JSON") + where;
  }

  static EngineException unreadable(String why) {
    return EngineException.of(
            Kind.UNAVAILABLE, "REGISTRY_UNREADABLE", "The registry cannot be read: " + why + ".")
        .with(
            "The file was not changed, and nothing is written to it.",
            "Restore the newest backup that verifies, or repair the file.");
  }

  /** Gathers the members a head holds. */
  static final class HeadReader {
    private final java.util.HashMap<String, String> texts = new java.util.HashMap<>();

    private static final Set<String> WANTED =
        Set.of(
            "record_kind",
            "record_id",
            "status",
            "entity_id",
            "entity_kind",
            "doc_id",
            "edge_id",
            "generator_id",
            "relative_path",
            "source_entity_id",
            "target_entity_id");

    static boolean wants(String name) {
      return WANTED.contains(name);
    }

    void put(String name, String value) {
      texts.put(name, value);
    }

    RecordHead head(int ordinal) {
      return new RecordHead(
          ordinal,
          texts.getOrDefault("record_kind", ""),
          texts.get("record_id"),
          texts.get("status"),
          texts.get("entity_id"),
          texts.get("entity_kind"),
          texts.get("doc_id"),
          texts.get("edge_id"),
          texts.get("generator_id"),
          texts.get("relative_path"),
          texts.get("source_entity_id"),
          texts.get("target_entity_id"));
    }

    static RecordHead of(int ordinal, ObjectNode record) {
      HeadReader reader = new HeadReader();
      for (String name : WANTED) {
        String text = RegistryJson.text(record, name);
        if (text != null) {
          reader.put(name, text);
        }
      }
      return reader.head(ordinal);
    }
  }
}
