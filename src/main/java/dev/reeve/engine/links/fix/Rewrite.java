package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Reference;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Other bytes for some of a document, on behalf of one of its references. */
sealed interface Rewrite {
  /** Of the edit. */
  String id();

  /** As the document has it now. */
  Reference reference();

  /** The first byte that is replaced. */
  int offset();

  /** The byte behind the last one that is replaced. */
  int end();

  /** What is written there. */
  String text();

  /** Another destination. */
  record To(String id, Reference reference, String text, boolean mayMissHeading)
      implements Rewrite {
    @Override
    public int offset() {
      return reference.position().offset();
    }

    @Override
    public int end() {
      return offset() + reference.position().length();
    }
  }

  /** Words behind the reference as a whole; nothing is replaced. */
  record Behind(String id, Reference reference, int offset, String text) implements Rewrite {
    @Override
    public int end() {
      return offset;
    }
  }

  /** In the order of their places. */
  Comparator<Rewrite> BY_PLACE =
      Comparator.comparingInt(Rewrite::offset).thenComparing(Rewrite::id);

  /** The document with these; every other byte stays. */
  static byte[] applied(byte[] document, List<Rewrite> rewrites) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(document.length);
    int done = 0;
    for (Rewrite each : rewrites.stream().sorted(BY_PLACE).toList()) {
      out.write(document, done, each.offset() - done);
      out.writeBytes(each.text().getBytes(StandardCharsets.UTF_8));
      done = each.end();
    }
    out.write(document, done, document.length - done);
    return out.toByteArray();
  }

  /** Those that are about bytes of which another is too. */
  static Set<Rewrite> overlapping(List<Rewrite> rewrites) {
    Set<Rewrite> out = new HashSet<>();
    List<Rewrite> sorted = new ArrayList<>(rewrites);
    sorted.sort(BY_PLACE);
    for (int i = 0; i < sorted.size(); i++) {
      Rewrite one = sorted.get(i);
      for (int j = i + 1; j < sorted.size() && meet(one, sorted.get(j)); j++) {
        out.add(one);
        out.add(sorted.get(j));
      }
    }
    return out;
  }

  /** Two at the same place meet even when the target there is empty. */
  private static boolean meet(Rewrite one, Rewrite later) {
    return later.offset() < one.end() || later.offset() == one.offset();
  }
}
