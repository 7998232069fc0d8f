package dev.reeve.console.tour;

import java.util.List;

/** Through the approval dialog, with changes that are handed in for it. */
final class ApprovalWalk {
  private static final String MISMATCH = "inbox-mismatch";
  private static final String RUN = "inbox-run";
  private static final String RESULT = "inbox-result";
  private static final int TRIES = 10;
  static final String PERMANENT = "inbox-permanent";

  /** What is seen of {@link Sights.Work}, in its order. */
  static final List<String> OF_WORK = List.of(MISMATCH, RUN, RESULT);

  private final TourWindow window;
  private final LinksWalk.Camera camera;

  ApprovalWalk(TourWindow window, LinksWalk.Camera camera) {
    this.window = window;
    this.camera = camera;
  }

  /**
   * A decision that another takes the place of, then the run of that one while it runs, and its
   * end. All themes are drawn of the same moment, for a second later it may be over.
   */
  void work(Sights.Work work) {
    confirm(work.intent());
    work.replace().run();
    window.whenSaid("approval-show-difference"); // the dialog hears of it by itself
    camera.take(window, MISMATCH, "Inbox: a decision that no longer holds");
    window.tidy();
    confirm(work.intent());
    window.chooseFirst("approval-more");
    window.whenSaid("approval-run-figures");
    camera.keep(RUN, "Inbox: a run while it runs", window.pictures(camera.looks(window)));
    window.whenSaid("approval-ended");
    camera.take(window, RESULT, "Inbox: how a run ended");
    window.tidy();
  }

  /** What cannot come back is listed, and its number has to be typed. */
  void lasting(Sights.Lasting change) {
    try {
      confirm(change.intent());
      window.give("approval-notes", "The yearbook has them all.");
      camera.take(window, PERMANENT, "Inbox: a change of which something cannot come back");
      window.tidy();
    } finally {
      change.over().run();
    }
  }

  /** Up to where the word is given. The row of a decision that was replaced may still be there. */
  private void confirm(String intent) {
    review(intent);
    for (int again = 0; again < TRIES && !window.shows("approval-next"); again++) {
      window.tidy();
      review(intent);
    }
    window.press("approval-next");
  }

  private void review(String intent) {
    window.press("rail-inbox");
    window.type("inbox-filter", '"' + intent + '"');
    window.whenFilled();
    window.selectFirstConcern();
    window.press("inbox-act");
  }
}
