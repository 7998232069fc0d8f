package dev.reeve.engine.links.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks one address at a time: for its head, and where that is refused for itself. */
final class WebAsker {
  private static final int TOO_MANY = 429;
  private static final int REFUSED = 400;

  private final HttpClient client;
  private final Duration longest;

  /**
   * What came of one address.
   *
   * @param answered whether a server said anything
   * @param tooMany whether it asks to be left alone
   */
  record Heard(WebAnswer answer, boolean answered, boolean tooMany) {
    private static Heard silence(String why) {
      return new Heard(WebAnswer.unknown(why), false, false);
    }
  }

  WebAsker(HttpClient client, Duration longest) {
    this.client = client;
    this.longest = longest;
  }

  /** Blocks, twice as long as one answer may take at most. */
  Heard ask(URI address) throws InterruptedException {
    try {
      Integer head = code("HEAD", address);
      boolean refused = head == null || (head >= REFUSED && head != TOO_MANY);
      Integer code = refused ? code("GET", address) : head;
      return code == null
          ? Heard.silence("closed without an answer")
          : new Heard(WebAnswer.of(code), true, code == TOO_MANY);
    } catch (HttpTimeoutException e) {
      return Heard.silence("no answer within " + longest.toSeconds() + " s");
    } catch (ConnectException e) {
      return Heard.silence(
          hasCause(e, UnresolvedAddressException.class) ? "no such host" : "no connection");
    } catch (UnknownHostException e) {
      return Heard.silence("no such host");
    } catch (SSLException e) {
      return new Heard(WebAnswer.unknown("no secure connection"), true, false);
    } catch (ProtocolException e) {
      return new Heard(WebAnswer.unknown("an answer that makes no sense"), true, false);
    } catch (IOException e) {
      return Heard.silence("no answer: " + e.getMessage());
    } catch (IllegalArgumentException | SecurityException e) {
      return Heard.silence("no address that can be asked for");
    }
  }

  /** Of the last answer, redirects followed; null when the connection was closed without one. */
  private @Nullable Integer code(String method, URI address)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .method(method, BodyPublishers.noBody())
            .timeout(longest)
            .header("User-Agent", "Reeve links check")
            .header("Accept", "*/*")
            .build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      response.body().close(); // what the page says is not wanted
      return response.statusCode();
    } catch (HttpTimeoutException
        | ConnectException
        | UnknownHostException
        | SSLException
        | ProtocolException e) {
      throw e;
    } catch (IOException e) {
      if (method.equals("HEAD")) {
        return null; // some servers know no other word than GET
      }
      throw e;
    }
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> cause) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (cause.isInstance(at)) {
        return true;
      }
    }
    return false;
  }
}
