package dev.reeve.engine.links.web;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is asked for when a reference leads to the web. */
final class WebAddress {
  private static final String NOT_IN_ADDRESSES = " \"<>\\^`{|}[]";

  /** Letters of which the network once made others, or none: the name may be somebody else's. */
  private static final Pattern OF_TWO_NAMES = Pattern.compile("[ßς\\u200C\\u200D]");

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

  /**
   * As it can be asked for, escaped where its author did not; null when it cannot. Names of other
   * scripts are written as the network knows them; a name with {@code _} is none, and one of which
   * the network has known two ways to write it is not asked for.
   */
  static @Nullable URI uri(String address) {
    URI uri = parsed(address);
    uri = uri == null ? parsed(escaped(address)) : uri;
    uri = uri == null || uri.getHost() != null ? uri : named(uri);
    return uri == null || uri.getHost() == null ? null : URI.create(uri.toASCIIString());
  }

  /** The same with the host's name in ASCII; null when it is no name. */
  private static @Nullable URI named(URI uri) {
    String authority = uri.getRawAuthority();
    if (authority == null) {
      return null;
    }
    int from = authority.lastIndexOf('@') + 1;
    int colon = authority.indexOf(':', from);
    int to = colon < 0 ? authority.length() : colon;
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    try {
      String written = URLDecoder.decode(authority.substring(from, to), StandardCharsets.UTF_8);
      if (OF_TWO_NAMES.matcher(written).find()) {
        return null;
      }
      String name = IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES);
      String whole = authority.substring(0, from) + name + authority.substring(to);
      return parsed(uri.getScheme() + "://" + whole + uri.getRawPath() + query);
    } catch (IllegalArgumentException noName) {
      return null;
    }
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
