package dev.reeve.engine.testing;

import dev.reeve.engine.testing.FaultyFiles.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A person who saves a file right before and right after the first exchange of its name. */
public final class SavedTwice implements FaultyFiles.Injection {
  private final Path file;
  private final AtomicInteger exchanges = new AtomicInteger();

  public SavedTwice(Path file) {
    this.file = file;
  }

  private boolean isIt(Call call) {
    return call.operation().equals("exchange") && call.path().endsWith(file.getFileName());
  }

  @Override
  public void before(Call call) throws IOException {
    if (isIt(call) && exchanges.incrementAndGet() == 1) {
      Files.writeString(file, "saved first");
    }
  }

  @Override
  public void after(Call call) throws IOException {
    if (isIt(call) && exchanges.get() == 1) {
      Files.writeString(file, "saved second");
    }
  }
}
