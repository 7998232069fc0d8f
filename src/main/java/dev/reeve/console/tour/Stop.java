package dev.reeve.console.tour;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;

/**
 * Something that is seen only after somebody did something. Places, their tabs and the drawer's
 * tabs are found without being listed; a dialog, a filter or a menu is one line in {@link #ALL}.
 *
 * @param at the place or tab it belongs to, such as {@code queue-jobs}
 * @param name what it is called after that
 * @param says what is seen, for people
 * @param steps what is done, on the tab, with the most urgent row chosen
 */
record Stop(String at, String name, String says, Consumer<TourWindow> steps) {
  private static final int POINTED = 6;

  static final List<Stop> ALL =
      List.of(
          new Stop(
              "queue-jobs",
              "filtered",
              "a filter in force",
              window -> window.type("queue-filter", "state:dead")),
          new Stop(
              "queue-jobs",
              "nothing-matches",
              "a filter that nothing matches",
              window -> window.type("queue-filter", "path:nowhere/** state:retry")),
          new Stop(
              "queue-jobs",
              "tries",
              "a job that was tried more than once, with every try",
              window -> {
                window.type("queue-filter", "state:retry");
                window.selectFirst();
                window.press("drawer-page-0"); // it was left at the record
                window.readDrawerOn();
              }),
          new Stop(
              "queue-jobs",
              "another-id",
              "which ID a file would get in place of one that another file has",
              window -> {
                window.type("queue-filter", "state:dead error:ID_CONFLICT");
                window.selectFirst();
                window.strike("queue-table", KeyCode.I);
              }),
          new Stop(
              "queue-jobs",
              "pointed",
              "a row that the pointer is on, beside the one that is chosen",
              window -> window.pointAt(POINTED)),
          new Stop(
              "queue-jobs",
              "palette",
              "the palette over the pane, with what it finds",
              window -> {
                window.press("shell-search");
                window.type("palette-field", "tides");
              }),
          new Stop(
              "queue-jobs",
              "notices",
              "the list of what was said",
              window -> {
                window.press("queue-pause");
                window.press("queue-pause");
                window.press("status-notices");
              }),
          new Stop(
              "queue-jobs",
              "keys",
              "the sheet of keys",
              window -> window.strike("queue-table", KeyCode.F1)),
          new Stop(
              "queue-locks",
              "release",
              "the question before a lock is released",
              window -> window.pressNamed("Release")),
          new Stop(
              "registry-records",
              "reconcile",
              "the question before folder and registry are compared",
              window -> window.press("registry-reconcile")),
          new Stop(
              "inbox",
              "review",
              "what waits for an approval, under review",
              window -> window.press("inbox-act")),
          new Stop(
              "inbox",
              "confirm",
              "what waits for an approval, before the word is given",
              window -> {
                window.press("inbox-act");
                window.press("approval-next");
              }),
          new Stop(
              "inbox",
              "left-out",
              "what waits for an approval, with a file left out and tried without writing",
              window -> {
                window.press("inbox-act");
                window.pressIfShown("approval-take-all-in"); // as left at another size
                window.strike("approval-items", KeyCode.SPACE);
                window.press("approval-dry-run");
              }),
          new Stop(
              "inbox",
              "reject",
              "the question before a change is rejected",
              window -> {
                window.press("inbox-act");
                window.press("approval-reject");
              }),
          new Stop(
              "inbox",
              "snooze",
              "until when a row may rest",
              window -> window.pressNamed("Snooze")),
          new Stop(
              "inbox",
              "toast",
              "what was just done, with its way back",
              window -> {
                window.pressNamed("Snooze");
                window.chooseFirstOfMenu();
                window.afterwards("toast-undo");
              }),
          new Stop(
              "executions",
              "revert",
              "what undoing an execution would do",
              window -> {
                window.type("executions-filter", "state:completed kind:changes");
                window.selectFirstConcern();
                window.press("executions-revert");
              }),
          new Stop(
              "executions",
              "by-day",
              "grouped by day",
              window -> window.press("executions-by-day")),
          new Stop(
              "executions",
              "sides",
              "files side by side",
              window -> {
                window.type("executions-filter", "state:completed kind:changes");
                window.selectFirstConcern();
                window.pressNamed("Side by side");
              }),
          new Stop(
              "links",
              "nothing-matches",
              "a filter that nothing matches",
              window -> window.type("links-filter", "path:nowhere/**")),
          new Stop(
              "links",
              "weak",
              "a link whose candidates are weak",
              window -> {
                window.type("links-filter", "emergency");
                window.selectFirstConcern();
                window.strike("links-table", KeyCode.SHIFT); // until the preview has come
              }),
          new Stop(
              "links",
              "ignore",
              "an ignore rule being made, with what it would take",
              window -> {
                window.type("links-filter", "season-2025");
                window.selectFirstConcern();
                window.strike("links-table", KeyCode.I);
              }),
          new Stop(
              "links",
              "apply",
              "staged decisions, before they are carried out",
              window -> {
                window.type("links-filter", "emergency");
                window.selectFirstConcern();
                window.give("links-rationale", "moved, as the harbour master says");
                window.strike("links-table", KeyCode.DIGIT1);
                window.type("links-filter", "check-list");
                window.selectFirstConcern();
                window.give("links-rationale", "the checklist was renamed");
                window.strike("links-table", KeyCode.DIGIT1);
                window.press("links-apply");
              }),
          new Stop(
              "links",
              "decided",
              "links that are decided, with what would be written",
              window -> {
                window.type("links-filter", "check-list");
                window.selectFirstConcern();
                window.strike("links-table", KeyCode.SHIFT);
              }),
          new Stop(
              "links",
              "undone",
              "what was staged, taken back",
              window -> {
                window.selectFirstConcern();
                window.press("links-undo");
                window.press("links-undo");
                window.strike("links-table", KeyCode.SHIFT);
              }),
          new Stop(
              "settings",
              "change",
              "a setting of the engine, before and after, and one that cannot be used",
              window -> {
                window.type("settings-search", "watcher");
                window.give("settings-window", "90000");
                window.give("settings-debounce", "800");
              }),
          new Stop(
              "settings",
              "registry",
              "the settings of the registry",
              window -> window.type("settings-search", "registry")),
          new Stop(
              "settings",
              "nothing-found",
              "a search that no setting matches",
              window -> window.type("settings-search", "no such setting")),
          new Stop(
              "executions",
              "logs",
              "the logs of one that left them",
              window -> {
                window.type("executions-filter", "kind:quarantine kind:changes");
                window.selectFirstConcern();
                window.pressNamed("Logs");
              }),
          new Stop(
              "executions",
              "compare",
              "two executions compared",
              window -> {
                window.selectTwo();
                window.press("executions-compare");
              }));

  String fullName() {
    return at + "-" + name;
  }
}
