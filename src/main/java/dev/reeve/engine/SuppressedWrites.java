package dev.reeve.engine;

import dev.reeve.engine.change.OwnWrites;
import dev.reeve.engine.watch.Suppression;
import dev.reeve.engine.workspace.SafePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the watcher of each write of Reeve's own just before it happens. */
record SuppressedWrites(Suppression suppression) implements OwnWrites {
  @Override
  public void expect(SafePath path, @Nullable String sha256) {
    suppression.register(path.text(), List.of(new Suppression.Expected(path.text(), sha256)));
  }
}
