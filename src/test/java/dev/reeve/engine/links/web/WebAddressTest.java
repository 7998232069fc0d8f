package dev.reeve.engine.links.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for when an author wrote an address. */
class WebAddressTest {
  @ParameterizedTest
  @DisplayName("The name of a server is asked for as the network knows it")
  @CsvSource({
    "http://example.org/a%20b?c=d,     http://example.org/a%20b?c=d",
    "http://bücher.example/x,          http://xn--bcher-kva.example/x",
    "https://Bücher.example:81/ä?ö=b c,https://xn--bcher-kva.example:81/%C3%A4?%C3%B6=b%20c",
    "http://b%C3%BCcher.example,       http://xn--bcher-kva.example",
    "http://例え.テスト/,               http://xn--r8jz45g.xn--zckzah/",
    "http://me:p%40@bücher.example/,   http://me:p%40@xn--bcher-kva.example/",
    "http://[::1]:80/x,                http://[::1]:80/x",
  })
  void names(String written, String asked) {
    assertEquals(URI.create(asked), WebAddress.uri(written));
  }

  @ParameterizedTest
  @DisplayName("What is no name of a server cannot be asked for")
  @ValueSource(
      strings = {
        "http://my_host/x",
        "http://bü_cher.example/",
        "http://ü..example/",
        "http://a%2Fb/x",
        "http://a%40ü.example/",
        "http:///x",
        "http://faß.example/",
        "http://fa%C3%9F.example/",
        "http://FAẞ.example/",
        "http://βόλος.example/",
        "http://a\u200cb.example/",
        "http://a\u200db.example/"
      })
  void noNames(String written) {
    assertNull(WebAddress.uri(written));
  }
}
