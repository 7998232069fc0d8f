package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.Describer;
import java.util.Map;

/**
 * The outside of a file that no parser reads: whether it is text, its encoding, lines and line
 * ends, and what kind of content it is.
 *
 * @param language folder of its descriptors
 */
record PlainFile(String language) implements Extractor {
  /** First bytes of common binary formats, in hexadecimal. */
  private static final Map<String, String> MAGIC =
      Map.ofEntries(
          Map.entry("89504e47", "image/png"),
          Map.entry("ffd8ff", "image/jpeg"),
          Map.entry("47494638", "image/gif"),
          Map.entry("25504446", "application/pdf"),
          Map.entry("504b0304", "application/zip"),
          Map.entry("1f8b", "application/gzip"),
          Map.entry("7f454c46", "application/x-elf"),
          Map.entry("4d5a", "application/vnd.microsoft.portable-executable"),
          Map.entry("cafebabe", "application/java-vm"),
          Map.entry("53514c69746520666f726d6174203300", "application/vnd.sqlite3"),
          Map.entry("00000100", "image/x-icon"),
          Map.entry("774f4646", "font/woff"),
          Map.entry("774f4632", "font/woff2"));

  private static final int MAGIC_BYTES = 16;

  @Override
  public String parserId() {
    return "plain";
  }

  @Override
  public String parserVersion() {
    return "2";
  }

  @Override
  public boolean code() {
    return false;
  }

  @Override
  public void extract(Source source, Facts facts) {
    Describer.Content content = source.content();
    if (content.bytes() == null) {
      facts.more().put("content_type", "application/octet-stream").putNull("encoding");
      return;
    }
    try {
      outside(source.decoded(), facts);
      facts.more().put("content_type", "text/plain");
    } catch (NotParsed binary) {
      facts.more().put("content_type", magic(content.bytes())).putNull("encoding");
    }
  }

  /** Encoding and lines of a text. */
  static void outside(Source.Text text, Facts facts) {
    int lf = 0;
    int crlf = 0;
    int cr = 0;
    String all = text.text();
    for (int i = 0; i < all.length(); i++) {
      char c = all.charAt(i);
      if (c == '\n') {
        lf++;
      } else if (c == '\r') {
        boolean both = i + 1 < all.length() && all.charAt(i + 1) == '\n';
        i += both ? 1 : 0;
        crlf += both ? 1 : 0;
        cr += both ? 0 : 1;
      }
    }
    boolean open = !all.isEmpty() && !all.endsWith("\n") && !all.endsWith("\r");
    facts
        .more()
        .put("encoding", text.encoding())
        .put("byte_order_mark", text.mark())
        .put("lines", lf + crlf + cr + (open ? 1 : 0))
        .put("line_ends", ends(lf, crlf, cr));
  }

  private static String ends(int lf, int crlf, int cr) {
    int kinds = (lf > 0 ? 1 : 0) + (crlf > 0 ? 1 : 0) + (cr > 0 ? 1 : 0);
    if (kinds > 1) {
      return "mixed";
    }
    return lf > 0 ? "lf" : crlf > 0 ? "crlf" : cr > 0 ? "cr" : "none";
  }

  private static String magic(byte[] bytes) {
    String start =
        java.util.HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MAGIC_BYTES));
    return MAGIC.entrySet().stream()
        .filter(entry -> start.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("application/octet-stream");
  }
}
