package dev.reeve.engine.links.index;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the kept index writes texts and lists, and reads them again from a buffer with an array. */
final class Packed {
  private Packed() {}

  /** Writes one thing. */
  interface Put<T> {
    void to(DataOutputStream out, T each) throws IOException;
  }

  /** Reads one thing. */
  interface Take<T> {
    T from(ByteBuffer in);
  }

  static void put(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String text(ByteBuffer in) {
    int length = in.getInt();
    int from = in.position();
    in.position(from + length);
    return new String(in.array(), from, length, StandardCharsets.UTF_8);
  }

  static void putOptional(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      put(out, text);
    }
  }

  static @Nullable String optional(ByteBuffer in) {
    return in.get() == 0 ? null : text(in);
  }

  static <T> void putAll(DataOutputStream out, Collection<T> all, Put<T> each) throws IOException {
    out.writeInt(all.size());
    for (T one : all) {
      each.to(out, one);
    }
  }

  static <T> List<T> list(ByteBuffer in, Take<T> each) {
    List<T> out = new ArrayList<>();
    for (int n = in.getInt(); n > 0; n--) {
      out.add(each.from(in));
    }
    return out;
  }
}
