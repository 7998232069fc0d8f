package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.DocumentHash;
import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.Position;
import dev.reeve.engine.links.Reading;
import dev.reeve.engine.links.Reference;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.Target;
import dev.reeve.engine.links.index.KeptDocuments.Kept;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the kept index writes what became of reading a document. */
final class PackedDocument {
  private PackedDocument() {}

  static void put(DataOutputStream out, Map.Entry<String, Kept> each) throws IOException {
    Kept kept = each.getValue();
    Packed.put(out, each.getKey());
    out.writeLong(kept.size());
    out.writeLong(kept.modified());
    out.writeLong(kept.readAt());
    switch (kept.reading()) {
      case Reading.Read(ParsedDocument document) -> {
        out.writeBoolean(true);
        put(out, document);
      }
      case Reading.Failed(Category category, String why) -> {
        out.writeBoolean(false);
        out.writeByte(category.ordinal());
        Packed.put(out, why);
      }
    }
  }

  private static void put(DataOutputStream out, ParsedDocument document) throws IOException {
    Packed.put(out, document.sha256());
    Packed.putOptional(out, document.title());
    Packed.putAll(out, document.anchors(), Packed::put);
    Packed.putAll(out, document.references(), PackedDocument::put);
  }

  static Map.Entry<String, Kept> document(ByteBuffer in) {
    String path = Packed.text(in);
    long size = in.getLong();
    long modified = in.getLong();
    long readAt = in.getLong();
    Reading reading =
        in.get() == 0
            ? new Reading.Failed(Category.values()[in.get()], Packed.text(in))
            : new Reading.Read(document(path, in));
    return Map.entry(path, new Kept(reading, size, modified, readAt));
  }

  private static ParsedDocument document(String path, ByteBuffer in) {
    DocumentHash hash = DocumentHash.known(Packed.text(in));
    String title = Packed.optional(in);
    Set<String> anchors = Set.copyOf(Packed.list(in, Packed::text));
    List<Reference> references = List.copyOf(Packed.list(in, PackedDocument::reference));
    return new ParsedDocument(path, hash, references, anchors, title);
  }

  private static void put(DataOutputStream out, Reference each) throws IOException {
    out.writeByte(each.kind().ordinal());
    Packed.put(out, each.text());
    Packed.put(out, each.rawTarget());
    put(out, each.target());
    put(out, each.position());
    Packed.putAll(out, each.uses(), DataOutputStream::writeInt);
  }

  private static Reference reference(ByteBuffer in) {
    return new Reference(
        ReferenceKind.values()[in.get()],
        Packed.text(in),
        Packed.text(in),
        target(in),
        position(in),
        List.copyOf(Packed.list(in, ByteBuffer::getInt)));
  }

  static void put(DataOutputStream out, Target target) throws IOException {
    out.writeBoolean(target.external());
    Packed.put(out, target.path());
    Packed.putOptional(out, target.query());
    Packed.putOptional(out, target.fragment());
  }

  static Target target(ByteBuffer in) {
    return new Target(in.get() != 0, Packed.text(in), Packed.optional(in), Packed.optional(in));
  }

  static void put(DataOutputStream out, Position position) throws IOException {
    out.writeInt(position.line());
    out.writeInt(position.column());
    out.writeInt(position.offset());
    out.writeInt(position.length());
  }

  static Position position(ByteBuffer in) {
    return new Position(in.getInt(), in.getInt(), in.getInt(), in.getInt());
  }
}
