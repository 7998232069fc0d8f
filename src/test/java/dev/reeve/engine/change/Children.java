package dev.reeve.engine.change;

import dev.reeve.engine.testing.Child;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Other processes for tests: they run a small main of the test tree on this Java. */
final class Children {
  private Children() {}

  static Process start(Class<?> main, String... args) throws IOException {
    return new ProcessBuilder(Child.command(main, args))
        .redirectErrorStream(true)
        .inheritIO()
        .start();
  }

  static int await(Process child) throws InterruptedException {
    if (!child.waitFor(60, TimeUnit.SECONDS)) {
      child.destroyForcibly();
      throw new AssertionError("The other process did not end");
    }
    return child.exitValue();
  }
}
