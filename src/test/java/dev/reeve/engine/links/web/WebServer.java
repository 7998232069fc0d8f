package dev.reeve.engine.links.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers by what its paths say: {@code /404} with that code, {@code /get/200} so to
 * GET and with 405 to HEAD, {@code /to/410} by leading there, {@code /loop} to itself, {@code
 * /wait} when it is let go, {@code /cut} not at all.
 */
public final class WebServer implements AutoCloseable {
  /** The connection is closed without an answer. */
  private static final int NONE = 0;

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);

  public WebServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The address of a path. */
  public String at(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  /** What was asked, as {@code METHOD path}, in order. */
  public List<String> heard() {
    return heard;
  }

  /** So many were asked at once, at most. */
  int most() {
    return most.get();
  }

  /** Until somebody asks for {@code /wait}. */
  public void awaitWaiting() throws InterruptedException {
    waiting.await();
  }

  private void answer(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try (exchange) {
      int code = NONE;
      try {
        code = code(exchange);
      } finally {
        now.decrementAndGet(); // before it is said: who hears it may ask for the next at once
      }
      if (code != NONE) {
        exchange.sendResponseHeaders(code, -1);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private int code(HttpExchange exchange) throws InterruptedException {
    String path = exchange.getRequestURI().toString();
    boolean head = exchange.getRequestMethod().equals("HEAD");
    heard.add(exchange.getRequestMethod() + " " + path);
    return switch (path.split("/")[1]) {
      case "get" -> head ? 405 : Integer.parseInt(path.substring(5));
      case "cuthead" -> head ? NONE : 200;
      case "cut" -> NONE;
      case "to" -> lead(exchange, path.substring(3));
      case "lost" -> 302;
      case "loop" -> lead(exchange, "/loop");
      case "wait" -> {
        waiting.countDown();
        letGo.await();
        yield NONE;
      }
      default -> path.matches("/[0-9]+.*") ? Integer.parseInt(path.substring(1, 4)) : 200;
    };
  }

  private static int lead(HttpExchange exchange, String to) {
    exchange.getResponseHeaders().add("Location", to);
    return 302;
  }

  @Override
  public void close() {
    letGo.countDown();
    server.stop(0);
    workers.shutdownNow();
  }
}
