package dev.reeve.console.tour;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.reeve.console.FakeSession;
import dev.reeve.console.FakeWorkspaces;
import dev.reeve.console.SampleData;
import dev.reeve.console.SampleLinks;
import dev.reeve.engine.testing.SettableClock;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The walk itself, on data filled in by hand. */
final class TourTest {
  private static final List<Look> NORMAL =
      Look.all().stream().filter(look -> look.size() == Look.Size.NORMAL).toList();

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Handler handler =
      new Handler() {
        @Override
        public synchronized void publish(LogRecord record) {
          if (record.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
            warnings.add(record.getLoggerName() + ": " + record.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final List<String> warnings = new java.util.concurrent.CopyOnWriteArrayList<>();

  private static ch.qos.logback.classic.Logger root() {
    return (ch.qos.logback.classic.Logger)
        LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @BeforeEach
  void listen() {
    log.start();
    root().addAppender(log);
    java.util.logging.Logger.getLogger("javafx").addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    root().detachAppender(log);
    java.util.logging.Logger.getLogger("javafx").removeHandler(handler);
  }

  private TourReport walk(TourOptions options) {
    FakeSession busy = SampleData.session();
    SampleData.inbox(busy);
    SampleData.quarantine(busy);
    SampleLinks.harbour(busy.links);
    busy.links.underWay = () -> drawn("links-scanning", "links-closing", "links-applying");
    Sights sights =
        new Sights(
            busy,
            new FakeSession(new SettableClock(SampleData.NOW.toString())),
            new FakeWorkspaces(),
            folder,
            null,
            null,
            new Sights.Documents(
                () -> busy.links.edited.add("docs/cranes/index.md"),
                () -> {
                  busy.links.edited.clear();
                  SampleLinks.harbour(busy.links);
                }));
    return Tour.walk(sights, folder.resolve("out"), options);
  }

  /** Work is under way until its picture is there: the one that is not yet, of these. */
  private void drawn(String... names) {
    Arrays.stream(names)
        .map(name -> folder.resolve("out/dark-1280x800").resolve(name + ".png"))
        .filter(Files::notExists)
        .findFirst()
        .ifPresent(file -> await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(file)));
  }

  @Test
  @DisplayName("Every pane, tab, drawer tab and state is seen, light and dark, and nothing warns")
  void everythingIsSeen() throws IOException {
    TourReport report = walk(new TourOptions(List.of(), NORMAL, Duration.ofMinutes(4)));

    assertEquals(List.of(), report.missed());
    Set<String> names = report.pictures().stream().map(Picture::name).collect(Collectors.toSet());
    for (String pane : List.of("queue-jobs", "queue-locks", "registry-records", "executions")) {
      for (String state : List.of("", "-empty", "-loading", "-error", "-stale")) {
        assertTrue(names.contains(pane + state), pane + state + " of " + names);
      }
    }
    assertTrue(names.containsAll(LinksWalk.NAMES), names.toString());
    assertTrue(names.contains("executions-drawer-1") && names.contains("welcome-look"));
    assertEquals(2 * names.size(), report.pictures().size());
    for (Picture picture : report.pictures()) {
      BufferedImage image = ImageIO.read(report.folder().resolve(picture.file()).toFile());
      assertEquals(1280, image.getWidth(), picture.file());
      assertEquals(800, image.getHeight(), picture.file());
      boolean dark = (image.getRGB(1270, 790) & 0xff) < 0x80; // where no words are
      assertEquals(picture.look().dark(), dark, picture.file());
    }
    String list = Files.readString(report.folder().resolve("README.md"));
    String page = Files.readString(report.folder().resolve("index.html"));
    for (Picture picture : report.pictures()) {
      assertTrue(list.contains(picture.file()) && page.contains(picture.file()), picture.file());
    }
    assertEquals(List.of(), warnings);
    assertEquals(List.of(), unexpected());
  }

  /** The refused answers are part of the walk; anything else that warns is not. */
  private List<String> unexpected() {
    return log.list.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .filter(message -> !message.startsWith("STORE_BUSY"))
        .toList();
  }

  @Test
  @DisplayName("A name and a size leave out the rest")
  void aFilterLeavesOutTheRest() {
    Look low = new Look(Look.Theme.DARK, Look.Size.LOW);
    TourReport report =
        walk(new TourOptions(List.of("queue-locks*"), List.of(low), Duration.ofMinutes(4)));

    assertFalse(report.pictures().isEmpty());
    for (Picture picture : report.pictures()) {
      assertTrue(picture.file().startsWith("dark-1280x640/queue-locks"), picture.file());
    }
    assertTrue(report.pictures().size() > 1);
    TourReport one =
        walk(new TourOptions(List.of("queue-locks"), List.of(low), Duration.ofMinutes(4)));
    assertEquals(List.of("queue-locks"), one.pictures().stream().map(Picture::name).toList());
  }

  @Test
  @DisplayName("When the time is over, what is left is named")
  void timeIsBounded() {
    TourReport report = walk(new TourOptions(List.of(), NORMAL, Duration.ZERO));

    assertEquals(List.of(), report.pictures());
    assertTrue(
        report.missed().stream().anyMatch(each -> each.name().equals("executions")),
        report.missed().toString());
  }
}
