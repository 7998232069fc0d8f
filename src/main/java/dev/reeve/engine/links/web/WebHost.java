package dev.reeve.engine.links.web;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One server of a check: how many ask it at once, and whether it is asked any more. */
final class WebHost {
  /** So often in a row nothing is heard before nobody asks any more. */
  private static final int MOST_SILENCE = 2;

  private final Semaphore places;
  private int silence;
  private boolean tooMany;

  WebHost(int atOnce) {
    this.places = new Semaphore(atOnce);
  }

  void enter() throws InterruptedException {
    places.acquire();
  }

  void leave() {
    places.release();
  }

  /** Why it is not asked any more; null as long as it is. */
  synchronized @Nullable String closed() {
    return tooMany
        ? "its server asked for fewer questions (429)"
        : silence >= MOST_SILENCE ? "its server did not answer before" : null;
  }

  synchronized void heard(WebAsker.Heard heard) {
    silence = heard.answered() ? 0 : silence + 1;
    tooMany |= heard.tooMany();
  }
}
