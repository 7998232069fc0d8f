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
    String path = exchange.getRequestURI().toString();
    boolean head = exchange.getRequestMethod().equals("HEAD");
    heard.add(exchange.getRequestMethod() + " " + path);
    try (exchange) {
      switch (path.split("/")[1]) {
        case "get" -> say(exchange, head ? 405 : Integer.parseInt(path.substring(5)));
        case "cuthead" -> {
          if (!head) {
            say(exchange, 200);
          }
        }
        case "cut" -> {}
        case "to" -> lead(exchange, path.substring(3));
        case "lost" -> say(exchange, 302);
        case "loop" -> lead(exchange, "/loop");
        case "wait" -> {
          waiting.countDown();
          letGo.await();
        }
        default ->
            say(exchange, path.matches("/[0-9]+.*") ? Integer.parseInt(path.substring(1, 4)) : 200);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      now.decrementAndGet();
    }
  }

  private static void say(HttpExchange exchange, int code) throws IOException {
    exchange.sendResponseHeaders(code, -1);
  }

  private static void lead(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    say(exchange, 302);
  }

  @Override
  public void close() {
    letGo.countDown();
    server.stop(0);
    workers.shutdownNow();
  }
}
