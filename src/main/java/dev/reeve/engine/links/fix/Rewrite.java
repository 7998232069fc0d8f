package dev.reeve.engine.links.fix;

import dev.reeve.engine.links.Position;
import dev.reeve.engine.links.Reference;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Another destination for one reference of a document.
 *
 * @param reference as the document has it now
 */
record Rewrite(String id, Reference reference, String newTarget, boolean mayMissHeading) {

  private static final Comparator<Rewrite> BY_PLACE =
      Comparator.comparingInt((Rewrite each) -> each.position().offset())
          .thenComparing(Rewrite::id);

  Position position() {
    return reference.position();
  }

  private int end() {
    return position().offset() + position().length();
  }

  /** The document with these destinations; every other byte stays. */
  static byte[] applied(byte[] document, List<Rewrite> rewrites) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(document.length);
    int done = 0;
    for (Rewrite each : rewrites.stream().sorted(BY_PLACE).toList()) {
      out.write(document, done, each.position().offset() - done);
      out.writeBytes(each.newTarget().getBytes(StandardCharsets.UTF_8));
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
    return later.position().offset() < one.end()
        || later.position().offset() == one.position().offset();
  }
}
