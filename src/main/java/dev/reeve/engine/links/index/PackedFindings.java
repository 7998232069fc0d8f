package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.Position;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.Target;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.suggest.Evidence;
import dev.reeve.engine.links.suggest.EvidenceKind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the kept index writes what was found. */
final class PackedFindings {
  private PackedFindings() {}

  static void put(DataOutputStream out, Known known) throws IOException {
    LinkSnapshot found = known.snapshot();
    Packed.put(out, known.basis());
    Packed.putAll(out, known.counted(), Packed::put);
    Packed.putAll(out, known.own(), Packed::put);
    out.writeInt(found.documents());
    out.writeInt(found.references());
    Map<String, Integer> reasons = new HashMap<>();
    found.byReason().forEach((reason, count) -> reasons.put(reason.name(), count));
    put(out, reasons);
    put(out, found.byRule());
    Packed.putAll(out, found.findings(), PackedFindings::put);
    Packed.putAll(out, found.warnings(), Packed::put);
  }

  static Known known(ByteBuffer in) {
    String basis = Packed.text(in);
    Set<String> counted = Set.copyOf(Packed.list(in, Packed::text));
    Set<String> own = Set.copyOf(Packed.list(in, Packed::text));
    int documents = in.getInt();
    int references = in.getInt();
    Map<Category, Integer> reasons = new HashMap<>();
    counts(in).forEach((reason, count) -> reasons.put(Category.valueOf(reason), count));
    LinkSnapshot snapshot =
        new LinkSnapshot(
            1,
            true,
            documents,
            references,
            Map.copyOf(reasons),
            Map.copyOf(counts(in)),
            List.copyOf(Packed.list(in, PackedFindings::finding)),
            List.copyOf(Packed.list(in, Packed::text)),
            Duration.ZERO,
            null);
    return new Known(basis, counted, own, snapshot);
  }

  private static void put(DataOutputStream out, Map<String, Integer> counts) throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      Packed.put(out, each.getKey());
      out.writeInt(each.getValue());
    }
  }

  private static Map<String, Integer> counts(ByteBuffer in) {
    Map<String, Integer> out = new HashMap<>();
    for (int n = in.getInt(); n > 0; n--) {
      out.put(Packed.text(in), in.getInt());
    }
    return out;
  }

  private static void put(DataOutputStream out, Finding each) throws IOException {
    Packed.put(out, each.id());
    Packed.put(out, each.sourceFile());
    out.writeByte(each.kind().ordinal());
    PackedDocument.put(out, each.position());
    Packed.put(out, each.rawTarget());
    out.writeByte(each.reason().ordinal());
    out.writeBoolean(each.enforced());
    Packed.putOptional(out, each.rule());
    Packed.put(out, each.message());
    Packed.putAll(out, each.uses(), DataOutputStream::writeInt);
    PackedDocument.put(out, each.target());
    Packed.put(out, each.words());
    out.writeByte(each.confidence().ordinal());
    Packed.putAll(out, each.suggestions(), PackedFindings::put);
  }

  private static Finding finding(ByteBuffer in) {
    String id = Packed.text(in);
    String source = Packed.text(in);
    ReferenceKind kind = ReferenceKind.values()[in.get()];
    Position position = PackedDocument.position(in);
    String raw = Packed.text(in);
    Category reason = Category.values()[in.get()];
    boolean enforced = in.get() != 0;
    String rule = Packed.optional(in);
    String message = Packed.text(in);
    List<Integer> uses = List.copyOf(Packed.list(in, ByteBuffer::getInt));
    Target target = PackedDocument.target(in);
    String words = Packed.text(in);
    Band confidence = Band.values()[in.get()];
    List<Suggestion> suggestions = List.copyOf(Packed.list(in, PackedFindings::suggestion));
    return new Finding(
        id,
        source,
        kind,
        position,
        raw,
        reason,
        enforced,
        rule,
        message,
        uses,
        target,
        words,
        confidence,
        suggestions);
  }

  private static void put(DataOutputStream out, Suggestion each) throws IOException {
    Packed.put(out, each.path());
    Packed.put(out, each.text());
    out.writeDouble(each.score());
    Packed.putAll(out, each.evidence(), PackedFindings::put);
    out.writeBoolean(each.headingMissing());
  }

  private static Suggestion suggestion(ByteBuffer in) {
    return new Suggestion(
        Packed.text(in),
        Packed.text(in),
        in.getDouble(),
        List.copyOf(Packed.list(in, PackedFindings::evidence)),
        in.get() != 0);
  }

  private static void put(DataOutputStream out, Evidence each) throws IOException {
    out.writeByte(each.kind().ordinal());
    out.writeDouble(each.points());
  }

  private static Evidence evidence(ByteBuffer in) {
    return new Evidence(EvidenceKind.values()[in.get()], in.getDouble());
  }
}
