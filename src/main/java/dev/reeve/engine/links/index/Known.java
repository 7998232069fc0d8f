package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Entry;
import dev.reeve.engine.links.FolderStock;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was found, and what that rests on beside the bytes of the documents: where both are as they
 * were, it can be told before anything is judged again.
 *
 * @param basis the same as long as names, settings and counted files are
 * @param counted files that are no documents and whose lines were counted
 * @param snapshot what was found
 */
record Known(String basis, Set<String> counted, LinkSnapshot snapshot) {
  /** Whether it rests on how things are. */
  boolean holds(FolderStock stock, @Nullable String settings, int rules) {
    return basis.equals(basis(stock, settings, rules, counted));
  }

  /**
   * What judgements rest on. What Reeve writes for itself does not count: it is another after each
   * start.
   *
   * @param settings the text of their file; null for none
   * @param rules how many are in force
   */
  static String basis(
      FolderStock stock, @Nullable String settings, int rules, Set<String> counted) {
    MessageDigest digest = Sha256.digest();
    put(digest, rules + "|" + settings);
    for (String name : stock.names()) {
      Entry entry = stock.entry(name);
      if (entry != null && !isOwn(name)) {
        put(digest, name);
        digest.update((byte) flags(entry));
      }
    }
    for (String name : new TreeSet<>(counted)) {
      Entry entry = stock.entry(name);
      put(digest, name + "|" + (entry == null ? "" : entry.size() + "|" + entry.modified()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isOwn(String name) {
    return name.equals(Workspace.OWN) || name.startsWith(Workspace.OWN + "/");
  }

  private static int flags(Entry entry) {
    return (entry.file() ? 1 : 0)
        | (entry.folder() ? 2 : 0)
        | (entry.link() ? 4 : 0)
        | entry.role().ordinal() << 3;
  }

  /** With its end, so that two texts are not taken for another two. */
  private static void put(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
