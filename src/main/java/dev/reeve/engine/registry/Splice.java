package dev.reeve.engine.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Replacements in a byte array that do not overlap; everything between them is copied as it is.
 * Used by one thread.
 */
final class Splice {
  private record Edit(int start, int end, byte[] bytes) {
    int growth() {
      return bytes.length - (end - start);
    }
  }

  private final byte[] base;
  private final List<Edit> edits = new ArrayList<>();

  Splice(byte[] base) {
    this.base = base;
  }

  /**
   * Puts the bytes in place of {@code start} to {@code end}; edits at one place keep their order.
   */
  void replace(int start, int end, byte[] bytes) {
    edits.add(new Edit(start, end, bytes));
  }

  /** The new array; no edit may follow. */
  byte[] bytes() {
    edits.sort(Comparator.comparingInt(Edit::start));
    int length = Math.addExact(base.length, edits.stream().mapToInt(Edit::growth).sum());
    byte[] out = new byte[length];
    int from = 0;
    int to = 0;
    for (Edit edit : edits) {
      System.arraycopy(base, from, out, to, edit.start() - from);
      to += edit.start() - from;
      System.arraycopy(edit.bytes(), 0, out, to, edit.bytes().length);
      to += edit.bytes().length;
      from = edit.end();
    }
    System.arraycopy(base, from, out, to, base.length - from);
    return out;
  }

  /** A walk over ascending positions of the old array that tells where they are in the new one. */
  Mapping mapping() {
    return new Mapping();
  }

  /** See {@link #mapping}. */
  final class Mapping {
    private int next;
    private int shift;

    /** Where something that starts at the position starts now; insertions there come before it. */
    int start(int position) {
      while (next < edits.size() && edits.get(next).end() <= position) {
        shift += edits.get(next++).growth();
      }
      return position + shift;
    }

    /** Where something that ends at the position ends now; insertions there come after it. */
    int end(int position) {
      while (next < edits.size() && edits.get(next).start() < position) {
        shift += edits.get(next++).growth();
      }
      return position + shift;
    }
  }
}
