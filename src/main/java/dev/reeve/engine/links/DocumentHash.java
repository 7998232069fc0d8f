package dev.reeve.engine.links;

import dev.reeve.engine.workspace.Sha256;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of a document's bytes. It is worked out when it is first asked for, and until then keeps
 * the bytes: a check asks only where it found something. Safe on any thread. Source: {@code
 * docs/reference/links.md}.
 */
public final class DocumentHash {
  private byte @Nullable [] bytes;
  private @Nullable String text;

  private DocumentHash(byte @Nullable [] bytes, @Nullable String text) {
    this.bytes = bytes;
    this.text = text;
  }

  /**
   * Of these bytes.
   *
   * @param bytes not changed any more
   */
  static DocumentHash of(byte[] bytes) {
    return new DocumentHash(bytes, null);
  }

  /**
   * One that was worked out before.
   *
   * @param text 64 hex digits
   */
  public static DocumentHash known(String text) {
    return new DocumentHash(null, text);
  }

  /** How many bytes it keeps. */
  synchronized int kept() {
    return bytes == null ? 0 : bytes.length;
  }

  /** 64 hex digits. */
  public synchronized String text() {
    if (text == null) {
      text = Sha256.of(Objects.requireNonNull(bytes));
      bytes = null;
    }
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DocumentHash that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
