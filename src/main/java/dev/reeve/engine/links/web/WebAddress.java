package dev.reeve.engine.links.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is asked for when a reference leads to the web. */
final class WebAddress {
  private static final String NOT_IN_ADDRESSES = " \"<>\\^`{|}[]";

  private WebAddress() {}

  /** Without the fragment, which servers are not told; null for what is no address of the web. */
  static @Nullable String of(String target) {
    String text = target.startsWith("//") ? "https:" + target : target;
    String scheme = text.substring(0, Math.max(0, text.indexOf(':'))).toLowerCase(Locale.ROOT);
    int hash = text.indexOf('#');
    return scheme.equals("http") || scheme.equals("https")
        ? hash < 0 ? text : text.substring(0, hash)
        : null;
  }

  /** As it can be asked for, escaped where its author did not; null when it cannot. */
  static @Nullable URI uri(String address) {
    URI uri = parsed(address);
    uri = uri == null ? parsed(escaped(address)) : uri;
    return uri == null || uri.getHost() == null ? null : URI.create(uri.toASCIIString());
  }

  private static @Nullable URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException notYet) {
      return null;
    }
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      if (each <= ' ' || each == 0x7f || NOT_IN_ADDRESSES.indexOf(each) >= 0) {
        out.append('%').append("%02X".formatted(each & 0xff));
      } else {
        out.append((char) each);
      }
    }
    return out.toString();
  }
}
