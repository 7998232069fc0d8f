package dev.reeve.engine.links.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.links.web.WebAnswer.Status;
import dev.reeve.engine.workspace.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Asking for web addresses, on a server of this machine. */
class WebCheckTest {
  private static final WebCheck CHECK =
      new WebCheck(new WebCheck.Limits(8, 2, Duration.ofSeconds(60)));

  @AutoClose private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = new WebServer();
  }

  private WebReport ask(String... paths) {
    return CHECK.ask(java.util.Arrays.stream(paths).map(server::at).toList());
  }

  private String said(WebReport report, String path) {
    WebAnswer answer = report.of(server.at(path));
    assertNotNull(answer, path);
    return answer.status() + " " + answer.why();
  }

  @Test
  @DisplayName("Only 404 and 410 are broken; what is refused or fails is not known")
  void statuses() {
    WebReport report =
        ask(
            "/200",
            "/204",
            "/404",
            "/410",
            "/401",
            "/403",
            "/500",
            "/503",
            "/to/200",
            "/to/404",
            "/loop",
            "/get/200",
            "/get/404",
            "/cuthead");
    assertEquals("REACHABLE 200", said(report, "/200"));
    assertEquals("REACHABLE 204", said(report, "/204"));
    assertEquals("BROKEN 404", said(report, "/404"));
    assertEquals("BROKEN 410", said(report, "/410"));
    assertEquals("UNKNOWN 401", said(report, "/401"));
    assertEquals("UNKNOWN 403", said(report, "/403"));
    assertEquals("UNKNOWN 500", said(report, "/500"));
    assertEquals("UNKNOWN 503", said(report, "/503"));
    assertEquals("REACHABLE 200", said(report, "/to/200"));
    assertEquals("BROKEN 404", said(report, "/to/404"));
    assertEquals("UNKNOWN redirected without end", said(report, "/loop"));
    assertEquals("REACHABLE 200", said(report, "/get/200"));
    assertEquals("BROKEN 404", said(report, "/get/404"));
    assertEquals("REACHABLE 200", said(report, "/cuthead"));
    assertNull(report.problem());
    assertEquals(4, report.count(Status.BROKEN));
    assertTrue(server.heard().contains("HEAD /200"));
    assertTrue(!server.heard().contains("GET /200"));
    assertTrue(server.heard().contains("GET /404"), "404 to HEAD alone is not believed");
  }

  @Test
  @DisplayName("Each address is asked once, whatever its fragment; what is no web is left out")
  void once() {
    WebReport report =
        CHECK.ask(
            List.of(
                server.at("/a"),
                server.at("/a#b"),
                server.at("/a#c"),
                server.at("/a?q=1"),
                "mailto:a@b",
                "ftp://localhost/",
                "tel:1"));
    assertEquals(2, report.answers().size());
    assertEquals(List.of("HEAD /a", "HEAD /a?q=1"), server.heard().stream().sorted().toList());
    assertNull(report.of("mailto:a@b"));
    assertEquals("REACHABLE 200", said(report, "/a#z"));
  }

  @Test
  @DisplayName("One server is asked by few at once, and no more after it says 429")
  void gentle() {
    List<String> paths = IntStream.range(0, 60).mapToObj(i -> server.at("/p" + i)).toList();
    assertEquals(60, CHECK.ask(paths).count(Status.REACHABLE));
    assertTrue(server.most() <= 2, "at once: " + server.most());
    server.heard().clear();
    List<String> refused = IntStream.range(0, 60).mapToObj(i -> server.at("/429/" + i)).toList();
    WebReport report = CHECK.ask(refused);
    assertEquals(60, report.count(Status.UNKNOWN));
    assertTrue(server.heard().size() <= 3, server.heard().toString());
    assertTrue(server.heard().stream().allMatch(each -> each.startsWith("HEAD")));
  }

  @Test
  @DisplayName("A server that says nothing is not asked again and again; others are")
  void silence() {
    List<String> targets =
        new ArrayList<>(IntStream.range(0, 30).mapToObj(i -> server.at("/cut/" + i)).toList());
    assertEquals(30, CHECK.ask(targets).count(Status.UNKNOWN));
    assertTrue(server.heard().size() <= 12, "each of few: a HEAD, a GET and its retry");
  }

  @Test
  @DisplayName("A server that takes too long is not known")
  void tooLong() {
    WebReport report =
        new WebCheck(new WebCheck.Limits(8, 2, Duration.ofMillis(300)))
            .ask(List.of(server.at("/wait"), server.at("/200")));
    assertTrue(said(report, "/wait").startsWith("UNKNOWN no answer within"));
    assertEquals("REACHABLE 200", said(report, "/200"));
    assertNull(report.problem());
  }

  @Test
  @DisplayName("Where no server answers there is one problem, and the rest are not asked")
  void offline() throws Exception {
    List<String> targets = new ArrayList<>();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = free.getLocalPort();
      free.close();
      for (int i = 1; i < 200; i++) {
        targets.add("http://127.0.0." + i + ":" + port + "/a");
        targets.add("http://127.0.0." + i + ":" + port + "/b");
      }
    }
    WebReport report = CHECK.ask(targets);
    assertEquals(398, report.count(Status.UNKNOWN));
    assertNotNull(report.problem());
    assertTrue(report.problem().startsWith("WEB_UNREACHABLE: "), report.problem());
    long asked =
        report.answers().values().stream()
            .filter(each -> !each.why().equals("no server answered"))
            .count();
    assertTrue(asked < 40, "asked " + asked);
  }

  @Test
  @DisplayName("Addresses that nobody can ask for are not known, and no harm")
  void odd() {
    WebReport report =
        CHECK.ask(
            List.of(
                server.at("/a b|c[1]{x}"),
                server.at("/ä%zz"),
                "http://",
                "https:///x",
                "http://localhost:99999/",
                "http://a b/",
                "//",
                "http://\u0000/"));
    assertEquals("REACHABLE 200", said(report, "/a b|c[1]{x}"));
    assertTrue(server.heard().contains("HEAD /a%20b%7Cc%5B1%5D%7Bx%7D"), server.heard().toString());
    assertEquals(7, report.answers().size() - report.count(Status.REACHABLE));
    assertTrue(CHECK.ask(List.of()).answers().isEmpty());
  }

  @Test
  @DisplayName("A server that cannot be understood is there all the same, and not known")
  void notUnderstood() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerInTheOpen(plain));
      String secure = "https://localhost:" + plain.getLocalPort() + "/";
      WebReport report = CHECK.ask(List.of(secure, server.at("/lost/1")));
      assertEquals(2, report.count(Status.UNKNOWN));
      WebAnswer answer = report.of(secure);
      assertNotNull(answer);
      assertEquals("no secure connection", answer.why());
      assertNull(report.problem());
    }
  }

  private static void answerInTheOpen(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket one = server.accept()) {
        one.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(UTF_8));
        one.getInputStream().read();
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Test
  @DisplayName("An interrupt ends it while a server is awaited")
  void cancelled() throws Exception {
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread asking =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    ask("/wait", "/200");
                  } catch (EngineException e) {
                    ended.set(e);
                  }
                });
    server.awaitWaiting();
    asking.interrupt();
    asking.join();
    assertEquals("CANCELLED", ((EngineException) ended.get()).code());
  }
}
