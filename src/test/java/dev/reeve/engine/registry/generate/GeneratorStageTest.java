package dev.reeve.engine.registry.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.registry.Repairs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class GeneratorStageTest {
  @TempDir Path folder;

  private GeneratorBed bed;
  private GeneratorStage stage;
  private final List<String> queued = new ArrayList<>();
  private boolean flooded;
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void open() {
    bed = new GeneratorBed(folder).files("a.txt");
    bed.generator(
        """
        {"output_path": "docs/INDEX.md", "sort_rule_id": "path",
         "declared_dependencies": ["relative_path"]}
        """);
    Repairs queue =
        new Repairs() {
          @Override
          public Map<String, Pending> pending() {
            return Map.of();
          }

          @Override
          public boolean isFlooded() {
            return flooded;
          }

          @Override
          public void submit(List<FileEvent> events) {
            events.forEach(event -> queued.add(event.path()));
          }
        };
    stage =
        new GeneratorStage(
            batch -> List.of(),
            bed.generators,
            queue,
            () -> true,
            () -> {},
            bed.bed.clock,
            later::add);
    log.start();
    ((Logger) LoggerFactory.getLogger(GeneratorStage.class)).addAppender(log);
  }

  @AfterEach
  void close() {
    ((Logger) LoggerFactory.getLogger(GeneratorStage.class)).detachAppender(log);
    bed.close();
  }

  @Test
  @DisplayName("A registry that is half written is looked at again until it is whole")
  void looksAgainUntilTheRegistryIsWhole() throws Exception {
    Path registry = Path.of(bed.bed.workspace.registryFile().toString());
    byte[] whole = Files.readAllBytes(registry);
    Files.write(registry, Arrays.copyOf(whole, whole.length / 2));
    stage.handle(List.of());
    stage.handle(List.of());
    assertEquals(1, later.size(), "one looks again, however many batches ask");
    later.remove().run();
    assertEquals(1, later.size());
    assertEquals(List.of(), queued);

    Files.write(registry, whole);
    later.remove().run();
    assertEquals(List.of("docs/INDEX.md"), queued);
    assertTrue(later.isEmpty());

    assertEquals(1, log.list.size(), log.list.toString());
    assertNull(log.list.getFirst().getThrowableProxy());
    assertTrue(log.list.getFirst().getFormattedMessage().contains("not queued yet: The registry"));

    Files.write(registry, Arrays.copyOf(whole, whole.length / 2));
    stage.handle(List.of());
    assertEquals(1, later.size(), "it looks again the next time, too");
  }

  @Test
  @DisplayName("In a flood nothing is surveyed; the batch after which less than one waits asks")
  void notInAFlood() {
    flooded = true;
    stage.handle(List.of());
    assertEquals(List.of(), queued);
    assertTrue(later.isEmpty(), "there is no hurry either");
    flooded = false;
    stage.handle(List.of());
    assertEquals(List.of("docs/INDEX.md"), queued);
  }

  @Test
  @DisplayName("Once closed nothing is looked at any more")
  void closed() throws Exception {
    Path registry = Path.of(bed.bed.workspace.registryFile().toString());
    byte[] whole = Files.readAllBytes(registry);
    Files.write(registry, Arrays.copyOf(whole, whole.length / 2));
    stage.handle(List.of());
    Files.write(registry, whole);
    stage.close();
    later.remove().run();
    assertEquals(List.of(), queued);
    assertTrue(later.isEmpty());
  }
}
