package dev.reeve.console.tour;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;

/**
 * The Doc links pane from a scan to the last link: while it reads, when all is decided, when a
 * document was edited meanwhile, while decisions are carried out, and after that. It changes the
 * workspace, and has it put back.
 */
final class LinksWalk {
  private static final String PREFIX = "links-";

  /** Names of what it shows, for those that look for them. */
  static final List<String> NAMES =
      List.of(
          PREFIX + "scanning",
          PREFIX + "closing",
          PREFIX + "all-decided",
          PREFIX + "conflict",
          PREFIX + "applying",
          PREFIX + "applied",
          PREFIX + "none");

  private static final String WHY = "checked with the harbour master";

  /** What is missed, and the key that decides about it. */
  private record Decision(String missing, KeyCode key) {}

  private static final List<Decision> DECISIONS =
      List.of(
          new Decision("tides.json", KeyCode.DIGIT1),
          new Decision("check-list", KeyCode.DIGIT1),
          new Decision("emergency", KeyCode.DIGIT1),
          new Decision("season-2025", KeyCode.I),
          new Decision("night-shift", KeyCode.I));

  /** Takes pictures of a window. */
  interface Camera {
    /** As it is, in each look. */
    void take(TourWindow window, String name, String says);

    /** One moment, drawn already. */
    void keep(String name, String says, Map<Look, BufferedImage> images);

    /** The looks to draw a moment in. */
    List<Look> looks(TourWindow window);
  }

  private final StagedSession session;
  private final TourWindow window;
  private final Sights.Documents documents;
  private final Camera camera;

  LinksWalk(StagedSession session, TourWindow window, Sights.Documents documents, Camera camera) {
    this.session = session;
    this.window = window;
    this.documents = documents;
    this.camera = camera;
  }

  /**
   * @throws IllegalStateException when something is not there that should be
   */
  void walk() {
    window.press("rail-links");
    try {
      scanning();
      closing();
      decideAll();
      camera.take(window, PREFIX + "all-decided", "Doc links: nothing is left to be decided");
      documents.edit().run();
      window.press("links-apply");
      camera.take(
          window,
          PREFIX + "conflict",
          "Doc links: a document was edited after the scan, so its decision is held back");
      moment(
          "links-apply-act",
          "links-apply-note",
          PREFIX + "applying",
          "Doc links: decisions being carried out");
      camera.take(window, PREFIX + "applied", "Doc links: decisions carried out, with a receipt");
      window.press("links-apply-cancel");
      window.press("links-scan");
      camera.take(window, PREFIX + "none", "Doc links: every link leads somewhere");
    } finally {
      documents.putBack().run();
      window.tidy();
    }
  }

  private void scanning() {
    moment("links-scan", "links-scan-text", PREFIX + "scanning", "Doc links: a scan under way");
  }

  private void closing() {
    session.hold();
    try {
      window.begin("links-scan");
      window.whenCounted("links-scan-text");
      window.askToClose("closing-cancel");
      camera.keep(
          PREFIX + "closing",
          "Doc links: the question before the window closes on work under way",
          window.pictures(camera.looks(window)));
      window.begin("closing-cancel");
    } finally {
      session.goOn();
    }
    window.settle();
  }

  /** Presses a button, and draws what it begins half way: that may be over in no time. */
  private void moment(String button, String figure, String name, String says) {
    session.hold();
    try {
      window.begin(button);
      window.whenCounted(figure);
      camera.keep(name, says, window.pictures(camera.looks(window), figure));
    } finally {
      session.goOn();
    }
    window.settle();
  }

  private void decideAll() {
    for (Decision each : DECISIONS) {
      window.type("links-filter", each.missing());
      window.selectFirst(); // the group, where there is one
      window.give("links-rationale", WHY);
      window.strike("links-table", each.key());
    }
    window.type("links-filter", "");
  }
}
