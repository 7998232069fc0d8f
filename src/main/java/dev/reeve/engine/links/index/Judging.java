package dev.reeve.engine.links.index;

import dev.reeve.engine.links.suggest.Suggester;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Which program judges and suggests. */
final class Judging {
  private Judging() {}

  /**
   * Another text for another version, or for other scores. Programs that were built from source
   * have no version: where only their code differs they pass for the same, until all was judged.
   */
  static String program() {
    try (InputStream scores =
        Objects.requireNonNull(Suggester.class.getResourceAsStream("scores.json"))) {
      String version = Judging.class.getPackage().getImplementationVersion();
      return version + "|" + Sha256.of(scores.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
