package dev.reeve.engine.links.web;

import dev.reeve.engine.links.web.WebAsker.Heard;
import dev.reeve.engine.workspace.EngineException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Asks for web addresses, each once, some at a time. Keeps nothing. Safe on any thread. Source:
 * {@code docs/reference/links.md}.
 */
public final class WebCheck {
  /** So many servers say nothing before it is believed that none can be reached. */
  private static final int MOST_SILENT_HOSTS = 8;

  private final Limits limits;

  /**
   * How hard is asked.
   *
   * @param atOnce questions at a time
   * @param atOnceOfHost of these to one server
   * @param longest that one answer may take
   */
  public record Limits(int atOnce, int atOnceOfHost, Duration longest) {
    /** Gentle enough for every server. */
    public static final Limits USUAL = new Limits(16, 2, Duration.ofSeconds(10));
  }

  /** Asks nothing yet. */
  public WebCheck(Limits limits) {
    this.limits = limits;
  }

  /** Whether a reference that leads there leads to the web. */
  public static boolean canAskFor(String target) {
    return WebAddress.of(target) != null;
  }

  /**
   * Asks; blocks. An interrupt of the calling thread ends it.
   *
   * @param targets where references lead; what is no address of the web is left out
   * @throws EngineException {@code CANCELLED} when interrupted
   */
  public WebReport ask(Collection<String> targets) {
    SortedMap<String, WebAnswer> answers = new TreeMap<>();
    List<String> addresses = new ArrayList<>();
    for (String each : targets) {
      String address = WebAddress.of(each);
      if (address != null && answers.put(address, WebAnswer.unknown("not asked")) == null) {
        addresses.add(address);
      }
    }
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        HttpClient client =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // the other one is offered in the open
                .followRedirects(Redirect.ALWAYS)
                .connectTimeout(limits.longest())
                .executor(workers)
                .build()) {
      Round round = new Round(new WebAsker(client, limits.longest()));
      try {
        List<Callable<WebAnswer>> asking = new ArrayList<>();
        addresses.forEach(each -> asking.add(() -> round.ask(each)));
        List<Future<WebAnswer>> asked = workers.invokeAll(asking);
        for (int i = 0; i < addresses.size(); i++) {
          answers.put(addresses.get(i), asked.get(i).get());
        }
      } finally {
        client.shutdownNow();
      }
      return new WebReport(Collections.unmodifiableSortedMap(answers), round.problem());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EngineException.cancelled("The check was cancelled.", "Check again.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("An address was not asked for", e.getCause());
    }
  }

  /** All questions of one check. */
  private final class Round {
    private final WebAsker asker;
    private final Semaphore places = new Semaphore(limits.atOnce());
    private final Map<String, WebHost> hosts = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private volatile boolean answered;

    Round(WebAsker asker) {
      this.asker = asker;
    }

    WebAnswer ask(String address) throws InterruptedException {
      URI uri = WebAddress.uri(address);
      if (uri == null) {
        return WebAnswer.unknown("no address that can be asked for");
      }
      String name = uri.getHost().toLowerCase(Locale.ROOT) + ":" + uri.getPort();
      WebHost host = hosts.computeIfAbsent(name, _ -> new WebHost(limits.atOnceOfHost()));
      host.enter();
      places.acquire();
      try {
        String closed = isOffline() ? "no server answered" : host.closed();
        if (closed != null) {
          return WebAnswer.unknown(closed);
        }
        Heard heard = asker.ask(uri);
        host.heard(heard);
        note(name, heard);
        return heard.answer();
      } finally {
        places.release();
        host.leave();
      }
    }

    private void note(String host, Heard heard) {
      if (heard.answered()) {
        answered = true;
      } else {
        silent.add(host);
      }
    }

    private boolean isOffline() {
      return !answered && silent.size() >= MOST_SILENT_HOSTS;
    }

    @Nullable String problem() {
      return answered || silent.isEmpty()
          ? null
          : "WEB_UNREACHABLE: no server answered, so nothing is known of the web addresses;"
              + " is this machine online, or does it need a proxy?";
    }
  }
}
